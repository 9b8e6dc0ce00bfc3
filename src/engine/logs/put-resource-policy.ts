import type { Operation } from "../context.ts";
import { invalidParameter, limitExceeded } from "./errors.ts";
import { isPolicyDocument, resourcePolicyKey, type ShownResourcePolicy } from "./resource-policies.ts";

export interface PutResourcePolicyInput {
  readonly policyName: string;
  readonly policyDocument: string;
}

/** Policies of one account and region. doc MODEL; obs LS */
const MAX_POLICIES = 10;

/** PutResourcePolicy: creates or replaces. The policy is kept and shown; it admits and hinders nobody. */
export const putResourcePolicy: Operation<
  PutResourcePolicyInput,
  { readonly resourcePolicy: ShownResourcePolicy }
> = async (engine, call, { policyName, policyDocument }) => {
  // The rule is doc MODEL, the words are Tocsin's (unk).
  if (!isPolicyDocument(policyDocument)) throw invalidParameter("policyDocument is not a JSON object.");
  const { region } = call.scope;
  const policy = { policyName, policyDocument, lastUpdatedTime: engine.clock.now() };
  await engine.store.transaction(async (tx) => {
    const others = (await tx.listDocuments("logResourcePolicy", { region })).filter(
      (other) => other.policyName !== policyName,
    );
    if (others.length >= MAX_POLICIES) throw limitExceeded();
    await tx.putDocument("logResourcePolicy", resourcePolicyKey(region, policyName), policy);
  });
  // Only here the document comes back to the letter. obs LS
  return { resourcePolicy: { ...policy, policyScope: "ACCOUNT" } };
};
