import { readRecord } from "../cloudtrail/record.ts";
import type { Problem } from "./control.ts";
import type { CorpusRecord } from "./corpus-record.ts";
import { asCorpusRecord, type Fit } from "./schema.ts";

export type CorpusParse =
  | { readonly ok: true; readonly records: readonly CorpusRecord[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a file of the corpus: one labelled record a line. Empty lines are skipped.
 *
 * @returns the records in their order, or all that is wrong, by line
 * @example
 * parseCorpus("{}\n"); // { ok: false, problems: [{ path: "id", line: 1, message: … }, …] }
 */
export function parseCorpus(text: string): CorpusParse {
  const records: CorpusRecord[] = [];
  const problems: Problem[] = [];
  const lineOfId = new Map<string, number>();
  for (const [index, source] of text.split("\n").entries()) {
    if (source.trim() === "") continue;
    const line = index + 1;
    const fit = readLine(source);
    if (!fit.ok) {
      problems.push(...fit.misfits.map(({ path, message }) => ({ path: path.join("."), line, message })));
      continue;
    }
    const { id } = fit.value;
    const first = lineOfId.get(id);
    if (first !== undefined) problems.push({ path: "id", line, message: `${id} is also the id of line ${first}` });
    lineOfId.set(id, first ?? line);
    records.push(fit.value);
  }
  return problems.length === 0 ? { ok: true, records } : { ok: false, problems };
}

function readLine(source: string): Fit<CorpusRecord> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (cause) {
    const message = `is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`;
    return { ok: false, misfits: [{ path: [], message }] };
  }
  const fit = asCorpusRecord(value);
  if (!fit.ok) return fit;
  const { record } = fit.value;
  const reading = readRecord(record, { index: 0, text: JSON.stringify(record) });
  if (!reading.ok) return { ok: false, misfits: [{ path: ["record"], message: reading.diagnostic.message }] };
  return fit;
}
