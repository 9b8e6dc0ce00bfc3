import type { Gap } from "../audit/inventory.ts";

/**
 * Every call that collecting makes, by the IAM action that allows it, with what it is for. None of them changes anything.
 * `npx tocsin snapshot --print-policy` prints it as a policy.
 */
export const READ_CALLS = {
  "cloudtrail:DescribeTrails": "trails, also those of other regions that log here",
  "cloudtrail:GetEventSelectors": "which events a trail logs",
  "cloudtrail:GetTrailStatus": "whether a trail logs, and what went wrong when it delivered",
  "cloudtrail:ListTags": "tags of trails",
  "cloudwatch:DescribeAlarms": "alarms",
  "cloudwatch:GetAlarmMuteRule": "when a mute rule silences which alarms",
  "cloudwatch:ListAlarmMuteRules": "mute rules",
  "cloudwatch:ListTagsForResource": "tags of alarms on what trails deliver",
  "kms:DescribeKey": "the keys that topics are encrypted with",
  "kms:GetKeyPolicy": "whether CloudWatch may use such a key",
  "logs:DescribeLogGroups": "log groups",
  "logs:DescribeMetricFilters": "metric filters",
  "logs:ListTagsForResource": "tags of the log groups that trails deliver to",
  "sns:GetSubscriptionAttributes": "filter policies of subscriptions",
  "sns:GetTopicAttributes": "policy and encryption of the topics that alarms name",
  "sns:ListSubscriptionsByTopic": "who is subscribed",
  "sns:ListTagsForResource": "tags of topics",
  "sts:GetCallerIdentity": "whose account it is; AWS asks no permission for it",
} as const satisfies Readonly<Record<`${Gap["service"]}:${string}`, string>>;

/** The calls that only the accounts of an organisation need. */
export const ORGANIZATION_CALLS = {
  "organizations:ListAccounts": "the accounts of the organisation",
  "sts:AssumeRole": "the role to read each account with",
} as const satisfies Readonly<Record<`${Gap["service"]}:${string}`, string>>;

export type ReadAction = keyof typeof READ_CALLS | keyof typeof ORGANIZATION_CALLS;

/** One call: what is asked, where, and about what when it is about one thing. */
export interface ReadCall {
  readonly action: ReadAction;
  readonly region: string;
  readonly resource?: string;
}

/** An IAM policy document, as `aws iam create-policy --policy-document` takes it. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: "Allow";
    readonly Action: readonly string[];
    readonly Resource: string;
  }[];
}

/**
 * The least that whoever collects must be allowed. With the name of the role that the accounts of an organisation have for
 * it, also what the management account needs to reach them.
 *
 * @example
 * readPolicy().Statement[0]?.Effect; // "Allow"
 */
export function readPolicy(organizationRole?: string): PolicyDocument {
  const read = { Sid: "ReadMonitoringChain", Effect: "Allow", Action: Object.keys(READ_CALLS), Resource: "*" } as const;
  if (organizationRole === undefined) return { Version: "2012-10-17", Statement: [read] };
  const list = { Sid: "ListAccounts", Effect: "Allow", Action: ["organizations:ListAccounts"], Resource: "*" } as const;
  const assume = {
    Sid: "ReadEachAccount",
    Effect: "Allow",
    Action: ["sts:AssumeRole"],
    Resource: `arn:*:iam::*:role/${organizationRole}`,
  } as const;
  return { Version: "2012-10-17", Statement: [read, list, assume] };
}
