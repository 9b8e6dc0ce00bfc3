import { isJsonObject, textAt } from "./json-value.ts";
import { plainText } from "./plain-text.ts";
import type { CloudTrailRecord } from "./record.ts";

/** What CloudTrail writes in place of a user name that it does not know: it may be a password typed into the wrong field. */
const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

/**
 * Who acted, in plain words, as far as the record tells.
 *
 * @example
 * describeActor({ eventTime: "2026-01-31T12:00:00Z", userIdentity: { type: "IAMUser", userName: "alice" } }); // "IAM user alice"
 */
export function describeActor(record: CloudTrailRecord): string {
  const identity = record["userIdentity"];
  if (!isJsonObject(identity)) return "an unknown identity (the record has no userIdentity)";
  const text = (...path: readonly string[]): string | undefined => {
    const found = textAt(identity, ...path);
    return found === undefined ? undefined : plainText(found, 128);
  };
  const invokedBy = text("invokedBy");
  const account = text("accountId");
  const type = text("type");
  const actor = describeIdentity(type, text);
  if (actor !== undefined) {
    return invokedBy === undefined || type === "AWSService" ? actor : `${actor} (through ${invokedBy})`;
  }
  // Service events name no type, only the service that acted for the account. obs invictus-aws-dataset
  if (invokedBy !== undefined) return `AWS service ${invokedBy}`;
  const kind = type === undefined ? "an identity of no stated type" : `${type} identity`;
  const name = text("userName") ?? text("arn") ?? text("principalId");
  if (name !== undefined && name !== HIDDEN) return `${kind} ${name}`;
  return account === undefined ? kind : `${kind} of account ${account}`;
}

type Texts = (...path: readonly string[]) => string | undefined;

/** The types that CloudTrail documents, doc CTUG; undefined for others and where there is no type. */
function describeIdentity(type: string | undefined, text: Texts): string | undefined {
  switch (type ?? "") {
    case "Root":
      return `root of account ${text("accountId") ?? "(not recorded)"}`;
    case "IAMUser": {
      const name = text("userName") ?? lastPart(text("arn"));
      if (name === HIDDEN) return "an unknown user name (hidden by CloudTrail)";
      return `IAM user ${name ?? text("principalId") ?? "(name not recorded)"}`;
    }
    case "AssumedRole":
      return describeSession(text);
    case "Role":
      return `role ${text("userName") ?? lastPart(text("arn")) ?? "(name not recorded)"}`;
    case "FederatedUser":
      return `federated user ${lastPart(text("arn")) ?? text("principalId") ?? "(name not recorded)"}`;
    case "SAMLUser":
      return `SAML user ${text("userName") ?? text("principalId") ?? "(name not recorded)"}`;
    case "WebIdentityUser":
      return `web identity user ${text("userName") ?? text("principalId") ?? "(name not recorded)"}`;
    case "IdentityCenterUser":
      return `IAM Identity Center user ${text("onBehalfOf", "userId") ?? text("userName") ?? "(name not recorded)"}`;
    case "AWSAccount":
      return `account ${text("accountId") ?? text("principalId") ?? "(not recorded)"}`;
    case "AWSService":
      return `AWS service ${text("invokedBy") ?? "(not recorded)"}`;
    default:
      return undefined;
  }
}

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>`, or the principal id `<role id>:<session>`. */
function describeSession(text: Texts): string {
  const parts = text("arn")?.split("/") ?? [];
  const role = text("sessionContext", "sessionIssuer", "userName") ?? parts[1] ?? "(name not recorded)";
  const principal = text("principalId") ?? "";
  const colon = principal.indexOf(":");
  const session = parts[2] ?? (colon < 0 ? undefined : principal.slice(colon + 1));
  // Identity Center's roles are AWSReservedSSO_<permission set>_<16 digits>; the session is the user. doc CTUG
  const permissionSet = /^AWSReservedSSO_(.{1,64})_[0-9a-f]{16}$/.exec(role)?.[1];
  if (permissionSet !== undefined) {
    return `IAM Identity Center user ${session ?? "(name not recorded)"} with permission set ${permissionSet}`;
  }
  return session === undefined ? `role ${role}` : `role ${role} in session ${session}`;
}

function lastPart(arn: string | undefined): string | undefined {
  const part = arn?.slice(arn.lastIndexOf("/") + 1);
  return part === "" ? undefined : part;
}
