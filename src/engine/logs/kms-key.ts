import type { Operation } from "../context.ts";
import { invalidParameter } from "./errors.ts";
import { groupNameOf, putLogGroup, requireLogGroup } from "./log-groups.ts";

/** Which log group a key is for: its name, or its ARN. */
export interface KeyTarget {
  readonly logGroupName?: string;
  readonly resourceIdentifier?: string;
}

export interface AssociateKmsKeyInput extends KeyTarget {
  readonly kmsKeyId: string;
}

/** AssociateKmsKey: the key is kept and shown; Tocsin encrypts nothing with it. */
export const associateKmsKey: Operation<AssociateKmsKeyInput, undefined> = async (engine, call, input) => {
  const { region } = call.scope;
  const logGroupName = targetGroup(input);
  await engine.store.transaction(async (tx) => {
    const group = await requireLogGroup(tx, region, logGroupName);
    await putLogGroup(tx, region, { ...group, kmsKeyId: input.kmsKeyId });
  });
};

export const disassociateKmsKey: Operation<KeyTarget, undefined> = async (engine, call, input) => {
  const { region } = call.scope;
  const logGroupName = targetGroup(input);
  await engine.store.transaction(async (tx) => {
    const { kmsKeyId: _, ...group } = await requireLogGroup(tx, region, logGroupName);
    await putLogGroup(tx, region, group);
  });
};

/** The rules are doc MODEL, the words are Tocsin's (unk). */
function targetGroup({ logGroupName, resourceIdentifier }: KeyTarget): string {
  if (logGroupName !== undefined && resourceIdentifier !== undefined) {
    throw invalidParameter("logGroupName and resourceIdentifier are mutually exclusive parameters.");
  }
  if (logGroupName !== undefined) return logGroupName;
  if (resourceIdentifier === undefined) {
    throw invalidParameter("One of logGroupName and resourceIdentifier is required.");
  }
  if (resourceIdentifier.includes(":query-result:")) {
    throw invalidParameter("Tocsin runs no queries, so it does not support a resourceIdentifier of query results.");
  }
  return groupNameOf(resourceIdentifier);
}
