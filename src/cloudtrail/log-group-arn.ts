import type { TrailRefusal } from "./refusal.ts";

/** The log group that a trail delivers to. */
export interface LogGroupArn {
  readonly region: string;
  readonly account: string;
  readonly logGroupName: string;
}

/**
 * The parts of a trail's CloudWatchLogsLogGroupArn, which ends with `:*`; undefined for any other text.
 *
 * @example
 * parseLogGroupArn("arn:aws:logs:us-east-1:123456789012:log-group:CloudTrail/logs:*")?.logGroupName; // "CloudTrail/logs"
 */
export function parseLogGroupArn(text: string): LogGroupArn | undefined {
  const match = /^arn:aws[a-z-]{0,20}:logs:([a-z0-9-]{1,40}):(\d{12}):log-group:([A-Za-z0-9._\-/#]{1,512}):\*$/.exec(
    text,
  );
  const [, region, account, logGroupName] = match ?? [];
  if (region === undefined || account === undefined || logGroupName === undefined) return undefined;
  return { region, account, logGroupName };
}

const ROLE_ARN = /^arn:aws[a-z-]{0,20}:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;

/**
 * Why CloudTrail would refuse this pair of log group and role by its form, or undefined. obs STACKD
 *
 * @example
 * checkLogsDelivery({ CloudWatchLogsLogGroupArn: "arn:..." })?.message; // "You must specify a log group and a role ARN."
 */
export function checkLogsDelivery(given: {
  readonly CloudWatchLogsLogGroupArn?: string;
  readonly CloudWatchLogsRoleArn?: string;
}): TrailRefusal | undefined {
  const { CloudWatchLogsLogGroupArn: group, CloudWatchLogsRoleArn: role } = given;
  if (group === undefined && role === undefined) return undefined;
  const both = "You must specify a log group and a role ARN.";
  if (role === undefined) return { code: "InvalidCloudWatchLogsRoleArnException", message: both };
  if (group === undefined) return { code: "InvalidCloudWatchLogsLogGroupArnException", message: both };
  if (parseLogGroupArn(group) === undefined) {
    const message = "CloudTrail cannot validate the specified log group ARN.";
    return { code: "InvalidCloudWatchLogsLogGroupArnException", message };
  }
  if (!ROLE_ARN.test(role)) {
    const message = "CloudTrail cannot validate the specified role ARN.";
    return { code: "InvalidCloudWatchLogsRoleArnException", message };
  }
  return undefined;
}
