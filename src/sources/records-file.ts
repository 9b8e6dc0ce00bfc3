import { renderDiagnostic } from "../cloudtrail/diagnostic.ts";
import { parseRecordsFile } from "../cloudtrail/file.ts";
import type { ReadRecord } from "../cloudtrail/record.ts";
import { readText } from "./read-text.ts";

/** A file that was looked at: what could be read of it, and what not. */
export interface ReadFile {
  readonly name: string;
  /** SHA-256 of the content; the empty text when it could not be read. */
  readonly digest: string;
  readonly records: readonly ReadRecord[];
  readonly problems: readonly string[];
}

/**
 * Reads a file of CloudTrail records in any form that `parseRecordsFile` knows, plain or gzip.
 *
 * @param name the path, also shown in messages
 * @param from where the content comes from when it is not the file of that name
 */
export async function readRecordsFile(
  name: string,
  signal: AbortSignal,
  from: string | NodeJS.ReadableStream = name,
): Promise<ReadFile> {
  const reading = await readText(from, signal);
  if (!reading.ok) return { name, digest: "", records: [], problems: [reading.problem] };
  const { records, diagnostics } = parseRecordsFile(reading.text, name);
  return { name, digest: reading.digest, records, problems: diagnostics.map(renderDiagnostic) };
}
