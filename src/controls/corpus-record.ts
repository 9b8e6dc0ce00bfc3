import type { CloudTrailRecord } from "../cloudtrail/record.ts";

/** A CloudTrail record with what each control has to say of it. */
export interface CorpusRecord {
  readonly id: string;
  readonly title: string;
  readonly provenance: Provenance;
  readonly record: CloudTrailRecord;
  /** The verdict of each control; that of `*` holds for every control which is not named. */
  readonly verdicts: Readonly<Record<string, Judgement>>;
}

/**
 * Where a record comes from: `observed` in a real account by the source, unchanged; `documented`: written anew in the
 * shape of a sample in AWS's documentation; `synthetic`: written after documentation that shows no such sample.
 */
export interface Provenance {
  readonly kind: "documented" | "observed" | "synthetic";
  readonly source: string;
  /** Of observed records, which are the work of others. */
  readonly licence?: string;
}

export type Verdict = "must-ring" | "must-not" | "unknowable";

export interface Judgement {
  readonly verdict: Verdict;
  readonly why: string;
}

/**
 * What a control says of a record; undefined where it was not judged.
 *
 * @example
 * judgementOf(record, "console-signin-without-mfa")?.verdict; // "must-ring"
 */
export function judgementOf(record: CorpusRecord, controlId: string): Judgement | undefined {
  return Object.hasOwn(record.verdicts, controlId) ? record.verdicts[controlId] : record.verdicts["*"];
}

/** The log event's message that CloudTrail delivers of a record. */
export function messageOf(record: CorpusRecord): string {
  return JSON.stringify(record.record);
}
