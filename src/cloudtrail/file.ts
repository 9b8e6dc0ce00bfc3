import type { RecordDiagnostic } from "./diagnostic.ts";
import { isJsonObject, parseJson } from "./json-value.ts";
import { type ReadRecord, readRecord } from "./record.ts";
import { type RecordText, splitRecords } from "./split-records.ts";

/** What could be read, and what could not. */
export interface RecordsFile {
  readonly records: readonly ReadRecord[];
  readonly diagnostics: readonly RecordDiagnostic[];
}

/**
 * Reads the text of a CloudTrail log file: `{"Records":[...]}` as delivered, a list of records, a single record, or JSON
 * lines (a name that ends with `.jsonl` or `.ndjson`, or a text whose first line is an object and whose whole is none).
 * A bad record is reported, its neighbours are kept; a text that is none of these gives no records. Never throws.
 *
 * @example
 * parseRecordsFile('{"Records":[{"eventTime":"2023-07-10T11:42:36Z"},{}]}', "a.json");
 * // one record, one diagnostic: record 2 has no eventTime
 */
export function parseRecordsFile(text: string, name: string): RecordsFile {
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(name)) return readAll(splitLines(text));
  const whole = splitRecords(text);
  if (whole.ok) return readAll(whole.elements);
  const lines = splitLines(text);
  const first = lines[0];
  const isLines = lines.length > 1 && first !== undefined && isJsonObject(parseJson(first.text)?.value);
  return isLines ? readAll(lines) : { records: [], diagnostics: [whole.diagnostic] };
}

/** Reads records that came one by one, each with its own text. Never throws. */
export function parseRecordTexts(texts: readonly string[]): RecordsFile {
  return readAll(texts.map((text) => ({ text })));
}

function readAll(elements: readonly (Pick<RecordText, "text"> & Partial<RecordText>)[]): RecordsFile {
  const records: ReadRecord[] = [];
  const diagnostics: RecordDiagnostic[] = [];
  for (const [index, { text, offset }] of elements.entries()) {
    const parsed = parseJson(text);
    if (parsed === undefined) {
      const place = offset === undefined ? {} : { offset };
      diagnostics.push({ code: "not-json", message: "is not JSON", index, ...place });
      continue;
    }
    const reading = readRecord(parsed.value, { index, text });
    if (reading.ok) records.push(reading.read);
    else diagnostics.push(reading.diagnostic);
  }
  return { records, diagnostics };
}

/** The lines that are not blank. */
function splitLines(text: string): readonly RecordText[] {
  const lines: RecordText[] = [];
  let offset = text.startsWith("\uFEFF") ? 1 : 0;
  while (offset < text.length) {
    const feed = text.indexOf("\n", offset);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(offset, end).trim();
    if (line !== "") lines.push({ text: line, offset });
    offset = end + 1;
  }
  return lines;
}
