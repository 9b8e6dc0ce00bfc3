import type { Operation } from "../context.ts";
import type { LogGroup } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import type { Scope } from "../scope.ts";
import { invalidParameter } from "./errors.ts";
import { classOf, groupNameOf, logGroupArn } from "./log-groups.ts";
import { cutPage, keyBefore } from "./name-page.ts";

export interface DescribeLogGroupsInput {
  readonly logGroupNamePrefix?: string;
  /** A part of the name, anywhere in it; letters in their own case. */
  readonly logGroupNamePattern?: string;
  readonly logGroupClass?: string;
  /** Names or ARNs, and then nothing else may be asked for. doc MODEL */
  readonly logGroupIdentifiers?: readonly string[];
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface DescribedLogGroup {
  readonly logGroupName: string;
  readonly creationTime: number;
  readonly retentionInDays?: number;
  readonly metricFilterCount: number;
  readonly arn: string;
  readonly storedBytes?: number;
  readonly kmsKeyId?: string;
  readonly logGroupClass: string;
  readonly logGroupArn: string;
  readonly deletionProtectionEnabled?: boolean;
}

export interface DescribeLogGroupsOutput {
  readonly logGroups: readonly DescribedLogGroup[];
  readonly nextToken?: string;
}

const OPERATION = "DescribeLogGroups";
const DEFAULT_LIMIT = 50;

/** DescribeLogGroups: in ASCII order of the names. */
export const describeLogGroups: Operation<DescribeLogGroupsInput, DescribeLogGroupsOutput> = async (
  engine,
  call,
  input,
) => {
  const { logGroupNamePrefix, logGroupNamePattern, logGroupClass, logGroupIdentifiers } = input;
  if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined) {
    // obs LS
    throw invalidParameter("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
  }
  const filtered = logGroupNamePattern !== undefined || logGroupClass !== undefined;
  if (logGroupIdentifiers !== undefined && (filtered || logGroupNamePrefix !== undefined)) {
    // The rule is doc MODEL, the words are Tocsin's (unk).
    throw invalidParameter("logGroupIdentifiers cannot be combined with other filters.");
  }
  const names = logGroupIdentifiers === undefined ? undefined : new Set(logGroupIdentifiers.map(groupNameOf));
  const after = keyBefore(input.nextToken, OPERATION, 1)?.[0];
  const limit = input.limit ?? DEFAULT_LIMIT;
  return engine.store.transaction(async (tx) => {
    const found = await tx.listDocuments("logGroup", {
      region: call.scope.region,
      ...(logGroupNamePrefix === undefined ? {} : { namePrefix: logGroupNamePrefix }),
      ...(after === undefined ? {} : { after }),
      ...(filtered || names !== undefined ? {} : { limit: limit + 1 }),
    });
    const wanted = found.filter(
      (group) =>
        (names === undefined || names.has(group.logGroupName)) &&
        (logGroupNamePattern === undefined || group.logGroupName.includes(logGroupNamePattern)) &&
        (logGroupClass === undefined || classOf(group) === logGroupClass),
    );
    const { items, ...rest } = cutPage(wanted, limit, OPERATION, (group) => [group.logGroupName]);
    const logGroups: DescribedLogGroup[] = [];
    for (const group of items) {
      logGroups.push(await describe(tx, call.scope, group, logGroupNamePattern === undefined));
    }
    return { logGroups, ...rest };
  });
};

/** `complete` is false for a search by pattern, whose answer lacks two members. obs LS */
async function describe(tx: Transaction, scope: Scope, group: LogGroup, complete: boolean): Promise<DescribedLogGroup> {
  const { logGroupName, creationTime, retentionInDays, kmsKeyId, storedBytes } = group;
  const deletionProtectionEnabled = group.deletionProtectionEnabled ?? false;
  const named = logGroupArn(scope, logGroupName);
  return {
    logGroupName,
    creationTime,
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
    metricFilterCount: await tx.countDocuments("metricFilter", { region: scope.region, parent: logGroupName }),
    arn: `${named}:*`,
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    logGroupClass: classOf(group),
    logGroupArn: named,
    ...(complete ? { storedBytes, deletionProtectionEnabled } : {}),
  };
}
