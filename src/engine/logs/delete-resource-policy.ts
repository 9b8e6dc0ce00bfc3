import type { Operation } from "../context.ts";
import { notFound } from "./errors.ts";
import { resourcePolicyKey } from "./resource-policies.ts";

export const deleteResourcePolicy: Operation<{ readonly policyName: string }, undefined> = async (
  engine,
  call,
  { policyName },
) => {
  const key = resourcePolicyKey(call.scope.region, policyName);
  const existed = await engine.store.transaction((tx) => tx.deleteDocument("logResourcePolicy", key));
  // obs LS
  if (!existed) throw notFound(`Policy with name [${policyName}] does not exist.`);
};
