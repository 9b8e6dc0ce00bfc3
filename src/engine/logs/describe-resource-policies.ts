import type { Operation } from "../context.ts";
import { describedGroupPolicy, listGroupPolicies } from "./group-resource-policies.ts";
import { cutPage, keyBefore } from "./name-page.ts";
import { canonicalPolicy, type ShownResourcePolicy } from "./resource-policies.ts";

export interface DescribeResourcePoliciesInput {
  readonly policyScope?: string;
  /** Of the log group whose policy is asked for; inf: it asks for the scope RESOURCE too. */
  readonly resourceArn?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface DescribeResourcePoliciesOutput {
  readonly resourcePolicies: readonly ShownResourcePolicy[];
  readonly nextToken?: string;
}

const OPERATION = "DescribeResourcePolicies";
const DEFAULT_LIMIT = 50;

/** DescribeResourcePolicies: those of the account (doc MODEL: the default), or those of log groups; by name (inf). */
export const describeResourcePolicies: Operation<
  DescribeResourcePoliciesInput,
  DescribeResourcePoliciesOutput
> = async (engine, call, input) => {
  const after = keyBefore(input.nextToken, OPERATION, 1)?.[0];
  const limit = input.limit ?? DEFAULT_LIMIT;
  if (input.policyScope === "RESOURCE" || input.resourceArn !== undefined) {
    const ofGroups = await engine.store.transaction((tx) =>
      listGroupPolicies(tx, call.scope, input.resourceArn, after),
    );
    const { items, ...rest } = cutPage(ofGroups, limit, OPERATION, ({ logGroupName }) => [logGroupName]);
    return { resourcePolicies: items.map(describedGroupPolicy), ...rest };
  }
  const found = await engine.store.transaction((tx) =>
    tx.listDocuments("logResourcePolicy", {
      region: call.scope.region,
      parent: "",
      ...(after === undefined ? {} : { after }),
    }),
  );
  const { items, ...rest } = cutPage(found, limit, OPERATION, ({ policyName }) => [policyName]);
  const resourcePolicies = items.map((policy) => ({
    ...policy,
    policyDocument: canonicalPolicy(policy.policyDocument),
    policyScope: "ACCOUNT" as const,
  }));
  return { resourcePolicies, ...rest };
};
