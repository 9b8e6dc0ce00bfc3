import type { Tags } from "./group-tags.ts";

/*
 * Resources of CloudWatch Logs that Tocsin keeps and shows, and that do nothing here: where other accounts may send to,
 * what Logs Insights may ask, and which services send logs where. Times are epoch milliseconds.
 */

export interface LogDestination {
  readonly destinationName: string;
  readonly targetArn: string;
  readonly roleArn: string;
  readonly arn: string;
  readonly creationTime: number;
  /** Verbatim, as it was put. */
  readonly accessPolicy?: string;
  readonly tags?: Tags;
}

export interface QueryDefinition {
  readonly queryDefinitionId: string;
  readonly name: string;
  readonly queryLanguage: string;
  readonly queryString: string;
  readonly lastModified: number;
  readonly logGroupNames: readonly string[];
  readonly parameters?: readonly QueryParameter[];
  /** Of the call that created it: the same call again creates nothing. */
  readonly clientToken?: string;
}

export interface QueryParameter {
  readonly name: string;
  readonly defaultValue?: string;
  readonly description?: string;
}

/** The fields of a log group's events that Logs Insights should index. */
export interface LogIndexPolicy {
  readonly logGroupName: string;
  /** Verbatim, as it was put. */
  readonly policyDocument: string;
  readonly lastUpdateTime: number;
}

/** A policy of one log group that lets other services put events into it. */
export interface LogGroupResourcePolicy {
  readonly logGroupName: string;
  /** As it was given. */
  readonly resourceArn: string;
  /** Verbatim, as it was put. */
  readonly policyDocument: string;
  readonly lastUpdatedTime: number;
  /** Another one after every change. */
  readonly revisionId: string;
}

export interface DeliverySource {
  readonly name: string;
  readonly arn: string;
  readonly resourceArns: readonly string[];
  readonly service: string;
  readonly logType: string;
  readonly deliverySourceConfiguration?: Readonly<Record<string, string>>;
  readonly tags?: Tags;
}

export interface DeliveryDestination {
  readonly name: string;
  readonly arn: string;
  readonly deliveryDestinationType: string;
  readonly outputFormat?: string;
  readonly roleArn?: string;
  readonly deliveryDestinationConfiguration?: { readonly destinationResourceArn: string };
  /** Verbatim, as it was put. */
  readonly policy?: string;
  readonly tags?: Tags;
}

export interface Delivery {
  readonly id: string;
  readonly arn: string;
  readonly deliverySourceName: string;
  readonly deliveryDestinationArn: string;
  readonly deliveryDestinationType: string;
  readonly recordFields?: readonly string[];
  readonly fieldDelimiter?: string;
  readonly s3DeliveryConfiguration?: S3DeliveryConfiguration;
  readonly tags?: Tags;
}

export interface S3DeliveryConfiguration {
  readonly suffixPath?: string;
  readonly enableHiveCompatiblePath?: boolean;
}
