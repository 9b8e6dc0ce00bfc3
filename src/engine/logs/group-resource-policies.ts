import { AwsError } from "../aws-error.ts";
import type { Transaction } from "../ports.ts";
import type { Scope } from "../scope.ts";
import { invalidParameter, notFound } from "./errors.ts";
import type { LogGroupResourcePolicy } from "./kept-resources.ts";
import { groupNameOf, logGroupArn, logGroupKey, requireLogGroup } from "./log-groups.ts";
import { canonicalPolicy, type ShownResourcePolicy } from "./resource-policies.ts";

/* Resource policies of single log groups: one each, changed only by whoever knows its latest revision. doc MODEL */

/** Which log group, and the revision of its policy that the caller knows. */
export interface GroupPolicyTarget {
  readonly resourceArn: string;
  readonly expectedRevisionId?: string;
}

/** The answer to a policy of a group that was put, its document to the letter. */
export interface PutGroupPolicyOutput {
  readonly resourcePolicy: ShownResourcePolicy;
  readonly revisionId: string;
}

/** Creates or replaces the policy of a log group. `policy` brings a revision of its own. */
export async function putGroupPolicy(
  tx: Transaction,
  scope: Scope,
  target: GroupPolicyTarget,
  policy: Pick<LogGroupResourcePolicy, "policyDocument" | "lastUpdatedTime" | "revisionId">,
): Promise<PutGroupPolicyOutput> {
  const { resourceArn } = target;
  const logGroupName = policyGroup(scope, resourceArn);
  await requireLogGroup(tx, scope.region, logGroupName);
  const key = logGroupKey(scope.region, logGroupName);
  requireRevision(await tx.getDocument("logGroupResourcePolicy", key), target);
  const next: LogGroupResourcePolicy = { logGroupName, resourceArn, ...policy };
  await tx.putDocument("logGroupResourcePolicy", key, next);
  return { resourcePolicy: shown(next), revisionId: policy.revisionId };
}

/** The policies of the region's log groups by the groups' names, documents in canonical form (inf: as the account's are). */
export async function listGroupPolicies(
  tx: Transaction,
  scope: Scope,
  resourceArn: string | undefined,
  after: string | undefined,
): Promise<readonly LogGroupResourcePolicy[]> {
  if (resourceArn === undefined) {
    const query = { region: scope.region, ...(after === undefined ? {} : { after }) };
    return tx.listDocuments("logGroupResourcePolicy", query);
  }
  const key = logGroupKey(scope.region, policyGroup(scope, resourceArn));
  const found = await tx.getDocument("logGroupResourcePolicy", key);
  return found === undefined ? [] : [found];
}

export async function deleteGroupPolicy(tx: Transaction, scope: Scope, target: GroupPolicyTarget): Promise<void> {
  const key = logGroupKey(scope.region, policyGroup(scope, target.resourceArn));
  const policy = await tx.getDocument("logGroupResourcePolicy", key);
  // unk: AWS's own words; inf: the code, from policies of the account.
  if (policy === undefined) throw notFound(`Policy for resource [${target.resourceArn}] does not exist.`);
  requireRevision(policy, target);
  await tx.deleteDocument("logGroupResourcePolicy", key);
}

/** A policy of a group as DescribeResourcePolicies shows it. */
export function describedGroupPolicy(policy: LogGroupResourcePolicy): ShownResourcePolicy {
  return { ...shown(policy), policyDocument: canonicalPolicy(policy.policyDocument) };
}

function shown(policy: LogGroupResourcePolicy): ShownResourcePolicy {
  const { logGroupName: _, ...rest } = policy;
  return { ...rest, policyScope: "RESOURCE" };
}

/** The name of the log group in an ARN. doc MODEL: nothing else has a policy of its own. unk: the words */
function policyGroup(scope: Scope, resourceArn: string): string {
  if (!resourceArn.startsWith(logGroupArn(scope, ""))) throw invalidParameter("resourceArn is not of a log group.");
  return groupNameOf(resourceArn);
}

/** The rule is doc MODEL; inf: the codes; unk: the words. */
function requireRevision(policy: LogGroupResourcePolicy | undefined, { expectedRevisionId }: GroupPolicyTarget): void {
  if (policy?.revisionId === expectedRevisionId) return;
  if (expectedRevisionId === undefined)
    throw invalidParameter("expectedRevisionId is required for a policy that exists.");
  throw new AwsError("OperationAbortedException", 400, "The policy has another revision than the expected one.");
}
