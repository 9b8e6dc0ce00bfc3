import { textAt } from "./json-value.ts";
import type { CloudTrailRecord } from "./record.ts";
import type { TrailRefusal } from "./refusal.ts";

/** What a request names a trail by: its name, which means the current region, or its ARN. */
export type TrailReference =
  | { readonly kind: "name"; readonly name: string }
  | {
      readonly kind: "arn";
      readonly arn: string;
      readonly region: string;
      readonly account: string;
      readonly name: string;
    };

export type Reference =
  | { readonly ok: true; readonly trail: TrailReference }
  | { readonly ok: false; readonly refusal: TrailRefusal };

/**
 * Reads the `Name` or `TrailName` of a request.
 *
 * @example
 * parseTrailReference("arn:aws:cloudtrail:us-east-1:123456789012:trail/main");
 * // { ok: true, trail: { kind: "arn", region: "us-east-1", account: "123456789012", name: "main", arn: ... } }
 */
export function parseTrailReference(text: string): Reference {
  if (!text.startsWith("arn:")) {
    const refusal = checkTrailName(text);
    return refusal === undefined ? { ok: true, trail: { kind: "name", name: text } } : { ok: false, refusal };
  }
  const match = /^arn:aws[a-z-]{0,20}:cloudtrail:([a-z0-9-]{1,40}):(\d{12}):trail\/([^/]{1,200})$/.exec(text);
  const [, region, account, name] = match ?? [];
  if (region === undefined || account === undefined || name === undefined || checkTrailName(name) !== undefined) {
    // unk: AWS's own words for it.
    const message = `The trail ARN ${text.slice(0, 256)} is not valid.`;
    return { ok: false, refusal: { code: "CloudTrailARNInvalidException", message } };
  }
  return { ok: true, trail: { kind: "arn", arn: text, region, account, name } };
}

/** Why a text is no name of a trail (rules: doc CTUG; messages: MOTO, weak), or undefined. */
export function checkTrailName(name: string): TrailRefusal | undefined {
  const { length } = name;
  if (length < 3) {
    return invalidName(
      `Trail name too short. Minimum allowed length: 3 characters. Specified name length: ${length} characters.`,
    );
  }
  if (length > 128) {
    return invalidName(
      `Trail name too long. Maximum allowed length: 128 characters. Specified name length: ${length} characters.`,
    );
  }
  if (!/^[A-Za-z0-9]/.test(name)) return invalidName("Trail name must starts with a letter or number.");
  if (!/[A-Za-z0-9]$/.test(name)) return invalidName("Trail name must ends with a letter or number.");
  if (!/^[A-Za-z0-9._-]*$/.test(name)) {
    return invalidName(
      "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).",
    );
  }
  // unk: AWS's own words for these two.
  if (/[._-]{2}/.test(name)) {
    return invalidName("Trail name cannot have adjacent periods (.), hyphens (-), or underscores (_).");
  }
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)) return invalidName("Trail name cannot be an IP address.");
  return undefined;
}

function invalidName(message: string): TrailRefusal {
  return { code: "InvalidTrailNameException", message };
}

/** The stream that a trail writes to; `region` is the trail's home region, also for a multi-region trail. doc CTUG, reading inf */
export function trailLogStreamName(account: string, region: string): string {
  return `${account}_CloudTrail_${region}`;
}

/** Services whose calls at their global endpoint are recorded in us-east-1. doc CTUG */
const GLOBAL_SOURCES: ReadonlySet<string> = new Set([
  "iam.amazonaws.com",
  "sts.amazonaws.com",
  "cloudfront.amazonaws.com",
]);
const GLOBAL_REGION = "us-east-1";

/** The part of a trail that decides which regions it sees. */
export interface TrailReach {
  readonly HomeRegion: string;
  readonly IsMultiRegionTrail: boolean;
  readonly IncludeGlobalServiceEvents: boolean;
}

/**
 * Whether a record happened where this trail looks. A multi-region trail sees every region; a single-region trail its
 * own, and there the events of global services only if it includes them: since November 2021 these belong to us-east-1
 * like those of any region. doc CTUG
 *
 * @example
 * reaches({ HomeRegion: "eu-west-1", IsMultiRegionTrail: false, IncludeGlobalServiceEvents: true }, rootSignIn); // false
 */
export function reaches(trail: TrailReach, record: CloudTrailRecord): boolean {
  if (trail.IsMultiRegionTrail) return true;
  const region = textAt(record, "awsRegion");
  if (region !== trail.HomeRegion) return false;
  const isGlobal = region === GLOBAL_REGION && GLOBAL_SOURCES.has(textAt(record, "eventSource") ?? "");
  return trail.IncludeGlobalServiceEvents || !isGlobal;
}
