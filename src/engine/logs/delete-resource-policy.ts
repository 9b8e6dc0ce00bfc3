import type { Operation } from "../context.ts";
import { invalidParameter, notFound } from "./errors.ts";
import { deleteGroupPolicy } from "./group-resource-policies.ts";
import { NO_POLICY_NAME, resourcePolicyKey } from "./resource-policies.ts";

export interface DeleteResourcePolicyInput {
  readonly policyName?: string;
  readonly resourceArn?: string;
  readonly expectedRevisionId?: string;
}

export const deleteResourcePolicy: Operation<DeleteResourcePolicyInput, undefined> = async (engine, call, input) => {
  const { policyName, resourceArn, expectedRevisionId } = input;
  if (resourceArn !== undefined) {
    const target = { resourceArn, ...(expectedRevisionId === undefined ? {} : { expectedRevisionId }) };
    return engine.store.transaction(async (tx): Promise<undefined> => {
      await deleteGroupPolicy(tx, call.scope, target);
    });
  }
  if (policyName === undefined) throw invalidParameter(NO_POLICY_NAME);
  const key = resourcePolicyKey(call.scope.region, policyName);
  const existed = await engine.store.transaction((tx) => tx.deleteDocument("logResourcePolicy", key));
  // obs LS
  if (!existed) throw notFound(`Policy with name [${policyName}] does not exist.`);
};
