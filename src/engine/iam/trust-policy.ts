import { AwsError } from "../aws-error.ts";

/**
 * Refuses a trust policy as IAM does. What it lets whom do is not looked at further: nobody can assume a role.
 * obs LS test_update_assume_role_policy_errors
 *
 * @throws AwsError MalformedPolicyDocument
 * @example
 * requireTrustPolicy("{}"); // returns
 * requireTrustPolicy("no"); // throws "This policy contains invalid Json"
 */
export function requireTrustPolicy(document: string): void {
  const policy = parse(document);
  if (typeof policy !== "object" || policy === null || Array.isArray(policy)) {
    throw malformed("This policy contains invalid Json");
  }
  const statements: unknown = "Statement" in policy ? policy.Statement : [];
  for (const statement of listOf(statements)) {
    if (typeof statement !== "object" || statement === null) continue;
    if ("Resource" in statement) throw malformed("Has prohibited field Resource");
    const actions = "Action" in statement ? listOf(statement.Action) : [];
    if (!actions.every(isAssumption)) {
      throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
    }
  }
}

/** What trust policies speak of, besides AssumeRole in its forms. doc IAM UG */
const beside: readonly string[] = ["sts:tagsession", "sts:setsourceidentity", "sts:setcontext"];

/** Wildcards are let through. inf */
function isAssumption(action: unknown): boolean {
  if (typeof action !== "string") return false;
  const name = action.toLowerCase();
  return name.startsWith("sts:assumerole") || name.includes("*") || beside.includes(name);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function parse(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicyDocument", 400, message);
}
