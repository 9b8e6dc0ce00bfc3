import type { CompositeAlarmConfiguration, MetricAlarmConfiguration, StateValue } from "../alarm/alarm.ts";
import type { MuteRule } from "../alarm/mute/mute-rule.ts";
import type { AdvancedEventSelector, EventSelector } from "../cloudtrail/selector.ts";
import type { MetricTransformation } from "../metric/transformation.ts";

/**
 * The monitoring chain of one account as its own Describe, Get and List calls tell it: field names are AWS's, times are
 * epoch milliseconds, and what was not said is absent. What could not be read is a gap, never a guess.
 */
export interface Inventory {
  readonly formatVersion: 1;
  /** Twelve digits. */
  readonly account: string;
  /** When the reading began; verdicts are about this moment. */
  readonly collectedAt: number;
  /** The regions that were asked. */
  readonly regions: readonly string[];
  readonly trails: readonly TrailItem[];
  readonly logGroups: readonly LogGroupItem[];
  readonly metricFilters: readonly MetricFilterItem[];
  readonly alarms: readonly AlarmItem[];
  readonly muteRules: readonly MuteRuleItem[];
  /** Those that alarms name; one that alarms name, and that is neither here nor in a gap, does not exist. */
  readonly topics: readonly TopicItem[];
  readonly subscriptions: readonly SubscriptionItem[];
  /** Those of the topics; one that is neither here nor in a gap does not exist. */
  readonly keys: readonly KeyItem[];
  readonly gaps: readonly Gap[];
}

/** Tags by key. Absent: not read, or there are none. */
export type Tags = Readonly<Record<string, string>>;

/** A trail, once, under its home region. */
export interface TrailItem {
  readonly TrailARN: string;
  readonly Name: string;
  readonly HomeRegion: string;
  readonly IsMultiRegionTrail: boolean;
  readonly IsOrganizationTrail: boolean;
  readonly IncludeGlobalServiceEvents: boolean;
  readonly S3BucketName?: string;
  readonly KmsKeyId?: string;
  readonly CloudWatchLogsLogGroupArn?: string;
  readonly CloudWatchLogsRoleArn?: string;
  /** Absent when it could not be read. */
  readonly status?: TrailStatus;
  /** Absent when they could not be read. */
  readonly selectors?: {
    readonly eventSelectors?: readonly EventSelector[];
    readonly advancedEventSelectors?: readonly AdvancedEventSelector[];
  };
  readonly tags?: Tags;
}

export interface TrailStatus {
  readonly IsLogging: boolean;
  readonly LatestDeliveryError?: string;
  readonly LatestCloudWatchLogsDeliveryError?: string;
  readonly LatestCloudWatchLogsDeliveryTime?: number;
  readonly StopLoggingTime?: number;
}

export interface LogGroupItem {
  readonly region: string;
  readonly logGroupName: string;
  readonly logGroupClass?: string;
  readonly retentionInDays?: number;
  readonly kmsKeyId?: string;
  readonly tags?: Tags;
}

export interface MetricFilterItem {
  readonly region: string;
  readonly logGroupName: string;
  readonly filterName: string;
  readonly filterPattern: string;
  readonly metricTransformations: readonly MetricTransformation[];
  readonly fieldSelectionCriteria?: string;
  readonly emitSystemFieldDimensions?: readonly string[];
  readonly creationTime?: number;
}

export interface AlarmItem {
  readonly region: string;
  readonly configuration: MetricAlarmConfiguration | CompositeAlarmConfiguration;
  readonly StateValue: StateValue;
  readonly StateReason?: string;
  readonly StateUpdatedTimestamp?: number;
  readonly tags?: Tags;
}

export interface MuteRuleItem {
  readonly region: string;
  readonly rule: MuteRule;
}

export interface TopicItem {
  readonly region: string;
  readonly TopicArn: string;
  /** As GetTopicAttributes gives them; absent when they could not be read. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly tags?: Tags;
}

export interface SubscriptionItem {
  readonly region: string;
  readonly TopicArn: string;
  /** `PendingConfirmation` until somebody confirms. */
  readonly SubscriptionArn: string;
  readonly Protocol: string;
  readonly Endpoint: string;
  readonly Owner?: string;
  /** As GetSubscriptionAttributes gives them: filter policies, pending confirmation, dead letters. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A KMS key that a topic of the account is encrypted with. */
export interface KeyItem {
  readonly region: string;
  /** As the topic names it. */
  readonly keyId: string;
  readonly keyArn?: string;
  readonly keyState?: string;
  readonly keyManager?: "AWS" | "CUSTOMER";
  /** The policy document; absent when it could not be read. */
  readonly policy?: string;
}

/** A call that was refused or failed, and so something that is not known. */
export interface Gap {
  readonly service: "cloudtrail" | "logs" | "cloudwatch" | "sns" | "kms" | "sts" | "organizations";
  readonly operation: string;
  readonly region: string;
  /** What the call was about, when it was about one thing. */
  readonly resource?: string;
  /** AWS's error code, or `Unreachable`. */
  readonly code: string;
  readonly message: string;
}
