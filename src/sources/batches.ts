import { createHash } from "node:crypto";
import type { ReadRecord } from "../cloudtrail/record.ts";

/** Records to be sent as one, with the identity by which a repetition is recognised. */
export interface Batch {
  readonly batchId: string;
  readonly records: readonly ReadRecord[];
}

export const MAX_BATCH_RECORDS = 1000;
const MAX_BATCH_LENGTH = 4 * 1024 * 1024;

/** Cuts records into batches of at most 1,000 records and 4 Mi characters, the same way every time. */
export function cutRecords(records: readonly ReadRecord[]): readonly (readonly ReadRecord[])[] {
  const batches: ReadRecord[][] = [];
  let current: ReadRecord[] = [];
  let length = 0;
  for (const record of records) {
    const isFull = current.length === MAX_BATCH_RECORDS || length + record.text.length > MAX_BATCH_LENGTH;
    if (current.length > 0 && isFull) {
      batches.push(current);
      current = [];
      length = 0;
    }
    current.push(record);
    length += record.text.length;
  }
  if (current.length > 0) batches.push(current);
  return batches;
}

/** Batches of a file: named after the digest of its content, so that a file counts once whatever its name and place. */
export function batchesOfFile(file: {
  readonly digest: string;
  readonly records: readonly ReadRecord[];
}): readonly Batch[] {
  return cutRecords(file.records).map((records, ordinal) => ({ batchId: `${file.digest}#${ordinal}`, records }));
}

/**
 * Batches for a replay: records of any files in order of their time, cut at minutes; named after the digest of what they
 * hold.
 */
export function batchesByMinute(records: readonly ReadRecord[]): readonly Batch[] {
  const sorted = records.toSorted((a, b) => a.time - b.time);
  const minutes = new Map<number, ReadRecord[]>();
  for (const record of sorted) {
    const minute = Math.floor(record.time / 60_000);
    const list = minutes.get(minute);
    if (list === undefined) minutes.set(minute, [record]);
    else list.push(record);
  }
  return [...minutes.values()].flatMap(cutRecords).map((batch) => ({ batchId: digestOf(batch), records: batch }));
}

function digestOf(records: readonly ReadRecord[]): string {
  const hash = createHash("sha256");
  for (const { text } of records) hash.update(`${text.length}:`).update(text);
  return hash.digest("hex");
}
