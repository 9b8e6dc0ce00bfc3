import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import type { LogGroup } from "../documents.ts";
import { invalidParameter } from "./errors.ts";
import { classOf, putLogGroup, requireLogGroup } from "./log-groups.ts";

const DAY = 86_400_000;

/** The days that CloudWatch Logs offers. doc: the validator of the Terraform provider 5.100 */
const RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** The oldest event time (epoch milliseconds) that a group still keeps; undefined when its events never expire. */
export function oldestKept(group: LogGroup, now: number): number | undefined {
  return group.retentionInDays === undefined ? undefined : now - group.retentionInDays * DAY;
}

export interface PutRetentionPolicyInput {
  readonly logGroupName: string;
  readonly retentionInDays: number;
}

export const putRetentionPolicy: Operation<PutRetentionPolicyInput, undefined> = async (engine, call, input) => {
  const { logGroupName, retentionInDays } = input;
  if (!RETENTION_DAYS.includes(retentionInDays)) {
    // inf: the common form of a refused enumeration.
    throw invalidParameter(
      `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: ` +
        `Member must satisfy enum value set: [${RETENTION_DAYS.join(", ")}]`,
    );
  }
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    const group = await requireLogGroup(tx, region, logGroupName);
    requireOwnRetention(group);
    await putLogGroup(tx, region, { ...group, retentionInDays });
  });
};

export interface DeleteRetentionPolicyInput {
  readonly logGroupName: string;
}

/** The group's events never expire from now on. */
export const deleteRetentionPolicy: Operation<DeleteRetentionPolicyInput, undefined> = async (engine, call, input) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    const { retentionInDays: _, ...group } = await requireLogGroup(tx, region, input.logGroupName);
    requireOwnRetention(group);
    await putLogGroup(tx, region, group);
  });
};

/** The retention of groups of the class DELIVERY is AWS's own. obs ISS terraform-provider-aws#42657 */
function requireOwnRetention(group: LogGroup): void {
  if (classOf(group) !== "DELIVERY") return;
  throw new AwsError("ValidationException", 400, "This operation is not supported for Delivery log class");
}
