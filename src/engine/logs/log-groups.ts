import { AwsError } from "../aws-error.ts";
import type { DocumentKey, LogGroup } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { arn, type Scope } from "../scope.ts";
import { invalidParameter, notFound } from "./errors.ts";

export function logGroupKey(region: string, logGroupName: string): DocumentKey {
  return { region, parent: "", name: logGroupName };
}

/** @throws AwsError ResourceNotFoundException */
export async function requireLogGroup(tx: Transaction, region: string, logGroupName: string): Promise<LogGroup> {
  const group = await tx.getDocument("logGroup", logGroupKey(region, logGroupName));
  // obs LS, STACKD
  if (group === undefined) throw notFound("The specified log group does not exist.");
  return group;
}

export async function putLogGroup(tx: Transaction, region: string, group: LogGroup): Promise<void> {
  await tx.putDocument("logGroup", logGroupKey(region, group.logGroupName), group);
}

/** The class of a group; AWS's default where none was given. */
export function classOf(group: LogGroup): string {
  return group.logGroupClass ?? "STANDARD";
}

/**
 * Refuses what only groups of the class STANDARD have: filters, index policies. doc CWLUG, log classes
 *
 * @throws AwsError ValidationException. obs ISS steampipe-plugin-aws#2758 for DescribeSubscriptionFilters,
 * cdk-real-drift#1726 for DescribeMetricFilters; inf for the others
 */
export function requireStandardClass(group: LogGroup): void {
  if (classOf(group) === "STANDARD") return;
  throw new AwsError("ValidationException", 400, "This operation is only supported on the Standard log class.");
}

/** Without the `:*` that `DescribeLogGroups` appends in its `arn` member. obs LS */
export function logGroupArn(scope: Scope, logGroupName: string): string {
  return arn("logs", scope, `log-group:${logGroupName}`);
}

/** How a reading operation names its log group. */
export interface LogGroupReference {
  readonly logGroupName?: string;
  /** The group's name or its ARN. */
  readonly logGroupIdentifier?: string;
}

/**
 * The name of the group that a request reads.
 *
 * @throws AwsError ValidationException when both are given (obs LS); InvalidParameterException when none is (doc MODEL,
 * the words are Tocsin's: unk)
 */
export function referredGroupName(reference: LogGroupReference): string {
  const { logGroupName, logGroupIdentifier } = reference;
  if (logGroupName !== undefined && logGroupIdentifier !== undefined) {
    const message = "LogGroup name and LogGroup ARN are mutually exclusive parameters.";
    throw new AwsError("ValidationException", 400, message);
  }
  if (logGroupName !== undefined) return logGroupName;
  if (logGroupIdentifier === undefined) {
    throw invalidParameter("One of logGroupName and logGroupIdentifier is required.");
  }
  return groupNameOf(logGroupIdentifier);
}

/**
 * The name of the group behind a name or an ARN, with or without its ending.
 *
 * @example
 * groupNameOf("arn:aws:logs:us-east-1:123456789012:log-group:trail:*"); // "trail"
 */
export function groupNameOf(identifier: string): string {
  const marker = ":log-group:";
  const at = identifier.indexOf(marker);
  if (!identifier.startsWith("arn:") || at < 0) return identifier;
  const name = identifier.slice(at + marker.length);
  return name.endsWith(":*") ? name.slice(0, -2) : name;
}

/**
 * A version for a group's metric filters that the group never had before, not even before it was deleted and created
 * again: compiled filters are kept by it.
 */
export async function nextMetricFilterVersion(tx: Transaction): Promise<number> {
  // The store's only sequence; chunks have no need of consecutive numbers.
  return tx.nextSequence();
}
