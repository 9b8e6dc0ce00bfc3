import { isCompositeAlarm } from "../alarm/alarm.ts";
import { checkMuteRule } from "../alarm/mute/validate.ts";
import type { AlarmItem, MetricFilterItem, MuteRuleItem, Tags } from "../audit/inventory.ts";
import { type AccountAlarm, accountAlarm, metricsOf, type WatchedMetric } from "./alarm-item.ts";
import type { CloudWatch } from "./aws/cloudwatch.ts";
import type { Clients } from "./clients.ts";
import { defined } from "./defined.ts";
import { gap } from "./gap.ts";
import { tagsOf } from "./read-trails.ts";
import type { Reader } from "./reader.ts";

/** The alarms of a region, of every type. */
export async function readAlarms(
  region: string,
  account: string,
  clients: Clients,
  reader: Reader,
): Promise<readonly AccountAlarm[]> {
  const cloudWatch = await clients.cloudWatch(region);
  const action = "cloudwatch:DescribeAlarms";
  const described = await reader.list({ action, region }, (token) => cloudWatch.alarms(token));
  return described.map((alarm) => accountAlarm(alarm, region, account));
}

/**
 * The alarms whose behaviour is known. Of the others those become gaps that the chain may depend on: they watch what a
 * metric filter publishes, may watch anything, or a composite alarm mentions them.
 */
export function modelledAlarms(
  alarms: readonly AccountAlarm[],
  region: string,
  filters: readonly MetricFilterItem[],
  reader: Reader,
): readonly AlarmItem[] {
  const items = alarms.flatMap((alarm) => (alarm.kind === "modelled" ? [alarm.item] : []));
  const rules = items.flatMap(({ configuration }) =>
    isCompositeAlarm(configuration) ? [configuration.AlarmRule, configuration.ActionsSuppressor ?? ""] : [],
  );
  const published = publishedMetrics(filters);
  for (const alarm of alarms) {
    if (alarm.kind === "modelled") continue;
    const { AlarmName, AlarmArn: resource, metrics, why } = alarm;
    const matters =
      metrics === undefined ||
      metrics.some((metric) => published.has(metricKey(metric))) ||
      rules.some((rule) => rule.includes(AlarmName));
    if (matters) reader.note(gap({ action: "cloudwatch:DescribeAlarms", region, resource }, "NotModelled", why));
  }
  return items;
}

function publishedMetrics(filters: readonly MetricFilterItem[]): ReadonlySet<string> {
  return new Set(
    filters.flatMap(({ metricTransformations }) =>
      metricTransformations.map(({ metricNamespace: namespace, metricName }) => metricKey({ namespace, metricName })),
    ),
  );
}

function metricKey({ namespace, metricName }: WatchedMetric): string {
  return JSON.stringify([namespace, metricName]);
}

/** Adds tags to the alarms that watch what these filters publish; nobody asks for those of others. */
export async function withAlarmTags(
  alarms: readonly AlarmItem[],
  filters: readonly MetricFilterItem[],
  clients: Clients,
  reader: Reader,
): Promise<readonly AlarmItem[]> {
  const published = publishedMetrics(filters);
  return Promise.all(
    alarms.map(async (alarm) => {
      const { configuration, region } = alarm;
      if (isCompositeAlarm(configuration)) return alarm;
      const watched =
        "Metrics" in configuration ? metricsOf({ Metrics: configuration.Metrics }) : metricsOf(configuration);
      if (!watched.some((metric) => published.has(metricKey(metric)))) return alarm;
      const tags = await readTags(region, configuration.AlarmArn, clients, reader);
      return tags === undefined ? alarm : { ...alarm, tags };
    }),
  );
}

async function readTags(region: string, arn: string, clients: Clients, reader: Reader): Promise<Tags | undefined> {
  const cloudWatch = await clients.cloudWatch(region);
  const action = "cloudwatch:ListTagsForResource";
  const answer = await reader.read({ action, region, resource: arn }, () => cloudWatch.tags(arn));
  return answer.kind === "given" ? tagsOf(answer.value) : undefined;
}

/** The mute rules of a region that mute now or will. */
export async function readMuteRules(
  region: string,
  clients: Clients,
  reader: Reader,
): Promise<readonly MuteRuleItem[]> {
  const cloudWatch = await clients.cloudWatch(region);
  const action = "cloudwatch:ListAlarmMuteRules";
  const summaries = await reader.list({ action, region }, (token) => cloudWatch.muteRules(token));
  const rules = await Promise.all(
    summaries.map(({ AlarmMuteRuleArn }) => readMuteRule(region, AlarmMuteRuleArn ?? "", cloudWatch, reader)),
  );
  return rules.flatMap((rule) => (rule === undefined ? [] : [rule]));
}

async function readMuteRule(
  region: string,
  arn: string,
  cloudWatch: CloudWatch,
  reader: Reader,
): Promise<MuteRuleItem | undefined> {
  const call = { action: "cloudwatch:GetAlarmMuteRule", region, resource: arn } as const;
  // A name may hold colons of its own.
  const name = arn.split(":").slice(6).join(":");
  const answer = await reader.read(call, () => cloudWatch.muteRule(name));
  if (answer.kind !== "given") return undefined;
  const { Name = name, AlarmMuteRuleArn = arn, Description, Rule, MuteTargets, ...times } = answer.value;
  const { Expression = "", Duration = "", Timezone } = Rule?.Schedule ?? {};
  const rule = {
    Name,
    AlarmMuteRuleArn,
    Rule: { Schedule: { Expression, Duration, ...defined({ Timezone }) } },
    LastUpdatedTimestamp: times.LastUpdatedTimestamp?.getTime() ?? 0,
    ...(MuteTargets === undefined ? {} : { MuteTargets: { AlarmNames: MuteTargets.AlarmNames ?? [] } }),
    ...defined({
      Description,
      StartDate: times.StartDate?.getTime(),
      ExpireDate: times.ExpireDate?.getTime(),
    }),
  };
  const refusal = checkMuteRule(rule);
  if (refusal === undefined) return { region, rule };
  reader.note(gap(call, "NotModelled", refusal.message));
  return undefined;
}
