import { z } from "zod";
import { COMPARISON_OPERATORS, STATE_VALUES, TREAT_MISSING_DATA } from "../alarm/alarm.ts";
import type { Inventory } from "../audit/inventory.ts";
import { STANDARD_UNITS } from "../metric/standard-unit.ts";
import { STATISTICS } from "../metric/statistics.ts";

const account = z.string().regex(/^\d{12}$/, "must be twelve digits");
const region = z.string().regex(/^[a-z0-9-]{1,40}$/, "must be the name of a region");
const arn = z.string().regex(/^arn:/, "must be an ARN");
const time = z.number().int();
const text = z.string();
const texts = z.array(text);
const textByName = z.record(text, text);
const unit = z.enum(STANDARD_UNITS);

const trail = z.strictObject({
  TrailARN: arn,
  Name: text,
  HomeRegion: region,
  IsMultiRegionTrail: z.boolean(),
  IsOrganizationTrail: z.boolean(),
  IncludeGlobalServiceEvents: z.boolean(),
  S3BucketName: text.exactOptional(),
  KmsKeyId: text.exactOptional(),
  CloudWatchLogsLogGroupArn: text.exactOptional(),
  CloudWatchLogsRoleArn: text.exactOptional(),
  status: z
    .strictObject({
      IsLogging: z.boolean(),
      LatestDeliveryError: text.exactOptional(),
      LatestCloudWatchLogsDeliveryError: text.exactOptional(),
      LatestCloudWatchLogsDeliveryTime: time.exactOptional(),
      StopLoggingTime: time.exactOptional(),
    })
    .exactOptional(),
  selectors: z
    .strictObject({
      eventSelectors: z
        .array(
          z.strictObject({
            ReadWriteType: text.exactOptional(),
            IncludeManagementEvents: z.boolean().exactOptional(),
            DataResources: z
              .array(z.strictObject({ Type: text.exactOptional(), Values: texts.exactOptional() }))
              .exactOptional(),
            ExcludeManagementEventSources: texts.exactOptional(),
          }),
        )
        .exactOptional(),
      advancedEventSelectors: z
        .array(
          z.strictObject({
            Name: text.exactOptional(),
            FieldSelectors: z.array(
              z.strictObject({
                Field: text,
                Equals: texts.exactOptional(),
                StartsWith: texts.exactOptional(),
                EndsWith: texts.exactOptional(),
                NotEquals: texts.exactOptional(),
                NotStartsWith: texts.exactOptional(),
                NotEndsWith: texts.exactOptional(),
              }),
            ),
          }),
        )
        .exactOptional(),
    })
    .exactOptional(),
  tags: textByName.exactOptional(),
});

const logGroup = z.strictObject({
  region,
  logGroupName: text,
  logGroupClass: text.exactOptional(),
  retentionInDays: z.number().int().exactOptional(),
  kmsKeyId: text.exactOptional(),
  tags: textByName.exactOptional(),
});

const metricFilter = z.strictObject({
  region,
  logGroupName: text,
  filterName: text,
  filterPattern: text,
  metricTransformations: z.array(
    z.strictObject({
      metricName: text,
      metricNamespace: text,
      metricValue: text,
      defaultValue: z.number().exactOptional(),
      unit: unit.exactOptional(),
      dimensions: textByName.exactOptional(),
    }),
  ),
  fieldSelectionCriteria: text.exactOptional(),
  emitSystemFieldDimensions: texts.exactOptional(),
  creationTime: time.exactOptional(),
});

const alarmSettings = {
  AlarmName: text,
  AlarmArn: arn,
  AlarmDescription: text.exactOptional(),
  AlarmConfigurationUpdatedTimestamp: time,
  ActionsEnabled: z.boolean(),
  OKActions: texts,
  AlarmActions: texts,
  InsufficientDataActions: texts,
};

const thresholdSettings = {
  EvaluationPeriods: z.number().int().min(1),
  DatapointsToAlarm: z.number().int().min(1).exactOptional(),
  Threshold: z.number(),
  ComparisonOperator: z.enum(COMPARISON_OPERATORS),
  TreatMissingData: z.enum(TREAT_MISSING_DATA).exactOptional(),
  EvaluateLowSampleCountPercentile: z.enum(["evaluate", "ignore"]).exactOptional(),
};

const period = z.number().int().min(1);
const dimensions = z.array(z.strictObject({ Name: text, Value: text }));

const singleMetricAlarm = z.strictObject({
  ...alarmSettings,
  ...thresholdSettings,
  MetricName: text,
  Namespace: text,
  Statistic: z.enum(STATISTICS).exactOptional(),
  ExtendedStatistic: text.exactOptional(),
  Dimensions: dimensions,
  Period: period,
  Unit: unit.exactOptional(),
});

const metricMathAlarm = z.strictObject({
  ...alarmSettings,
  ...thresholdSettings,
  Dimensions: z.tuple([]),
  Metrics: z.array(
    z.strictObject({
      Id: text,
      MetricStat: z
        .strictObject({
          Metric: z.strictObject({
            Namespace: text.exactOptional(),
            MetricName: text.exactOptional(),
            Dimensions: dimensions,
          }),
          Period: period,
          Stat: text,
          Unit: unit.exactOptional(),
        })
        .exactOptional(),
      Expression: text.exactOptional(),
      Label: text.exactOptional(),
      ReturnData: z.boolean(),
      Period: period.exactOptional(),
      AccountId: account.exactOptional(),
    }),
  ),
});

const compositeAlarm = z.strictObject({
  ...alarmSettings,
  AlarmRule: text,
  ActionsSuppressor: text.exactOptional(),
  ActionsSuppressorWaitPeriod: z.number().exactOptional(),
  ActionsSuppressorExtensionPeriod: z.number().exactOptional(),
});

const alarm = z.strictObject({
  region,
  configuration: z.union([singleMetricAlarm, metricMathAlarm, compositeAlarm]),
  StateValue: z.enum(STATE_VALUES),
  StateReason: text.exactOptional(),
  StateUpdatedTimestamp: time.exactOptional(),
  tags: textByName.exactOptional(),
});

const muteRule = z.strictObject({
  region,
  rule: z.strictObject({
    Name: text,
    AlarmMuteRuleArn: text,
    Description: text.exactOptional(),
    Rule: z.strictObject({
      Schedule: z.strictObject({ Expression: text, Duration: text, Timezone: text.exactOptional() }),
    }),
    MuteTargets: z.strictObject({ AlarmNames: texts }).exactOptional(),
    StartDate: time.exactOptional(),
    ExpireDate: time.exactOptional(),
    LastUpdatedTimestamp: time,
  }),
});

const topic = z.strictObject({
  region,
  TopicArn: arn,
  attributes: textByName.exactOptional(),
  tags: textByName.exactOptional(),
});

const subscription = z.strictObject({
  region,
  TopicArn: arn,
  SubscriptionArn: text,
  Protocol: text,
  Endpoint: text,
  Owner: text.exactOptional(),
  attributes: textByName.exactOptional(),
});

const key = z.strictObject({
  region,
  keyId: text,
  keyArn: arn.exactOptional(),
  keyState: text.exactOptional(),
  keyManager: z.enum(["AWS", "CUSTOMER"]).exactOptional(),
  policy: text.exactOptional(),
});

const gap = z.strictObject({
  service: z.enum(["cloudtrail", "logs", "cloudwatch", "sns", "kms", "sts", "organizations"]),
  operation: text,
  region: text,
  resource: text.exactOptional(),
  code: text,
  message: text,
});

const inventorySchema: z.ZodType<Inventory> = z.strictObject({
  formatVersion: z.literal(1),
  account,
  collectedAt: time,
  regions: z.array(region),
  trails: z.array(trail),
  logGroups: z.array(logGroup),
  metricFilters: z.array(metricFilter),
  alarms: z.array(alarm),
  muteRules: z.array(muteRule),
  topics: z.array(topic),
  subscriptions: z.array(subscription),
  keys: z.array(key),
  gaps: z.array(gap),
});

/** What is wrong in a snapshot, and where: `alarms[3].configuration.Period`; empty for the whole. */
export interface SnapshotProblem {
  readonly path: string;
  readonly message: string;
}

export type FittedInventory =
  | { readonly ok: true; readonly inventory: Inventory }
  | { readonly ok: false; readonly problems: readonly SnapshotProblem[] };

/** A value as an inventory, if it has the shape of one; all problems otherwise, in the order of the document. */
export function asInventory(value: unknown): FittedInventory {
  const result = inventorySchema.safeParse(value);
  // The value itself: a copy of the schema's making would lack whatever is named `__proto__`.
  if (result.success) return { ok: true, inventory: value as Inventory };
  return { ok: false, problems: result.error.issues.flatMap((issue) => problemsOf(issue, [])) };
}

/** The JSON schema (draft 2020-12) of a snapshot. */
export function inventoryJsonSchema(): object {
  return z.toJSONSchema(inventorySchema);
}

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, before: readonly PropertyKey[]): readonly SnapshotProblem[] {
  const at = [...before, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) => ({ path: pathOf([...at, name]), message: "is not a member of an inventory" }));
  if (issue.code === "invalid_union") {
    // What the value comes closest to being is what was meant.
    const [closest] = issue.errors.toSorted((a, b) => a.length - b.length);
    if (closest !== undefined) return closest.flatMap((inner) => problemsOf(inner, at));
  }
  return [{ path: pathOf(at), message: issue.message }];
}

function pathOf(steps: readonly PropertyKey[]): string {
  return steps
    .map((step) => {
      if (typeof step === "number") return `[${step}]`;
      return /^[A-Za-z]\w*$/.test(String(step)) ? `.${String(step)}` : `[${JSON.stringify(String(step))}]`;
    })
    .join("")
    .replace(/^\./, "");
}
