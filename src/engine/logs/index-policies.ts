import type { Operation } from "../context.ts";
import type { Scope } from "../scope.ts";
import { invalidParameter } from "./errors.ts";
import type { LogIndexPolicy } from "./kept-resources.ts";
import { groupNameOf, logGroupArn, logGroupKey, requireLogGroup, requireStandardClass } from "./log-groups.ts";
import { isPolicyDocument } from "./resource-policies.ts";

/* Field index policies of single log groups. They are kept and shown: an index changes only how fast Logs Insights is. */

export interface ShownIndexPolicy {
  readonly logGroupIdentifier: string;
  readonly lastUpdateTime: number;
  readonly policyDocument: string;
  readonly source: "LOG_GROUP";
}

export interface PutIndexPolicyInput {
  /** The group's name or its ARN. */
  readonly logGroupIdentifier: string;
  readonly policyDocument: string;
}

/** PutIndexPolicy: creates or replaces the one policy of a log group. */
export const putIndexPolicy: Operation<PutIndexPolicyInput, { readonly indexPolicy: ShownIndexPolicy }> = async (
  engine,
  call,
  { logGroupIdentifier, policyDocument },
) => {
  // The rule is doc MODEL, the words are Tocsin's (unk).
  if (!isPolicyDocument(policyDocument)) throw invalidParameter("policyDocument is not a JSON object.");
  const { region } = call.scope;
  const logGroupName = groupNameOf(logGroupIdentifier);
  const policy: LogIndexPolicy = { logGroupName, policyDocument, lastUpdateTime: engine.clock.now() };
  await engine.store.transaction(async (tx) => {
    requireStandardClass(await requireLogGroup(tx, region, logGroupName));
    await tx.putDocument("logIndexPolicy", logGroupKey(region, logGroupName), policy);
  });
  return { indexPolicy: shown(call.scope, policy) };
};

/** DescribeIndexPolicies: of one log group, which the model's list of names cannot exceed. */
export const describeIndexPolicies: Operation<
  { readonly logGroupIdentifiers: readonly string[] },
  { readonly indexPolicies: readonly ShownIndexPolicy[] }
> = async (engine, call, { logGroupIdentifiers }) => {
  const { region } = call.scope;
  const policies = await engine.store.transaction(async (tx) => {
    const found: LogIndexPolicy[] = [];
    for (const logGroupName of logGroupIdentifiers.map(groupNameOf)) {
      await requireLogGroup(tx, region, logGroupName);
      const policy = await tx.getDocument("logIndexPolicy", logGroupKey(region, logGroupName));
      if (policy !== undefined) found.push(policy);
    }
    return found;
  });
  return { indexPolicies: policies.map((policy) => shown(call.scope, policy)) };
};

/** DeleteIndexPolicy: of a group without one it does nothing (unk). */
export const deleteIndexPolicy: Operation<{ readonly logGroupIdentifier: string }, Record<string, never>> = async (
  engine,
  call,
  { logGroupIdentifier },
) => {
  const { region } = call.scope;
  const logGroupName = groupNameOf(logGroupIdentifier);
  await engine.store.transaction(async (tx) => {
    await requireLogGroup(tx, region, logGroupName);
    await tx.deleteDocument("logIndexPolicy", logGroupKey(region, logGroupName));
  });
  return {};
};

/** doc MODEL: the group by its ARN; a policy of a group has no name. */
function shown(scope: Scope, { logGroupName, ...policy }: LogIndexPolicy): ShownIndexPolicy {
  return { logGroupIdentifier: logGroupArn(scope, logGroupName), ...policy, source: "LOG_GROUP" };
}
