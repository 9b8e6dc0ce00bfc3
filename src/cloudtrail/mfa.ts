import { textAt } from "./json-value.ts";
import type { CloudTrailRecord } from "./record.ts";

/**
 * Whether multi-factor authentication was used, as far as a record can tell:
 * `cannot be known from CloudTrail` where the sign-in happened at an identity provider, `not recorded` where the record
 * has no say on it. Absent for actors that have no factor at all.
 */
export type Mfa = "yes" | "no" | "not recorded" | "cannot be known from CloudTrail";

/** Who signs in elsewhere, so that "No" only says that AWS itself saw no second factor. doc CTUG */
const FEDERATED: ReadonlySet<string> = new Set(["FederatedUser", "SAMLUser", "WebIdentityUser", "IdentityCenterUser"]);

/** Whether MFA was used, by MFAUsed at a sign-in and by the session's mfaAuthenticated elsewhere. */
export function readMfa(record: CloudTrailRecord): Mfa | undefined {
  const type = textAt(record, "userIdentity", "type");
  if (type === "AWSService" || type === undefined) return undefined;
  const isSignIn = record["eventName"] === "ConsoleLogin";
  const said = isSignIn
    ? textAt(record, "additionalEventData", "MFAUsed")
    : textAt(record, "userIdentity", "sessionContext", "attributes", "mfaAuthenticated");
  // AWS's own sample of a root sign-in has "YES". doc CTUG
  const value = said?.toLowerCase();
  if (value === "yes" || value === "true") return "yes";
  const isFederated = FEDERATED.has(type) || (type === "AssumedRole" && (isSignIn || isIdentityCenterRole(record)));
  if (isFederated) return "cannot be known from CloudTrail";
  return value === "no" || value === "false" ? "no" : "not recorded";
}

function isIdentityCenterRole(record: CloudTrailRecord): boolean {
  return textAt(record, "userIdentity", "arn")?.includes(":assumed-role/AWSReservedSSO_") ?? false;
}
