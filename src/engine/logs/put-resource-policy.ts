import type { Operation } from "../context.ts";
import { invalidParameter, limitExceeded } from "./errors.ts";
import { type PutGroupPolicyOutput, putGroupPolicy } from "./group-resource-policies.ts";
import { isPolicyDocument, NO_POLICY_NAME, resourcePolicyKey, type ShownResourcePolicy } from "./resource-policies.ts";

export interface PutResourcePolicyInput {
  /** Of a policy of the account. */
  readonly policyName?: string;
  readonly policyDocument: string;
  /** Of the log group whose policy it is; then there is no name. */
  readonly resourceArn?: string;
  readonly expectedRevisionId?: string;
}

/** Policies of one account and region. doc MODEL; obs LS */
const MAX_POLICIES = 10;

/** PutResourcePolicy: creates or replaces. The policy is kept and shown; it admits and hinders nobody. */
export const putResourcePolicy: Operation<
  PutResourcePolicyInput,
  { readonly resourcePolicy: ShownResourcePolicy } | PutGroupPolicyOutput
> = async (engine, call, { policyName, policyDocument, resourceArn, expectedRevisionId }) => {
  // The rule is doc MODEL, the words are Tocsin's (unk).
  if (!isPolicyDocument(policyDocument)) throw invalidParameter("policyDocument is not a JSON object.");
  const { region } = call.scope;
  const lastUpdatedTime = engine.clock.now();
  if (resourceArn !== undefined) {
    const target = { resourceArn, ...(expectedRevisionId === undefined ? {} : { expectedRevisionId }) };
    const policy = { policyDocument, lastUpdatedTime, revisionId: engine.ids.hex(32) };
    return engine.store.transaction((tx) => putGroupPolicy(tx, call.scope, target, policy));
  }
  if (policyName === undefined) throw invalidParameter(NO_POLICY_NAME);
  const policy = { policyName, policyDocument, lastUpdatedTime };
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
