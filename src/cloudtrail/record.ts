import type { RecordDiagnostic } from "./diagnostic.ts";
import { parseEventTime } from "./event-time.ts";
import { isJsonObject, type JsonObject, textAt } from "./json-value.ts";
import { utf8Length } from "./utf8-length.ts";

/** A CloudTrail record with everything it came with; only its time is certain to be there and to be a time. */
export interface CloudTrailRecord extends JsonObject {
  readonly eventTime: string;
}

/** A record that was checked, with the exact text it was delivered as. */
export interface ReadRecord {
  readonly record: CloudTrailRecord;
  readonly text: string;
  /** The record's eventTime, epoch milliseconds. */
  readonly time: number;
}

/** What CloudWatch Logs takes as one event: CloudTrail does not send records larger than this. doc CTUG */
export const MAX_RECORD_BYTES = 256 * 1024;

export type RecordReading =
  | { readonly ok: true; readonly read: ReadRecord }
  | { readonly ok: false; readonly diagnostic: RecordDiagnostic };

/**
 * Checks one record. What is unknown in it is kept as it is.
 *
 * @param value the parsed record
 * @param place the record's position in its file and its exact text
 * @example
 * readRecord({ eventTime: "2023-07-10T11:42:36Z" }, { index: 0, text: '{"eventTime":"2023-07-10T11:42:36Z"}' }).ok; // true
 */
export function readRecord(value: unknown, place: { readonly index: number; readonly text: string }): RecordReading {
  const { index, text } = place;
  const eventID = textAt(value, "eventID");
  const refuse = (code: RecordDiagnostic["code"], message: string, help?: string): RecordReading => ({
    ok: false,
    diagnostic: {
      code,
      message,
      index,
      ...(eventID === undefined ? {} : { eventID }),
      ...(help === undefined ? {} : { help }),
    },
  });
  if (!isJsonObject(value)) return refuse("not-an-object", "is not a JSON object");
  if (!hasEventTime(value)) {
    const found = value["eventTime"];
    const help = "a log event needs one, and CloudTrail always writes it";
    if (found === undefined || found === null) return refuse("no-event-time", "has no eventTime", help);
    return refuse("bad-event-time", `has an eventTime that is no time but a ${typeof found}`, EXAMPLE);
  }
  const time = parseEventTime(value.eventTime);
  if (time === undefined) {
    const shown = JSON.stringify(value.eventTime.slice(0, 40));
    return refuse("bad-event-time", `has an eventTime that is no time: ${shown}`, EXAMPLE);
  }
  if (isLargerThan(text, MAX_RECORD_BYTES)) {
    return refuse("record-too-large", "is larger than 256 KB, which CloudTrail does not send to CloudWatch Logs");
  }
  return { ok: true, read: { record: value, text, time } };
}

const EXAMPLE = "it looks like 2023-07-10T11:42:36Z";

function hasEventTime(value: JsonObject): value is CloudTrailRecord {
  return typeof value["eventTime"] === "string";
}

function isLargerThan(text: string, bytes: number): boolean {
  if (text.length > bytes) return true;
  return text.length * 3 > bytes && utf8Length(text) > bytes;
}
