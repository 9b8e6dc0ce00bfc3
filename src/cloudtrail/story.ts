import { describeActor } from "./actor.ts";
import { isJsonObject, parseJson, textAt } from "./json-value.ts";
import { type Mfa, readMfa } from "./mfa.ts";
import { plainText } from "./plain-text.ts";
import type { CloudTrailRecord } from "./record.ts";

/** What a record tells, in words that a person who was woken by it can use. */
export interface Story {
  /** The record's own time. */
  readonly when: string;
  readonly who: string;
  readonly from: string;
  /** The act as a noun: `console sign-in`, `CreateUser (iam.amazonaws.com)`. */
  readonly what: string;
  readonly result: string;
  /** Absent where the question makes no sense. */
  readonly mfa?: Mfa;
}

const SIGN_IN = "console sign-in";

/**
 * Who did what, from where, with what result.
 *
 * @example
 * describeRecord({ eventTime: "2026-01-31T12:00:00Z", eventName: "ConsoleLogin", sourceIPAddress: "203.0.113.7",
 *   userIdentity: { type: "IAMUser", userName: "alice" }, additionalEventData: { MFAUsed: "No" },
 *   responseElements: { ConsoleLogin: "Success" } });
 * // { when: "2026-01-31T12:00:00Z", who: "IAM user alice", from: "203.0.113.7", what: "console sign-in", result: "Success", mfa: "no" }
 */
export function describeRecord(record: CloudTrailRecord): Story {
  const mfa = readMfa(record);
  return {
    when: plainText(record.eventTime, 40),
    who: describeActor(record),
    from: plainText(textAt(record, "sourceIPAddress") ?? "an address that is not recorded", 128),
    what: describeAct(record),
    result: describeResult(record),
    ...(mfa === undefined ? {} : { mfa }),
  };
}

function describeAct(record: CloudTrailRecord): string {
  const name = textAt(record, "eventName");
  if (name === "ConsoleLogin") return SIGN_IN;
  const source = textAt(record, "eventSource");
  return plainText(`${name ?? "an unnamed event"}${source === undefined ? "" : ` (${source})`}`, 160);
}

/** Calls tell failure by errorCode, sign-in events by a word under their own name; a failed sign-in has no errorCode. */
function describeResult(record: CloudTrailRecord): string {
  const name = textAt(record, "eventName") ?? "";
  const code = textAt(record, "errorCode");
  const message = textAt(record, "errorMessage");
  const word = textAt(record, "responseElements", name) ?? textAt(record, "serviceEventDetails", name);
  if (code !== undefined) return plainText(message === undefined ? code : `${code}: ${message}`);
  if (word !== undefined) return plainText(message === undefined ? word : `${word} (${message})`);
  return message === undefined ? "Success" : plainText(`Failure (${message})`);
}

/**
 * A story as one sentence.
 *
 * @example
 * renderStory(story); // "IAM user alice signed in to the console from 203.0.113.7 without MFA: Success"
 */
export function renderStory(story: Story): string {
  const { who, from, what, result } = story;
  const failed = what === SIGN_IN && !result.startsWith("Success");
  const act =
    what === SIGN_IN ? (failed ? "tried to sign in to the console" : "signed in to the console") : `did ${what}`;
  return `${who} ${act} from ${from}${mfaPhrase(story.mfa)}: ${result}`;
}

function mfaPhrase(mfa: Mfa | undefined): string {
  switch (mfa) {
    case undefined:
      return "";
    case "yes":
      return " with MFA";
    case "no":
      return " without MFA";
    case "not recorded":
      return ", MFA not recorded";
    case "cannot be known from CloudTrail":
      return ", MFA cannot be known from CloudTrail";
    default:
      return mfa satisfies never;
  }
}

/** As much of an event as a mail can carry of each. */
const LONGEST_RAW = 4000;

/** A log event as a notification tells it. */
export interface DescribedEvent {
  readonly when: string;
  /** One sentence. */
  readonly summary: string;
  /** The event's text, on one line and cut where it is long. */
  readonly raw: string;
  /** Only of CloudTrail records. */
  readonly story?: Story;
}

/**
 * Tells of a log event, whatever it holds: an event that is no CloudTrail record still has its time and its text.
 *
 * @param timestamp the log event's time, epoch milliseconds
 * @example
 * describeMessage("disk full", 0); // { when: "1970-01-01T00:00:00.000Z", summary: "log event", raw: "disk full" }
 */
export function describeMessage(message: string, timestamp: number): DescribedEvent {
  const raw = plainText(message, LONGEST_RAW);
  const value = parseJson(message)?.value;
  const time = new Date(timestamp);
  const when = Number.isNaN(time.getTime()) ? "an unknown time" : time.toISOString();
  if (!isJsonObject(value) || textAt(value, "eventName") === undefined) return { when, summary: "log event", raw };
  const story = describeRecord({ ...value, eventTime: textAt(value, "eventTime") ?? when });
  return { when: story.when, summary: renderStory(story), raw, story };
}
