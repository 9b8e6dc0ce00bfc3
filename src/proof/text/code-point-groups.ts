import { contains } from "../../pattern/regex/alphabet.ts";
import type { CharacterSet } from "../../pattern/regex/ast.ts";
import type { Distinctions } from "./automaton.ts";

/** The plainest characters first: an example is made of the first that will do. */
const PLAINEST = codes("xyzabcdefghijklmnopqrstuvw0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:/@ ,;=+*#&!?()[]{}<>|~^$%'`");
/** By how plain it is; then a few characters beyond ASCII, and last those that JSON escapes, the shorter escapes first. */
const RANK = new Map([...PLAINEST, ...codes('éж日"\\\n\t\r\f\b')].map((code, rank) => [code, rank]));
const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;
const MAX_CODE_POINT = 0x10_ffff;

/**
 * One code point for each group of code points that nothing tells apart. Code points that are not named one by one
 * come first, so that the first word a search finds is not made of characters that a pattern speaks of without need.
 */
export function codePointGroups({ points, sets }: Distinctions): readonly number[] {
  const named = new Set(points);
  const different = [...new Map(sets.map((set) => [keyOf(set), set])).values()];
  const members = new Map<string, number>();
  for (const candidate of candidates(named, different)) {
    if (named.has(candidate)) continue;
    const signature = different.map((set) => (contains(set, candidate) ? "1" : "0")).join("");
    if (!members.has(signature)) members.set(signature, candidate);
  }
  return [...members.values(), ...[...named].sort((left, right) => rankOf(left) - rankOf(right))];
}

/** At least one code point that is not named of every group, plain ones first. */
function* candidates(named: ReadonlySet<number>, sets: readonly CharacterSet[]): Generator<number> {
  yield* RANK.keys();
  const starts = new Set([0]);
  for (const { from, to } of sets.flatMap(({ ranges }) => ranges)) starts.add(from).add(to + 1);
  for (const code of named) starts.add(code + 1);
  for (const start of [...starts].sort((left, right) => left - right)) {
    // A lone surrogate is no character; what holds of one holds of the code points behind them.
    const code = start >= FIRST_SURROGATE && start < AFTER_SURROGATES ? AFTER_SURROGATES : start;
    if (code <= MAX_CODE_POINT) yield code;
  }
}

function rankOf(code: number): number {
  return RANK.get(code) ?? RANK.size + code;
}

function keyOf({ ranges, negated }: CharacterSet): string {
  return `${negated ? "^" : ""}${ranges.map(({ from, to }) => `${from}-${to}`).join()}`;
}

function codes(text: string): readonly number[] {
  return Array.from(text, (char) => char.codePointAt(0) ?? 0);
}
