import type { Problem } from "./control.ts";
import type { CorpusRecord } from "./corpus-record.ts";
import type { Matcher } from "./score.ts";

export type ResultsParse =
  | { readonly ok: true; readonly matcher: Matcher }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads what another rule engine made of the corpus: one JSON object a line. A line names a record by `id` or, as an
 * engine does that prints the events it matched, by `eventID`, and is a match unless it says `"matched": false`.
 * A record that no line names was not matched.
 *
 * @example
 * parseResults('{"id":"signin-v01-iam-user-password-only"}\n{"id":"signin-v02-iam-user-mfa","matched":false}', corpus);
 */
export function parseResults(text: string, corpus: readonly CorpusRecord[]): ResultsParse {
  const byId = new Map(corpus.map((record) => [record.id, record]));
  const byEventId = new Map(corpus.map((record) => [record.record["eventID"], record]));
  const matched = new Set<CorpusRecord>();
  const problems: Problem[] = [];
  for (const [index, source] of text.split("\n").entries()) {
    if (source.trim() === "") continue;
    const refuse = (path: string, message: string): void => {
      problems.push({ path, line: index + 1, message });
    };
    const result = readObject(source);
    if (result === undefined) {
      refuse("", "is not a JSON object");
      continue;
    }
    const { id, eventID, matched: isMatch = true } = result;
    const record = typeof id === "string" ? byId.get(id) : byEventId.get(eventID);
    if (record === undefined) refuse(id === undefined ? "eventID" : "id", "names no record of the corpus");
    else if (typeof isMatch !== "boolean") refuse("matched", "must be true or false");
    else if (isMatch) matched.add(record);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, matcher: (_message, record) => matched.has(record) };
}

interface Result {
  readonly id?: unknown;
  readonly eventID?: unknown;
  readonly matched?: unknown;
}

function readObject(source: string): Result | undefined {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
