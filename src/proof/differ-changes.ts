import { parseRecord, type RecordValue, writeRecordValue } from "./json/record.ts";

/** In what a record is unlike another: `eventName "DeleteTrail"`, `errorCode absent`, in the order of the fields. */
export function changesBetween(from: string, to: string): readonly string[] {
  return changes("", parseRecord(from), parseRecord(to));
}

function changes(path: string, before: RecordValue | undefined, after: RecordValue | undefined): readonly string[] {
  if (after === undefined) return before === undefined ? [] : [`${path} absent`];
  if (before?.kind === "object" && after.kind === "object") {
    const names = new Set([...before.fields.keys(), ...after.fields.keys()]);
    return [...names].flatMap((name) =>
      changes(path === "" ? name : `${path}.${name}`, before.fields.get(name), after.fields.get(name)),
    );
  }
  const text = writeRecordValue(after);
  return before !== undefined && writeRecordValue(before) === text ? [] : [`${path} ${text}`];
}
