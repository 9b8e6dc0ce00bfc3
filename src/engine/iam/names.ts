import { AwsError } from "../aws-error.ts";
import type { DocumentKey } from "../documents.ts";

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** IAM knows no regions: everything of it has one name in the account. */
export function globalKey(name: string): DocumentKey {
  return { region: "", parent: "", name };
}

/** A unique id as IAM writes them: four letters that say of what, and 17 more characters. doc IAM UG */
export function uniqueId(prefix: "AROA" | "ANPA", hex: string): string {
  return `${prefix}${hex.toUpperCase()}`;
}

/** Policies are shown percent-encoded. doc IAM API */
export function encodedPolicy(document: string): string {
  return encodeURIComponent(document);
}

/** @throws AwsError MalformedPolicyDocument for what is not a JSON object */
export function requirePolicyDocument(document: string): void {
  try {
    const value: unknown = JSON.parse(document);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  } catch {
    // Refused below, as is JSON that is no object.
  }
  throw new AwsError("MalformedPolicyDocument", 400, "Syntax errors in policy.");
}

/** doc IAM API; the words: obs, public reports. */
export function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntity", 404, message);
}

/** @throws AwsError InvalidInput for a key that comes twice. obs LS test_role_tag_errors */
export function withTags(tags: Readonly<Record<string, string>>, added: readonly Tag[]): Record<string, string> {
  if (new Set(added.map(({ Key }) => Key.toLowerCase())).size < added.length) {
    const message = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
    throw new AwsError("InvalidInput", 400, message);
  }
  return { ...tags, ...Object.fromEntries(added.map(({ Key, Value }) => [Key, Value])) };
}

export function withoutTags(tags: Readonly<Record<string, string>>, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)));
}

export function tagList(tags: Readonly<Record<string, string>>): readonly Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
