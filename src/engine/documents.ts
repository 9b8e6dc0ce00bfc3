import type { MuteRule } from "../alarm/mute/mute-rule.ts";
import type { AdvancedEventSelector, EventSelector } from "../cloudtrail/selector.ts";
import type { MetricTransformation } from "../metric/transformation.ts";
import type { Dashboard } from "./cloudwatch/dashboard.ts";
import type {
  Delivery,
  DeliveryDestination,
  DeliverySource,
  LogDestination,
  LogGroupResourcePolicy,
  LogIndexPolicy,
  QueryDefinition,
} from "./logs/kept-resources.ts";

/**
 * The resources that users create and describe, stored as documents. Field names are AWS's own;
 * times are epoch milliseconds. A field that was not given is absent: absent and empty are different things.
 */
export interface LogGroup {
  readonly logGroupName: string;
  readonly creationTime: number;
  readonly retentionInDays?: number;
  readonly logGroupClass?: string;
  readonly kmsKeyId?: string;
  readonly deletionProtectionEnabled?: boolean;
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
  /** Verbatim, as it was put. */
  readonly fieldSelectionCriteria?: string;
  readonly emitSystemFieldDimensions?: readonly string[];
}

/** Kept and shown; delivery to its destination is outside Tocsin. */
export interface SubscriptionFilter {
  readonly logGroupName: string;
  readonly filterName: string;
  /** Verbatim, as it was put. */
  readonly filterPattern: string;
  readonly destinationArn: string;
  readonly roleArn?: string;
  readonly distribution: string;
  readonly applyOnTransformedLogs: boolean;
  readonly creationTime: number;
  readonly fieldSelectionCriteria?: string;
  readonly emitSystemFields?: readonly string[];
}

/** A policy of CloudWatch Logs that lets other services put events. Kept and shown; Tocsin asks no policy. */
export interface LogResourcePolicy {
  readonly policyName: string;
  /** Verbatim, as it was put. */
  readonly policyDocument: string;
  readonly lastUpdatedTime: number;
}

export interface Topic {
  readonly TopicArn: string;
  readonly Name: string;
  readonly Owner: string;
  /** Attributes that were set; defaults are computed on read. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly deletedSubscriptions: number;
  /** How many messages a FIFO topic has taken; absent before the first. */
  readonly lastOrder?: number;
}

/** A message that a FIFO topic has taken, kept so that it is not taken twice. */
export interface RecentMessage {
  readonly name: string;
  readonly MessageId: string;
  readonly order: number;
  readonly publishedAt: number;
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
  readonly insightSelectors?: readonly {
    readonly InsightType?: string;
    readonly EventCategories?: readonly string[];
  }[];
  readonly isLogging: boolean;
  readonly startLoggingTime?: number;
  readonly stopLoggingTime?: number;
  readonly latestCloudWatchLogsDeliveryTime?: number;
  readonly latestCloudWatchLogsDeliveryError?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A bucket and its settings, each the document that was put, by the name of its parameter. */
export interface S3Bucket {
  readonly Name: string;
  readonly region: string;
  readonly creationDate: number;
  readonly cannedAcl: string;
  /** Instead of the canned ACL. */
  readonly acl?: string;
  readonly configurations: Readonly<Record<string, string>>;
}

export interface IamRole {
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Arn: string;
  readonly Path: string;
  readonly CreateDate: number;
  readonly AssumeRolePolicyDocument: string;
  readonly Description?: string;
  readonly MaxSessionDuration: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Inline policies by name. */
  readonly policies: Readonly<Record<string, string>>;
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
}

export interface IamPolicy {
  readonly PolicyName: string;
  readonly PolicyId: string;
  readonly Arn: string;
  readonly Path: string;
  readonly Description?: string;
  readonly CreateDate: number;
  readonly UpdateDate: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly versions: readonly { readonly VersionId: string; readonly Document: string; readonly CreateDate: number }[];
  readonly DefaultVersionId: string;
  /** Number of the latest version; numbers never come again. */
  readonly latestVersion: number;
}

export interface KmsKey {
  readonly KeyId: string;
  readonly Arn: string;
  readonly CreationDate: number;
  readonly Description: string;
  readonly Policy: string;
  readonly KeyUsage: string;
  readonly KeySpec: string;
  readonly Enabled: boolean;
  readonly MultiRegion: boolean;
  /** Days between rotations; absent while the key is not rotated. */
  readonly rotationPeriod?: number;
  /** When the key will be gone, for one that is to be deleted. */
  readonly DeletionDate?: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface KmsAlias {
  readonly AliasName: string;
  readonly AliasArn: string;
  readonly TargetKeyId: string;
  readonly CreationDate: number;
  readonly LastUpdatedDate: number;
}

/** A named value of the engine itself, such as the time of a manual clock. */
export interface Setting {
  readonly value: string | number;
}

/** The tags of an alarm or of a mute rule, in the order in which they were given. */
export interface AlarmTags {
  readonly tags: Readonly<Record<string, string>>;
}

export interface DocumentKinds {
  readonly alarmTags: AlarmTags;
  readonly alarmMuteRule: MuteRule;
  readonly dashboard: Dashboard;
  readonly logGroup: LogGroup;
  readonly logStream: LogStream;
  readonly metricFilter: MetricFilter;
  readonly subscriptionFilter: SubscriptionFilter;
  readonly logResourcePolicy: LogResourcePolicy;
  readonly logDestination: LogDestination;
  readonly queryDefinition: QueryDefinition;
  readonly logIndexPolicy: LogIndexPolicy;
  readonly logGroupResourcePolicy: LogGroupResourcePolicy;
  readonly deliverySource: DeliverySource;
  readonly deliveryDestination: DeliveryDestination;
  readonly delivery: Delivery;
  readonly topic: Topic;
  readonly subscription: Subscription;
  readonly recentMessage: RecentMessage;
  readonly trail: Trail;
  readonly s3Bucket: S3Bucket;
  readonly iamRole: IamRole;
  readonly iamPolicy: IamPolicy;
  readonly kmsKey: KmsKey;
  readonly kmsAlias: KmsAlias;
  readonly setting: Setting;
}

export type DocumentKind = keyof DocumentKinds;

/**
 * Where a document lives: log streams, metric filters and subscription filters have their log group as parent,
 * subscriptions their topic's name, the tags of mute rules `alarm-mute-rule`, everything else the empty string. Settings
 * and dashboards have the empty region.
 */
export interface DocumentKey {
  readonly region: string;
  readonly parent: string;
  readonly name: string;
}

/** Where the time of a manual clock is kept between runs. */
export const clockKey: DocumentKey = { region: "", parent: "", name: "clock" };
