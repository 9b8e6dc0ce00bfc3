import fc from "fast-check";
import { alarmArn, type CompositeAlarmConfiguration, type MetricAlarmConfiguration } from "../../src/alarm/alarm.ts";
import { type PutCompositeAlarmRequest, parseCompositeAlarm } from "../../src/alarm/composite/composite-alarm.ts";
import type { MuteRule } from "../../src/alarm/mute/mute-rule.ts";
import { type PutMetricAlarmRequest, parseMetricAlarm } from "../../src/alarm/validate.ts";
import type { AlarmItem, Inventory } from "../../src/audit/inventory.ts";

export const ACCOUNT = "123456789012";
export const REGION = "us-east-1";
export const TOPIC_ARN = `arn:aws:sns:${REGION}:${ACCOUNT}:alerts`;
export const LOG_GROUP = "trail-logs";
export const PATTERN = '{ $.userIdentity.type = "Root" }';

/** A chain from its log group on, in requests: two metrics from one filter, an alarm on each, perhaps one above them. */
export interface RandomChain {
  readonly values: readonly [string, string];
  readonly defaults: readonly [number | undefined, number | undefined];
  readonly alarms: readonly [PutMetricAlarmRequest, PutMetricAlarmRequest];
  readonly composite?: PutCompositeAlarmRequest;
  /** Minutes after noon at which the alarm `a` begins to be muted, and how long. */
  readonly mute?: { readonly minute: number; readonly minutes: number };
  /** When the event comes: milliseconds after noon. */
  readonly event: number;
}

const alarmRequest = (AlarmName: string): fc.Arbitrary<PutMetricAlarmRequest> =>
  fc
    .record({
      Statistic: fc.constantFrom("Sum", "Average", "Minimum", "Maximum", "SampleCount"),
      Period: fc.constantFrom(10, 60, 120, 300),
      EvaluationPeriods: fc.integer({ min: 1, max: 3 }),
      wanted: fc.integer({ min: 1, max: 3 }),
      Threshold: fc.constantFrom(0, 1, 2),
      ComparisonOperator: fc.constantFrom(
        "GreaterThanOrEqualToThreshold",
        "GreaterThanThreshold",
        "LessThanThreshold",
        "LessThanOrEqualToThreshold",
      ),
      TreatMissingData: fc.constantFrom("missing", "ignore", "breaching", "notBreaching"),
      ActionsEnabled: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
      Unit: fc.oneof({ weight: 5, arbitrary: fc.constant("None") }, fc.constant("Count")),
    })
    .map(({ wanted, ...settings }) => ({
      ...settings,
      AlarmName,
      MetricName: AlarmName,
      Namespace: "Test",
      DatapointsToAlarm: Math.min(wanted, settings.EvaluationPeriods),
      AlarmActions: [TOPIC_ARN],
      OKActions: [TOPIC_ARN],
      InsufficientDataActions: [TOPIC_ARN],
    }));

const compositeRequest: fc.Arbitrary<PutCompositeAlarmRequest> = fc
  .record({
    AlarmRule: fc.constantFrom(
      "ALARM(a)",
      "ALARM(a) OR ALARM(b)",
      "ALARM(a) AND ALARM(b)",
      "NOT ALARM(a)",
      "OK(a) AND NOT ALARM(b)",
    ),
    suppressor: fc.option(fc.constant("b"), { nil: undefined }),
    wait: fc.constantFrom(0, 30, 120),
    extension: fc.constantFrom(0, 60, 300),
  })
  .map(({ AlarmRule, suppressor, wait, extension }) => ({
    AlarmName: "above",
    AlarmRule,
    AlarmActions: [TOPIC_ARN],
    OKActions: [TOPIC_ARN],
    ...(suppressor === undefined
      ? {}
      : {
          ActionsSuppressor: suppressor,
          ActionsSuppressorWaitPeriod: wait,
          ActionsSuppressorExtensionPeriod: extension,
        }),
  }));

const defaultValue = fc.constantFrom(undefined, 0, 1);
const metricValue = fc.constantFrom("0", "1", "2");

export const randomChain: fc.Arbitrary<RandomChain> = fc.record(
  {
    values: fc.tuple(metricValue, metricValue),
    defaults: fc.tuple(defaultValue, defaultValue),
    alarms: fc.tuple(alarmRequest("a"), alarmRequest("b")),
    composite: compositeRequest,
    mute: fc.record({ minute: fc.integer({ min: 0, max: 9 }), minutes: fc.integer({ min: 1, max: 40 }) }),
    event: fc.integer({ min: 5 * 60, max: 10 * 60 }).map((second) => second * 1000),
  },
  { requiredKeys: ["values", "defaults", "alarms", "event"] },
);

/** The requests of the metric filter's transformations. */
export function transformationsOf({
  values,
  defaults,
}: RandomChain): Inventory["metricFilters"][number]["metricTransformations"] {
  return (["a", "b"] as const).map((metricName, at) => {
    const value = defaults[at];
    return {
      metricName,
      metricNamespace: "Test",
      metricValue: values[at] ?? "1",
      ...(value === undefined ? {} : { defaultValue: value }),
    };
  });
}

/** The chain as a reader of the account would find it. */
export function inventoryOf(chain: RandomChain, noon: number): Inventory {
  return {
    formatVersion: 1,
    account: ACCOUNT,
    collectedAt: noon + chain.event,
    regions: [REGION],
    trails: [
      {
        TrailARN: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/main`,
        Name: "main",
        HomeRegion: REGION,
        IsMultiRegionTrail: true,
        IsOrganizationTrail: false,
        IncludeGlobalServiceEvents: true,
        CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${LOG_GROUP}:*`,
        status: { IsLogging: true },
        selectors: {},
      },
    ],
    logGroups: [{ region: REGION, logGroupName: LOG_GROUP }],
    // A filter has one transformation: two filters publish what two metrics need.
    metricFilters: transformationsOf(chain).map((transformation) => ({
      region: REGION,
      logGroupName: LOG_GROUP,
      filterName: transformation.metricName,
      filterPattern: PATTERN,
      metricTransformations: [transformation],
    })),
    alarms: alarmsOf(chain),
    muteRules: chain.mute === undefined ? [] : [{ region: REGION, rule: muteRuleOf(chain.mute) }],
    topics: [{ region: REGION, TopicArn: TOPIC_ARN, attributes: {} }],
    subscriptions: [
      {
        region: REGION,
        TopicArn: TOPIC_ARN,
        SubscriptionArn: `${TOPIC_ARN}:1`,
        Protocol: "email",
        Endpoint: "oncall@example.com",
        attributes: {},
      },
    ],
    keys: [],
    gaps: [],
  };
}

export function muteRuleOf({ minute, minutes }: NonNullable<RandomChain["mute"]>): MuteRule {
  return {
    Name: "noon",
    AlarmMuteRuleArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm-mute-rule:noon`,
    Rule: { Schedule: { Expression: `cron(${minute} 12 * * *)`, Duration: `PT${minutes}M` } },
    MuteTargets: { AlarmNames: ["a"] },
    LastUpdatedTimestamp: 0,
  };
}

function alarmsOf({ alarms, composite }: RandomChain): readonly AlarmItem[] {
  const configurations: (MetricAlarmConfiguration | CompositeAlarmConfiguration)[] = alarms.map((request) => {
    const parsed = parseMetricAlarm(request, alarmArn(REGION, ACCOUNT, request.AlarmName), 0);
    if (!parsed.ok) throw new Error(parsed.refusals[0].message);
    return parsed.configuration;
  });
  if (composite !== undefined) {
    const parsed = parseCompositeAlarm(composite, { account: ACCOUNT, region: REGION }, 0);
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    configurations.push(parsed.configuration);
  }
  return configurations.map((configuration) => ({ region: REGION, configuration, StateValue: "OK" }));
}
