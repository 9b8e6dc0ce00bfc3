import { type AlarmConfiguration, isCompositeAlarm, type MetricAlarmConfiguration } from "../alarm/alarm.ts";
import { childNames, ruleOf } from "../alarm/composite/composite-alarm.ts";
import { alarmPeriod, watchedMetrics } from "../alarm/metric-math.ts";
import { type Finding, LINKS, type Link } from "../audit/finding.ts";
import type { AlarmItem, Inventory, MetricFilterItem, TrailItem } from "../audit/inventory.ts";
import { isReadableAlarm } from "../audit/readable.ts";
import { parseLogGroupArn } from "../cloudtrail/log-group-arn.ts";

/** `passed`: events get past it; `partly`: some do; `broken`: none does; `unknown`: that could not be read. */
export type LinkState = "passed" | "partly" | "broken" | "unknown" | "not-reached";

/** One link of the chain as a finding found it. */
export interface LinkEvidence {
  readonly link: Link;
  readonly state: LinkState;
  /** What stands there, in AWS's names; of a link that holds events up, why. */
  readonly evidence: readonly string[];
}

/** More of a kind are counted and not named. */
const MOST_NAMED = 4;

/** The links of a finding in their order, each with what stands there in the account. */
export function linksOf(inventory: Inventory | undefined, finding: Finding): readonly LinkEvidence[] {
  const found = inventory === undefined ? {} : evidenceIn(inventory, finding);
  return LINKS.map((link): LinkEvidence => {
    const state = stateOf(link, finding);
    const named = state === "not-reached" ? [] : shortened(found[link] ?? []);
    const reason = link === finding.brokenLink && finding.reason !== undefined ? [finding.reason] : [];
    return { link, state, evidence: [...reason, ...(state === "passed" || state === "partly" ? named : [])] };
  });
}

function stateOf(link: Link, { verdict, brokenLink }: Finding): LinkState {
  if (verdict === "rings" || verdict === "noisy") return "passed";
  if (brokenLink === undefined) return "unknown";
  const distance = LINKS.indexOf(link) - LINKS.indexOf(brokenLink);
  if (verdict === "rings-for-some") return distance === 0 ? "partly" : "passed";
  if (distance === 0) return verdict === "unknown" ? "unknown" : "broken";
  return distance < 0 ? "passed" : "not-reached";
}

type Evidence = Partial<Readonly<Record<Link, readonly string[]>>>;

function evidenceIn(inventory: Inventory, { hears }: Finding): Evidence {
  const delivering = inventory.trails.filter(({ CloudWatchLogsLogGroupArn: arn }) => arn !== undefined);
  if (hears.length === 0) return { trail: delivering.map(tellTrail), "log-group": unique(delivering.map(logGroupOf)) };
  const arns = new Set(hears.map(({ alarmArn }) => alarmArn));
  const alarms = withChildren(
    inventory,
    inventory.alarms.filter(({ configuration }) => arns.has(configuration.AlarmArn)),
  );
  const filters = filtersFeeding(inventory, alarms);
  const groups = new Set(filters.map(({ region, logGroupName }) => `${region} ${logGroupName}`));
  const trails = delivering.filter((trail) => groups.has(logGroupOf(trail)));
  return {
    trail: trails.map(tellTrail),
    "log-group": [...groups],
    "metric-filter": filters.map(({ filterName, filterPattern }) => `${filterName}: ${filterPattern}`),
    metric: unique(alarms.flatMap(metricsOf)),
    alarm: alarms.map(tellAlarm),
    topic: unique(hears.map(({ topicArn }) => topicArn)),
    subscription: unique(hears.map(({ protocol, endpoint }) => `${protocol} ${endpoint}, confirmed`)),
  };
}

/** Alarms, with those that the rules of composite ones among them name. */
function withChildren({ alarms }: Inventory, found: readonly AlarmItem[]): readonly AlarmItem[] {
  const all = new Set(found);
  for (const item of all) {
    const { region, configuration } = item;
    if (!isCompositeAlarm(configuration) || !isReadableAlarm(item)) continue;
    const names = childNames(ruleOf(configuration));
    for (const child of alarms)
      if (child.region === region && names.includes(child.configuration.AlarmName)) all.add(child);
  }
  return [...all];
}

function filtersFeeding({ metricFilters }: Inventory, alarms: readonly AlarmItem[]): readonly MetricFilterItem[] {
  const watched = new Set(alarms.flatMap((item) => metricsOf(item).map((metric) => `${item.region} ${metric}`)));
  return metricFilters.filter(({ region, metricTransformations }) =>
    metricTransformations.some(({ metricNamespace, metricName }) =>
      watched.has(`${region} ${metricNamespace}/${metricName}`),
    ),
  );
}

function metricsOf({ configuration }: AlarmItem): readonly string[] {
  if (isCompositeAlarm(configuration)) return [];
  return watchedMetrics(configuration).map(({ namespace, metricName }) => `${namespace}/${metricName}`);
}

/** `us-east-1 CloudTrail/logs` */
function logGroupOf({ CloudWatchLogsLogGroupArn: arn = "" }: TrailItem): string {
  const parsed = parseLogGroupArn(arn);
  return parsed === undefined ? arn : `${parsed.region} ${parsed.logGroupName}`;
}

function tellTrail({ Name, HomeRegion, IsMultiRegionTrail, IsOrganizationTrail, status }: TrailItem): string {
  const words = [
    IsMultiRegionTrail ? "all Regions" : `only ${HomeRegion}`,
    ...(IsOrganizationTrail ? ["of the organization"] : []),
    status === undefined ? "status not read" : status.IsLogging ? "logging" : "stopped",
  ];
  return `${Name}: ${words.join(", ")}`;
}

function tellAlarm({ configuration, StateValue }: AlarmItem): string {
  return `${configuration.AlarmName}: ${tellCondition(configuration)}; now ${StateValue}`;
}

function tellCondition(configuration: AlarmConfiguration): string {
  if (isCompositeAlarm(configuration)) return configuration.AlarmRule;
  const { ComparisonOperator, Threshold, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods } = configuration;
  const missing = configuration.TreatMissingData ?? "missing";
  const periods = `${DatapointsToAlarm} of ${EvaluationPeriods} periods of ${alarmPeriod(configuration)} s`;
  return `${tellStatistic(configuration)} ${ComparisonOperator} ${Threshold} in ${periods}, missing data ${missing}`;
}

function tellStatistic(configuration: MetricAlarmConfiguration): string {
  if (configuration.Metrics !== undefined) return "metric math";
  return configuration.Statistic ?? configuration.ExtendedStatistic ?? "";
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function shortened(texts: readonly string[]): readonly string[] {
  if (texts.length <= MOST_NAMED) return texts;
  return [...texts.slice(0, MOST_NAMED - 1), `and ${texts.length - MOST_NAMED + 1} more`];
}
