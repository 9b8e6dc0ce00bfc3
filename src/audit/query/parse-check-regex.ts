import type { Anchor, CharacterSet } from "../../pattern/regex/ast.ts";
import { classEscape, literal, readClass } from "../../pattern/regex/character-class.ts";
import type { RegexProblem } from "../../pattern/regex/problem.ts";

/** An expression with groups, which the pattern language's own dialect does not have. */
export type CheckRegexTree =
  | CharacterSet
  | Anchor
  | { readonly kind: "sequence"; readonly items: readonly CheckRegexTree[] }
  | { readonly kind: "alternatives"; readonly options: readonly CheckRegexTree[] }
  | {
      readonly kind: "repeat";
      readonly operand: CheckRegexTree;
      readonly min: number;
      /** `null` when there is no upper bound. */
      readonly max: number | null;
    };

export interface CheckRegexParse {
  readonly tree: CheckRegexTree;
  /** Empty when the tree is what the source says. */
  readonly problems: readonly string[];
}

/** Characters of an expression, states once its repeats are written out, groups within groups. */
const MAX_LENGTH = 4096;
const MAX_STATES = 2000;
const MAX_REPEAT = 1000;
const MAX_DEPTH = 50;

const ANY_BUT_NEWLINE: CharacterSet = { kind: "set", ranges: [{ from: 10, to: 10 }], negated: true };
const CONTROL: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v" };

/**
 * Reads an expression of a stored check. Look-around and references to groups are problems: they cannot be searched for in
 * linear time.
 *
 * @example
 * parseCheckRegex("(a").problems; // ["a group is never closed, from character 1"]
 */
export function parseCheckRegex(source: string): CheckRegexParse {
  const nothing: CheckRegexTree = { kind: "sequence", items: [] };
  if (source.length > MAX_LENGTH)
    return { tree: nothing, problems: [`the expression is longer than ${MAX_LENGTH} characters`] };
  const cursor: Cursor = { source, at: 0, problems: [] };
  const tree = readAlternatives(cursor, 0);
  if (cursor.at < source.length) cursor.problems.push(`) closes no group, at character ${cursor.at + 1}`);
  const problems = [...cursor.problems];
  if (problems.length === 0 && sizeOf(tree) > MAX_STATES)
    problems.push(`the expression has more than ${MAX_STATES} places once its repeats are written out`);
  return { tree, problems };
}

interface Cursor {
  readonly source: string;
  at: number;
  readonly problems: string[];
}

/** Up to the end or to a parenthesis that closes. */
function readAlternatives(cursor: Cursor, depth: number): CheckRegexTree {
  const options = [readSequence(cursor, depth)];
  while (cursor.source[cursor.at] === "|") {
    cursor.at += 1;
    options.push(readSequence(cursor, depth));
  }
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: "alternatives", options };
}

function readSequence(cursor: Cursor, depth: number): CheckRegexTree {
  const items: CheckRegexTree[] = [];
  for (;;) {
    const char = cursor.source.charAt(cursor.at);
    if (char === "" || char === "|" || char === ")") return { kind: "sequence", items };
    items.push(readRepeat(cursor, readAtom(cursor, depth)));
  }
}

function readAtom(cursor: Cursor, depth: number): CheckRegexTree {
  const { source, at } = cursor;
  const char = source.charAt(at);
  cursor.at += 1;
  switch (char) {
    case "^":
      return { kind: "anchor", at: "start" };
    case "$":
      return { kind: "anchor", at: "end" };
    case ".":
      return ANY_BUT_NEWLINE;
    case "(":
      return readGroup(cursor, depth);
    case "[":
      return taken(cursor, (problems) => readClass(source, at, problems));
    case "\\":
      return readEscape(cursor, at);
    case "*":
    case "+":
    case "?":
      cursor.problems.push(`${char} has nothing to repeat, at character ${at + 1}`);
      return literal(char);
    default: {
      const whole = String.fromCodePoint(source.codePointAt(at) ?? 0);
      cursor.at = at + whole.length;
      return literal(whole);
    }
  }
}

function readGroup(cursor: Cursor, depth: number): CheckRegexTree {
  const open = cursor.at;
  if (cursor.source.startsWith("?:", open)) cursor.at += 2;
  else if (cursor.source.startsWith("?", open)) {
    cursor.problems.push(`a group that begins with (? can only be (?:, at character ${open}`);
    cursor.at = cursor.source.length;
    return ANY_BUT_NEWLINE;
  }
  if (depth >= MAX_DEPTH) {
    cursor.problems.push(`groups are nested deeper than ${MAX_DEPTH}, at character ${open}`);
    cursor.at = cursor.source.length;
    return ANY_BUT_NEWLINE;
  }
  const tree = readAlternatives(cursor, depth + 1);
  if (cursor.source[cursor.at] === ")") cursor.at += 1;
  // After another problem this may be its consequence, and of several groups one is enough to look at.
  else if (cursor.problems.length === 0) cursor.problems.push(`a group is never closed, from character ${open}`);
  return tree;
}

function readEscape(cursor: Cursor, at: number): CheckRegexTree {
  const control = CONTROL[cursor.source.charAt(at + 1)];
  if (control === undefined) return taken(cursor, (problems) => classEscape(cursor.source, at, problems));
  cursor.at = at + 2;
  return literal(control);
}

/** A set of characters as the pattern language reads it. */
function taken(cursor: Cursor, read: (problems: RegexProblem[]) => ReturnType<typeof readClass>): CheckRegexTree {
  const problems: RegexProblem[] = [];
  const { set, end } = read(problems);
  cursor.at = end;
  cursor.problems.push(...problems.map(({ message, start }) => `${message}, at character ${start + 1}`));
  return set;
}

/** `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, each with an optional lazy `?`; any other brace stands for itself. */
function readRepeat(cursor: Cursor, operand: CheckRegexTree): CheckRegexTree {
  const { source, at } = cursor;
  const match = /^(?:[*+?]|\{(\d{1,5})(,?)(\d{0,5})\})\??/.exec(source.slice(at, at + 16));
  if (match === null) return operand;
  const [whole, low, comma, high] = match;
  cursor.at = at + whole.length;
  if (low === undefined)
    return { kind: "repeat", operand, min: whole.startsWith("+") ? 1 : 0, max: whole.startsWith("?") ? 1 : null };
  const min = Number(low);
  const max = comma === "" ? min : high === "" ? null : Number(high);
  if (min > MAX_REPEAT || (max ?? 0) > MAX_REPEAT || (max !== null && min > max))
    cursor.problems.push(`the bounds must be ascending and ${MAX_REPEAT} at most, at character ${at + 1}`);
  return { kind: "repeat", operand, min, max };
}

/** States of the automaton, one at least for each piece. */
function sizeOf(tree: CheckRegexTree): number {
  switch (tree.kind) {
    case "set":
    case "anchor":
      return 1;
    case "sequence":
      return 1 + tree.items.reduce((sum, item) => sum + sizeOf(item), 0);
    case "alternatives":
      return 1 + tree.options.reduce((sum, option) => sum + sizeOf(option), 0);
    case "repeat":
      return (1 + sizeOf(tree.operand)) * Math.max(tree.min, tree.max ?? tree.min + 1, 1);
  }
}
