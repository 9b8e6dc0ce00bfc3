import { compileMatcher } from "../../pattern/match.ts";
import { logMessage } from "../../pattern/message.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { type Impossible, type Labelled, readLabelled } from "../synth/labelled.ts";
import { synthesizeFrom } from "../synth/synthesize.ts";
import type { RepairEdit } from "./edit.ts";
import { searchEdits } from "./search.ts";
import { respell } from "./spelling.ts";

export type Repair =
  /** It matches all that it must, and nothing that it must not. */
  | { readonly kind: "already" }
  | {
      readonly kind: "repaired";
      readonly pattern: string;
      readonly edits: readonly RepairEdit[];
      /** Records that the pattern judged wrongly. */
      readonly explanation: readonly Misjudged[];
      /** Of the edits that were tried no fewer do it, nor as many with fewer characters. */
      readonly least: boolean;
    }
  | { readonly kind: "impossible"; readonly because: Impossible };

export interface Misjudged {
  readonly record: string;
  readonly was: "missed" | "matched";
}

/**
 * The least change after which a pattern matches the records that it must and none that it must not: the fewest
 * edits, then the fewest characters. A pattern that AWS would refuse is first spelled as its author meant it.
 *
 * @param mustMatch records as raw JSON texts
 * @example
 * repairPattern('{ $.eventname = "ConsoleLogin" }', ['{"eventName":"ConsoleLogin"}'], ["{}"]);
 * // { kind: "repaired", pattern: '{ $.eventName = "ConsoleLogin" }', … }
 */
export function repairPattern(pattern: string, mustMatch: readonly string[], mustNotMatch: readonly string[]): Repair {
  const respelled = respell(pattern);
  const wrong = respelled.ok
    ? misjudged(respelled.text, mustMatch, mustNotMatch)
    : mustMatch.map((record): Misjudged => ({ record, was: "missed" }));
  if (respelled.ok && wrong.length === 0) {
    const { text, edits } = respelled;
    return edits.length === 0
      ? { kind: "already" }
      : checked({ kind: "repaired", pattern: text, edits, explanation: [], least: true }, mustMatch, mustNotMatch);
  }
  const read = readLabelled(mustMatch, mustNotMatch);
  if (!read.ok) return { kind: "impossible", because: read.because };
  const { labelled } = read;
  const searched =
    respelled.ok && respelled.pattern.kind === "json"
      ? searchEdits({ expression: respelled.pattern.expression, edits: respelled.edits, characters: 0 }, labelled)
      : undefined;
  if (searched === undefined) return checked(rewritten(pattern, labelled, wrong), mustMatch, mustNotMatch);
  const { candidate, least } = searched;
  const repaired = {
    kind: "repaired",
    pattern: searched.pattern,
    edits: candidate.edits,
    explanation: wrong,
    least,
  } as const;
  return checked(repaired, mustMatch, mustNotMatch);
}

/** When no few edits do it, the pattern is made anew. */
function rewritten(before: string, labelled: Labelled, explanation: readonly Misjudged[]): Repair {
  const synthesis = synthesizeFrom(labelled);
  if (synthesis.kind === "impossible") return synthesis;
  const { pattern } = synthesis;
  return {
    kind: "repaired",
    pattern,
    edits: [{ kind: "rewritten", before, after: pattern }],
    explanation,
    least: false,
  };
}

/** INVARIANT: a repair is given out only when the matcher judges every record rightly by it. */
function checked(repair: Repair, mustMatch: readonly string[], mustNotMatch: readonly string[]): Repair {
  if (repair.kind === "repaired" && misjudged(repair.pattern, mustMatch, mustNotMatch).length > 0) {
    throw new Error(`a repair misjudges a record: ${repair.pattern}`);
  }
  return repair;
}

function misjudged(text: string, mustMatch: readonly string[], mustNotMatch: readonly string[]): readonly Misjudged[] {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`not a pattern: ${text}`);
  const matches = compileMatcher(parsed.pattern);
  return [
    ...mustMatch.filter((record) => !matches(logMessage(record))).map((record) => ({ record, was: "missed" }) as const),
    ...mustNotMatch
      .filter((record) => matches(logMessage(record)))
      .map((record) => ({ record, was: "matched" }) as const),
  ];
}
