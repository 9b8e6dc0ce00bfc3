import type { MetricFilter } from "@aws-sdk/client-cloudwatch-logs";
import type { LogGroupItem, MetricFilterItem, TrailItem } from "../audit/inventory.ts";
import { parseLogGroupArn } from "../cloudtrail/log-group-arn.ts";
import { isStandardUnit } from "../metric/standard-unit.ts";
import type { MetricTransformation } from "../metric/transformation.ts";
import type { Clients } from "./clients.ts";
import { defined } from "./defined.ts";
import { gap } from "./gap.ts";
import type { Reader } from "./reader.ts";

/** The log groups of a region, without tags. */
export async function readLogGroups(
  region: string,
  clients: Clients,
  reader: Reader,
): Promise<readonly LogGroupItem[]> {
  const logs = await clients.logs(region);
  const groups = await reader.list({ action: "logs:DescribeLogGroups", region }, (token) => logs.groups(token));
  return groups.flatMap(({ logGroupName, logGroupClass, retentionInDays, kmsKeyId }) =>
    logGroupName === undefined
      ? []
      : [{ region, logGroupName, ...defined({ logGroupClass, retentionInDays, kmsKeyId }) }],
  );
}

/** The metric filters of a region, in one sweep over all log groups. */
export async function readMetricFilters(
  region: string,
  clients: Clients,
  reader: Reader,
): Promise<readonly MetricFilterItem[]> {
  const logs = await clients.logs(region);
  const action = "logs:DescribeMetricFilters";
  const filters = await reader.list({ action, region }, (token) => logs.filters(token));
  return filters.flatMap((filter) => {
    if (filter.applyOnTransformedLogs === true) {
      const why = `the filter ${filter.filterName} looks at what a log transformer made of the events, which is not known`;
      reader.note(gap({ action, region, ...defined({ resource: filter.logGroupName }) }, "NotModelled", why));
      return [];
    }
    return [metricFilter(region, filter)];
  });
}

function metricFilter(region: string, filter: MetricFilter): MetricFilterItem {
  const { filterName = "", logGroupName = "", filterPattern = "", metricTransformations = [] } = filter;
  const { fieldSelectionCriteria, emitSystemFieldDimensions, creationTime } = filter;
  return {
    region,
    logGroupName,
    filterName,
    filterPattern,
    metricTransformations: metricTransformations.map(transformation),
    ...defined({ fieldSelectionCriteria, emitSystemFieldDimensions, creationTime }),
  };
}

function transformation(given: NonNullable<MetricFilter["metricTransformations"]>[number]): MetricTransformation {
  const { metricName = "", metricNamespace = "", metricValue = "", defaultValue, unit, dimensions } = given;
  return {
    metricName,
    metricNamespace,
    metricValue,
    ...defined({ defaultValue, dimensions }),
    ...(unit !== undefined && isStandardUnit(unit) ? { unit } : {}),
  };
}

/** A log group that a trail delivers to. */
export interface TrailLogGroup {
  readonly region: string;
  /** Without the `:*` at its end. */
  readonly arn: string;
}

/** The account's own log groups that trails deliver to, by `groupKey`. */
export function trailLogGroups(trails: readonly TrailItem[], account: string): ReadonlyMap<string, TrailLogGroup> {
  return new Map(
    trails.flatMap(({ CloudWatchLogsLogGroupArn: arn = "" }) => {
      const group = parseLogGroupArn(arn);
      if (group === undefined || group.account !== account) return [];
      return [[groupKey(group), { region: group.region, arn: arn.replace(/:\*$/, "") }]];
    }),
  );
}

export function groupKey({ region, logGroupName }: Pick<LogGroupItem, "region" | "logGroupName">): string {
  return `${region}:${logGroupName}`;
}

/** Adds tags to the log groups that trails deliver to; nobody asks for those of others. */
export async function withGroupTags(
  groups: readonly LogGroupItem[],
  ofTrails: ReadonlyMap<string, TrailLogGroup>,
  clients: Clients,
  reader: Reader,
): Promise<readonly LogGroupItem[]> {
  return Promise.all(
    groups.map(async (group) => {
      const ofTrail = ofTrails.get(groupKey(group));
      if (ofTrail === undefined) return group;
      const { region, arn } = ofTrail;
      const logs = await clients.logs(region);
      const call = { action: "logs:ListTagsForResource", region, resource: arn } as const;
      const answer = await reader.read(call, () => logs.tags(arn));
      return answer.kind === "given" ? { ...group, tags: answer.value } : group;
    }),
  );
}
