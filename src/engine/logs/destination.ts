import { AwsError } from "../aws-error.ts";
import type { Scope } from "../scope.ts";
import { invalidParameter } from "./errors.ts";

/** `arn:partition:vendor:region:account:resource` */
const ARN = /^arn:[\w-]+:([\w-]+):[\w-]*:(\d*):/;

/**
 * Why CloudWatch Logs would refuse to subscribe a destination, by its ARN and role alone; undefined when it would not.
 * Whether the destination exists and lets itself be called is not asked: nothing is ever delivered to it.
 */
export function refusedDestination(scope: Scope, destinationArn: string, roleArn?: string): AwsError | undefined {
  const [, vendor, account = ""] = ARN.exec(destinationArn) ?? [];
  switch (vendor) {
    case undefined:
      // unk: AWS's own words.
      return invalidParameter(`destinationArn is not an ARN: ${destinationArn}`);
    case "kinesis":
    case "firehose":
      return roleArn === undefined
        ? // obs LS for kinesis, ISS serverless-plugin-log-subscription#66 for firehose
          invalidParameter(`destinationArn for vendor ${vendor} cannot be used without roleArn`)
        : undefined;
    case "lambda":
      if (account !== scope.account) return crossAccount();
      return roleArn === undefined
        ? undefined
        : // obs ISS troposphere#413
          invalidParameter("destinationArn for vendor lambda cannot be used with roleArn");
    case "logs":
      return undefined;
    default:
      // obs ISS aws-centralize-logs-using-cdk#2
      return invalidParameter(
        roleArn === undefined
          ? `destinationArn for vendor ${vendor} cannot be used without roleArn`
          : `PutSubscriptionFilter operation cannot work with destinationArn for vendor ${vendor}`,
      );
  }
}

/** obs LS */
function crossAccount(): AwsError {
  const message =
    "Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda triggers.";
  return new AwsError("AccessDeniedException", 400, message);
}
