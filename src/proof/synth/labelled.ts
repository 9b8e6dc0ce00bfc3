import type { JsonObject } from "../../pattern/json-value.ts";
import { type LogMessage, logMessage } from "../../pattern/message.ts";
import { viewOf } from "./view.ts";

/** A record with its place in the masks: bit `n` of a mask speaks of the record with `bit` 1 << n. */
export interface LabelledRecord {
  readonly message: LogMessage;
  readonly root: JsonObject;
  readonly bit: bigint;
}

/** Records that a pattern must match, and records that it must not. */
export interface Labelled {
  readonly records: readonly LabelledRecord[];
  /** The bits of those that must match. */
  readonly wanted: bigint;
  /** The bits of those that must not. */
  readonly unwanted: bigint;
}

/** Why no pattern was found. */
export type Impossible =
  /** Every JSON pattern sees the same in both. */
  | { readonly kind: "indistinguishable"; readonly mustMatch: string; readonly mustNotMatch: string }
  /** Only JSON patterns are made here, and no JSON pattern matches what is no JSON object. */
  | { readonly kind: "no-json-object"; readonly record: string }
  | { readonly kind: "nothing-to-match" }
  | { readonly kind: "too-many-records"; readonly most: number }
  /** None was found within CloudWatch's limits, by the clauses that were tried. */
  | { readonly kind: "out-of-reach"; readonly reason: string };

export type ReadLabelled =
  | { readonly ok: true; readonly labelled: Labelled }
  | { readonly ok: false; readonly because: Impossible };

/** Records of one search; more would make it slow, and tell little. */
const MOST_RECORDS = 2000;
const MOST_NESTED = 500;

/** Reads records as raw JSON texts, and finds what stands in the way of every pattern. */
export function readLabelled(mustMatch: readonly string[], mustNotMatch: readonly string[]): ReadLabelled {
  if (mustMatch.length === 0) return refused({ kind: "nothing-to-match" });
  if (mustMatch.length + mustNotMatch.length > MOST_RECORDS) {
    return refused({ kind: "too-many-records", most: MOST_RECORDS });
  }
  if ([...mustMatch, ...mustNotMatch].some(isDeep)) {
    return refused({ kind: "out-of-reach", reason: `a record is nested more than ${MOST_NESTED} deep` });
  }
  const wanted = new Map<string, LabelledRecord>();
  for (const text of mustMatch) {
    const record = readRecord(text, wanted.size);
    if (record === undefined) return refused({ kind: "no-json-object", record: text });
    const view = viewOf(record.message);
    if (!wanted.has(view)) wanted.set(view, record);
  }
  const unwanted = new Map<string, LabelledRecord>();
  for (const text of mustNotMatch) {
    const record = readRecord(text, wanted.size + unwanted.size);
    // What is no JSON object is matched by no JSON pattern: nothing to do for it.
    if (record === undefined) continue;
    const view = viewOf(record.message);
    const twin = wanted.get(view);
    if (twin !== undefined) {
      return refused({ kind: "indistinguishable", mustMatch: twin.message.text, mustNotMatch: text });
    }
    if (!unwanted.has(view)) unwanted.set(view, record);
  }
  const records = [...wanted.values(), ...unwanted.values()];
  const labelled = { records, wanted: bitsOf([...wanted.values()]), unwanted: bitsOf([...unwanted.values()]) };
  return { ok: true, labelled };
}

/** Reading what is nested without end would end the stack. */
function isDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    else if (quoted) at += char === "\\" ? 1 : 0;
    else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") depth -= 1;
    if (depth > MOST_NESTED) return true;
  }
  return false;
}

function readRecord(text: string, at: number): LabelledRecord | undefined {
  const message = logMessage(text);
  const root = message.json();
  return root === undefined ? undefined : { message, root, bit: 1n << BigInt(at) };
}

function bitsOf(records: readonly LabelledRecord[]): bigint {
  return records.reduce((bits, { bit }) => bits | bit, 0n);
}

function refused(because: Impossible): ReadLabelled {
  return { ok: false, because };
}

/** The first record of a mask. */
export function firstOf({ records }: Labelled, mask: bigint): LabelledRecord | undefined {
  return records.find(({ bit }) => (mask & bit) !== 0n);
}
