import { isJsonObject, type JsonObject } from "./json-value.ts";
import type { CloudTrailRecord } from "./record.ts";

/** Who made a call, as far as its request tells. */
export interface Caller {
  /** Absent for calls in process and for unsigned ones. */
  readonly accessKeyId?: string;
  readonly signed: boolean;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
}

/** A call of an AWS operation that changes something, and what came of it. */
export interface ApiCall {
  /** Epoch milliseconds. */
  readonly time: number;
  /** Such as `monitoring.amazonaws.com`. */
  readonly eventSource: string;
  readonly eventName: string;
  readonly region: string;
  readonly account: string;
  readonly requestId: string;
  readonly eventId: string;
  readonly caller: Caller;
  readonly input: object;
  readonly outcome:
    | { readonly kind: "done"; readonly output: object }
    | { readonly kind: "refused"; readonly code: string; readonly message: string };
}

/** A record's requestParameters and responseElements are left out beyond this size. doc CTUG */
const MAX_PART = 100 * 1024;

/**
 * The record that CloudTrail writes of a call, in the shape that it documents for AwsApiCall. doc CTUG
 *
 * @example
 * apiCallRecord(call)["eventName"]; // "DeleteAlarms"
 */
export function apiCallRecord(call: ApiCall): CloudTrailRecord {
  const { outcome } = call;
  return {
    eventVersion: "1.11",
    userIdentity: userIdentity(call.caller, call.account),
    eventTime: new Date(call.time).toISOString().replace(/\.\d{3}Z$/, "Z"),
    eventSource: call.eventSource,
    eventName: call.eventName,
    awsRegion: call.region,
    sourceIPAddress: call.caller.sourceIPAddress,
    userAgent: call.caller.userAgent,
    ...(outcome.kind === "refused" ? { errorCode: outcome.code } : {}),
    ...(outcome.kind === "refused" && outcome.message !== "" ? { errorMessage: outcome.message } : {}),
    requestParameters: recordedPart(call.input),
    responseElements: outcome.kind === "done" ? recordedPart(outcome.output) : null,
    requestID: call.requestId,
    eventID: call.eventId,
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: call.account,
    eventCategory: "Management",
  };
}

/**
 * Tocsin keeps no users, so a signer is an IAM user that is named like its access key: two keys are two users that a
 * filter can tell apart, and none is root, whom alarms watch. An unsigned caller is anonymous as in S3's records. inf
 */
function userIdentity({ accessKeyId, signed }: Caller, account: string): JsonObject {
  if (!signed) return { type: "AWSAccount", principalId: "", accountId: "ANONYMOUS_PRINCIPAL" };
  const userName = accessKeyId ?? "tocsin";
  return {
    type: "IAMUser",
    principalId: `AIDA${userName}`,
    arn: `arn:aws:iam::${account}:user/${userName}`,
    accountId: account,
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
    userName,
  };
}

const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

/** What may let its reader act or read elsewhere: confirmation tokens, passwords, subscribers' addresses. inf */
const SECRET = /^(?:token|endpoint)$|secret|password|credential/i;

/** Members whose own members are the user's names, which keep their case. */
const MAPS: ReadonlySet<string> = new Set([
  "Attributes",
  "Dimensions",
  "dimensions",
  "MessageAttributes",
  "Tags",
  "tags",
]);

function recordedPart(part: object): JsonObject | null {
  const shown = lowerCamel(part);
  if (!isJsonObject(shown) || Object.keys(shown).length === 0) return null;
  return JSON.stringify(shown).length > MAX_PART ? null : shown;
}

/** `{ AlarmNames: [..] }` as CloudTrail writes it: `{ alarmNames: [..] }`. doc CWUG (its sample records) */
function lowerCamel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCamel);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const shown = name.charAt(0).toLowerCase() + name.slice(1);
      if (SECRET.test(name)) return [shown, HIDDEN];
      return [shown, MAPS.has(name) && isJsonObject(member) ? member : lowerCamel(member)];
    }),
  );
}
