import type { Operation } from "../context.ts";
import { cutPage, keyBefore } from "./name-page.ts";
import { canonicalPolicy, type ShownResourcePolicy } from "./resource-policies.ts";

export interface DescribeResourcePoliciesInput {
  readonly policyScope?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface DescribeResourcePoliciesOutput {
  readonly resourcePolicies: readonly ShownResourcePolicy[];
  readonly nextToken?: string;
}

const OPERATION = "DescribeResourcePolicies";
const DEFAULT_LIMIT = 50;

/** DescribeResourcePolicies: those of the account, by name (inf). */
export const describeResourcePolicies: Operation<
  DescribeResourcePoliciesInput,
  DescribeResourcePoliciesOutput
> = async (engine, call, input) => {
  const after = keyBefore(input.nextToken, OPERATION, 1)?.[0];
  // There are no policies of single log groups.
  if (input.policyScope === "RESOURCE") return { resourcePolicies: [] };
  const found = await engine.store.transaction((tx) =>
    tx.listDocuments("logResourcePolicy", {
      region: call.scope.region,
      parent: "",
      ...(after === undefined ? {} : { after }),
    }),
  );
  const { items, ...rest } = cutPage(found, input.limit ?? DEFAULT_LIMIT, OPERATION, ({ policyName }) => [policyName]);
  const resourcePolicies = items.map((policy) => ({
    ...policy,
    policyDocument: canonicalPolicy(policy.policyDocument),
    policyScope: "ACCOUNT" as const,
  }));
  return { resourcePolicies, ...rest };
};
