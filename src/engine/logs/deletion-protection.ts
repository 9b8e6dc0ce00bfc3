import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import type { LogGroup } from "../documents.ts";
import { groupNameOf, putLogGroup, requireLogGroup } from "./log-groups.ts";

export interface PutLogGroupDeletionProtectionInput {
  /** The group's name or its ARN. */
  readonly logGroupIdentifier: string;
  readonly deletionProtectionEnabled: boolean;
}

export const putLogGroupDeletionProtection: Operation<PutLogGroupDeletionProtectionInput, undefined> = async (
  engine,
  call,
  { logGroupIdentifier, deletionProtectionEnabled },
) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    const group = await requireLogGroup(tx, region, groupNameOf(logGroupIdentifier));
    await putLogGroup(tx, region, { ...group, deletionProtectionEnabled });
  });
};

/** @throws AwsError ValidationException for a group that is protected. doc CWLUG */
export function requireUnprotected(group: LogGroup): void {
  if (group.deletionProtectionEnabled !== true) return;
  const message = "Cannot delete log group with deletion protection enabled. Disable deletion protection first.";
  throw new AwsError("ValidationException", 400, message);
}
