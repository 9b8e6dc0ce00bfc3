import type { DocumentKey, LogResourcePolicy } from "../documents.ts";

export function resourcePolicyKey(region: string, policyName: string): DocumentKey {
  return { region, parent: "", name: policyName };
}

/** A policy as the API shows it: those of the account by their names, those of log groups by their ARNs. doc MODEL */
export type ShownResourcePolicy = Pick<LogResourcePolicy, "policyDocument" | "lastUpdatedTime"> &
  (
    | { readonly policyScope: "ACCOUNT"; readonly policyName: string }
    | { readonly policyScope: "RESOURCE"; readonly resourceArn: string; readonly revisionId: string }
  );

/** What AWS's framework says of a policy that is named neither way. inf */
export const NO_POLICY_NAME =
  "1 validation error detected: Value null at 'policyName' failed to satisfy constraint: Member must not be null";

/**
 * A policy document as AWS gives it back: with the oldest version where none was given, and services that stand alone
 * in a list without it (obs LS).
 *
 * @example
 * canonicalPolicy('{"Statement":[{"Principal":{"Service":["a.amazonaws.com"]}}]}');
 * // '{"Version":"2008-10-17","Statement":[{"Principal":{"Service":"a.amazonaws.com"}}]}'
 */
export function canonicalPolicy(document: string): string {
  const policy: unknown = JSON.parse(document);
  if (!isObject(policy)) return document;
  const statements = policy["Statement"];
  return JSON.stringify({
    Version: "2008-10-17",
    ...policy,
    ...(Array.isArray(statements) ? { Statement: statements.map(canonicalStatement) } : {}),
  });
}

function canonicalStatement(statement: unknown): unknown {
  if (!isObject(statement) || !isObject(statement["Principal"])) return statement;
  const service = statement["Principal"]["Service"];
  if (!Array.isArray(service) || service.length !== 1) return statement;
  const only: unknown = service[0];
  return { ...statement, Principal: { ...statement["Principal"], Service: only } };
}

/** Is it the text of a JSON object? */
export function isPolicyDocument(document: string): boolean {
  try {
    return isObject(JSON.parse(document));
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
