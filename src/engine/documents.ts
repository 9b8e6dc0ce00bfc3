import type { AdvancedEventSelector, EventSelector } from "../cloudtrail/selector.ts";
import type { MetricTransformation } from "../metric/transformation.ts";

/**
 * The resources that users create and describe, stored as documents. Field names are AWS's own;
 * times are epoch milliseconds. A field that was not given is absent: absent and empty are different things.
 */
export interface LogGroup {
  readonly logGroupName: string;
  readonly creationTime: number;
  readonly retentionInDays?: number;
  readonly logGroupClass?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Grows with every change of the group's metric filters, so that compiled filters are never stale. */
  readonly metricFilterVersion: number;
  readonly storedBytes: number;
}

export interface LogStream {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly creationTime: number;
  readonly firstEventTimestamp?: number;
  readonly lastEventTimestamp?: number;
  readonly lastIngestionTime?: number;
  readonly storedBytes: number;
}

export interface MetricFilter {
  readonly logGroupName: string;
  readonly filterName: string;
  /** Verbatim, as it was put. */
  readonly filterPattern: string;
  readonly metricTransformations: readonly MetricTransformation[];
  readonly creationTime: number;
  readonly applyOnTransformedLogs: boolean;
}

export interface Topic {
  readonly TopicArn: string;
  readonly Name: string;
  readonly Owner: string;
  /** Attributes that were set; defaults are computed on read. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly deletedSubscriptions: number;
}

export interface Subscription {
  readonly SubscriptionArn: string;
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint: string;
  readonly Owner: string;
  readonly confirmed: boolean;
  readonly confirmationWasAuthenticated: boolean;
  /** Token of the confirmation message, kept because confirming twice succeeds. */
  readonly token: string;
  readonly created: number;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Trail {
  readonly Name: string;
  readonly TrailARN: string;
  readonly HomeRegion: string;
  readonly S3BucketName: string;
  readonly S3KeyPrefix?: string;
  readonly SnsTopicName?: string;
  readonly SnsTopicARN?: string;
  readonly IncludeGlobalServiceEvents: boolean;
  readonly IsMultiRegionTrail: boolean;
  readonly IsOrganizationTrail: boolean;
  readonly LogFileValidationEnabled: boolean;
  readonly CloudWatchLogsLogGroupArn?: string;
  readonly CloudWatchLogsRoleArn?: string;
  readonly KmsKeyId?: string;
  readonly eventSelectors?: readonly EventSelector[];
  readonly advancedEventSelectors?: readonly AdvancedEventSelector[];
  readonly isLogging: boolean;
  readonly startLoggingTime?: number;
  readonly stopLoggingTime?: number;
  readonly latestCloudWatchLogsDeliveryTime?: number;
  readonly latestCloudWatchLogsDeliveryError?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A named value of the engine itself, such as the time of a manual clock. */
export interface Setting {
  readonly value: string | number;
}

export interface DocumentKinds {
  readonly logGroup: LogGroup;
  readonly logStream: LogStream;
  readonly metricFilter: MetricFilter;
  readonly topic: Topic;
  readonly subscription: Subscription;
  readonly trail: Trail;
  readonly setting: Setting;
}

export type DocumentKind = keyof DocumentKinds;

/**
 * Where a document lives: log streams and metric filters have their log group as parent, subscriptions their topic's
 * name, everything else the empty string. Settings have the empty region.
 */
export interface DocumentKey {
  readonly region: string;
  readonly parent: string;
  readonly name: string;
}

/** Where the time of a manual clock is kept between runs. */
export const clockKey: DocumentKey = { region: "", parent: "", name: "clock" };
