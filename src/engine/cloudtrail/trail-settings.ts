import type { Trail } from "../documents.ts";
import { arn, type Scope } from "../scope.ts";

/** The settings that CreateTrail and UpdateTrail share. An empty text means none, and takes away what was there. doc CTUG */
export interface TrailSettingsInput {
  readonly S3BucketName?: string;
  readonly S3KeyPrefix?: string;
  /** Name or ARN. */
  readonly SnsTopicName?: string;
  readonly IncludeGlobalServiceEvents?: boolean;
  readonly IsMultiRegionTrail?: boolean;
  readonly EnableLogFileValidation?: boolean;
  readonly CloudWatchLogsLogGroupArn?: string;
  readonly CloudWatchLogsRoleArn?: string;
  readonly KmsKeyId?: string;
  readonly IsOrganizationTrail?: boolean;
}

type OptionalText = "S3KeyPrefix" | "CloudWatchLogsLogGroupArn" | "CloudWatchLogsRoleArn" | "KmsKeyId";

/**
 * A trail with new settings: what a request leaves out stays as it was (obs STACKD). Tocsin has no S3, so a bucket is
 * taken on trust, and no log files are written to it.
 */
export function withSettings(trail: Trail, input: TrailSettingsInput, scope: Scope): Trail {
  const {
    S3KeyPrefix,
    SnsTopicName,
    SnsTopicARN,
    CloudWatchLogsLogGroupArn,
    CloudWatchLogsRoleArn,
    KmsKeyId,
    ...rest
  } = trail;
  const before = { S3KeyPrefix, CloudWatchLogsLogGroupArn, CloudWatchLogsRoleArn, KmsKeyId };
  const text = <Name extends OptionalText>(name: Name): Partial<Record<Name, string>> => {
    const value = input[name] ?? before[name];
    return optional(name, value);
  };
  const topic = input.SnsTopicName === undefined ? SnsTopicARN : topicArn(input.SnsTopicName, scope);
  return {
    ...rest,
    S3BucketName: input.S3BucketName ?? trail.S3BucketName,
    IncludeGlobalServiceEvents: input.IncludeGlobalServiceEvents ?? trail.IncludeGlobalServiceEvents,
    IsMultiRegionTrail: input.IsMultiRegionTrail ?? trail.IsMultiRegionTrail,
    LogFileValidationEnabled: input.EnableLogFileValidation ?? trail.LogFileValidationEnabled,
    IsOrganizationTrail: input.IsOrganizationTrail ?? trail.IsOrganizationTrail,
    ...text("S3KeyPrefix"),
    ...optional("SnsTopicName", input.SnsTopicName ?? SnsTopicName),
    ...optional("SnsTopicARN", topic),
    ...text("CloudWatchLogsLogGroupArn"),
    ...text("CloudWatchLogsRoleArn"),
    ...text("KmsKeyId"),
  };
}

function optional<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  const member: Partial<Record<string, string>> = value === undefined || value === "" ? {} : { [name]: value };
  return member;
}

function topicArn(nameOrArn: string, scope: Scope): string {
  return nameOrArn === "" || nameOrArn.startsWith("arn:") ? nameOrArn : arn("sns", scope, nameOrArn);
}

/** What CreateTrail and UpdateTrail answer: a trail's settings without its home region. obs STACKD */
export type TrailSettings = Pick<
  Trail,
  | "Name"
  | "S3BucketName"
  | "S3KeyPrefix"
  | "SnsTopicName"
  | "SnsTopicARN"
  | "IncludeGlobalServiceEvents"
  | "IsMultiRegionTrail"
  | "TrailARN"
  | "LogFileValidationEnabled"
  | "CloudWatchLogsLogGroupArn"
  | "CloudWatchLogsRoleArn"
  | "KmsKeyId"
  | "IsOrganizationTrail"
>;

export function trailSettings(trail: Trail): TrailSettings {
  const {
    HomeRegion: _home,
    eventSelectors: _classic,
    advancedEventSelectors: _advanced,
    insightSelectors: _insight,
    isLogging: _logging,
    startLoggingTime: _started,
    stopLoggingTime: _stopped,
    latestCloudWatchLogsDeliveryTime: _delivered,
    latestCloudWatchLogsDeliveryError: _failed,
    tags: _tags,
    ...settings
  } = trail;
  return settings;
}

/** What DescribeTrails and GetTrail answer of a trail. */
export interface TrailDescription extends TrailSettings {
  readonly HomeRegion: string;
  readonly HasCustomEventSelectors: boolean;
  readonly HasInsightSelectors: boolean;
}

export function describeTrail(trail: Trail): TrailDescription {
  return {
    ...trailSettings(trail),
    HomeRegion: trail.HomeRegion,
    HasCustomEventSelectors: trail.eventSelectors !== undefined || trail.advancedEventSelectors !== undefined,
    HasInsightSelectors: trail.insightSelectors !== undefined,
  };
}
