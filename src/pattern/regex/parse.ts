import { MAX_REGEX_POSITIONS, MAX_REGEX_REPEAT } from "../limits.ts";
import type { Anchor, CharacterSet, RegexItem, RegexSequence, RegexTree, Repeat } from "./ast.ts";
import { type CharacterRead, classEscape, literal, readClass } from "./character-class.ts";
import type { RegexProblem } from "./problem.ts";

export interface RegexParse {
  readonly tree: RegexTree;
  /** Empty when the tree is what the source says. */
  readonly problems: readonly RegexProblem[];
}

/**
 * Reads an expression whose characters were found to be in the alphabet of the dialect. Everything here that is a
 * problem is what AWS calls a failure to compile.
 */
export function parseRegex(source: string): RegexParse {
  const problems: RegexProblem[] = [];
  const alternatives: RegexSequence[] = [];
  let at = 0;
  for (;;) {
    const sequence = readSequence(source, at, problems);
    alternatives.push(sequence.items);
    at = sequence.end;
    if (source[at] !== "|") break;
    at += 1;
  }
  const tree: RegexTree = { kind: "alternatives", alternatives };
  if (countPositions(tree) > MAX_REGEX_POSITIONS) {
    problems.push({
      message: `the expression has more than ${MAX_REGEX_POSITIONS} positions once its repeats are written out`,
      start: 0,
      end: source.length,
      help: "use smaller bounds",
    });
  }
  return { tree, problems };
}

function countPositions(tree: RegexTree): number {
  return tree.alternatives.flat().reduce((sum, item) => sum + positionsOf(item), 0);
}

function positionsOf(item: RegexItem): number {
  return item.kind === "repeat" ? Math.max(item.min, item.max ?? item.min + 1, 1) : 1;
}

function readSequence(
  source: string,
  from: number,
  problems: RegexProblem[],
): { readonly items: RegexSequence; readonly end: number } {
  const items: RegexItem[] = [];
  let at = from;
  while (at < source.length && source[at] !== "|") {
    const atom = readAtom(source, at, problems);
    at = atom.end;
    const repeat = readQuantifier(source, at, problems);
    if (repeat === undefined) {
      items.push(atom.item);
    } else {
      items.push({ kind: "repeat", operand: atom.item, min: repeat.min, max: repeat.max });
      at = repeat.end;
    }
  }
  return { items, end: at };
}

interface Atom {
  readonly item: CharacterSet | Anchor;
  readonly end: number;
}

const ANY_BUT_NEWLINE: CharacterSet = { kind: "set", ranges: [{ from: 10, to: 10 }], negated: true };

function readAtom(source: string, at: number, problems: RegexProblem[]): Atom {
  const char = source.charAt(at);
  switch (char) {
    case "^":
      return { item: { kind: "anchor", at: "start" }, end: at + 1 };
    case "$":
      return { item: { kind: "anchor", at: "end" }, end: at + 1 };
    case ".":
      return { item: ANY_BUT_NEWLINE, end: at + 1 };
    case "[":
      return atomOf(readClass(source, at, problems));
    case "\\":
      return atomOf(classEscape(source, at, problems));
    case "*":
    case "+":
    case "?":
      problems.push({
        message: `${char} has nothing to repeat`,
        start: at,
        end: at + 1,
        help: `write \\${char} for the character itself`,
      });
      return { item: literal(char), end: at + 1 };
    case "{":
    case "}":
      problems.push({
        message: `${char} is not part of a bound such as {2}, {2,} or {2,5}`,
        start: at,
        end: at + 1,
        help: `write \\${char} for the character itself`,
      });
      return { item: literal(char), end: at + 1 };
    case "]":
      problems.push({
        message: "] closes no class",
        start: at,
        end: at + 1,
        help: "write \\] for the character itself",
      });
      return { item: literal(char), end: at + 1 };
    default:
      return { item: literal(char), end: at + 1 };
  }
}

function atomOf(read: CharacterRead): Atom {
  return { item: read.set, end: read.end };
}

interface Quantifier extends Pick<Repeat, "min" | "max"> {
  readonly end: number;
}

/** `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, `{,m}`, each with an optional lazy `?`. */
function readQuantifier(source: string, at: number, problems: RegexProblem[]): Quantifier | undefined {
  const bounds = readBounds(source, at);
  if (bounds === undefined) return undefined;
  let { end } = bounds;
  if (bounds.min > MAX_REGEX_REPEAT || (bounds.max ?? 0) > MAX_REGEX_REPEAT) {
    problems.push({
      message: `a bound may be ${MAX_REGEX_REPEAT} at most`,
      start: at,
      end,
      help: "use * or + for any number",
    });
    return { min: 0, max: 1, end };
  }
  if (bounds.max !== null && bounds.min > bounds.max) {
    problems.push({
      message: "the bounds are in the wrong order",
      start: at,
      end,
      help: "write the smaller one first",
    });
  }
  if (source[end] === "?") end += 1;
  const next = readBounds(source, end);
  if (next !== undefined) {
    problems.push({
      message: "a quantifier cannot follow a quantifier",
      start: end,
      end: next.end,
      help: "possessive quantifiers such as a++ are not supported",
    });
    end = next.end;
  }
  return { min: bounds.min, max: bounds.max, end };
}

function readBounds(source: string, at: number): Quantifier | undefined {
  switch (source.charAt(at)) {
    case "*":
      return { min: 0, max: null, end: at + 1 };
    case "+":
      return { min: 1, max: null, end: at + 1 };
    case "?":
      return { min: 0, max: 1, end: at + 1 };
    case "{":
      return readBraces(source, at);
    default:
      return undefined;
  }
}

function readBraces(source: string, at: number): Quantifier | undefined {
  const close = source.indexOf("}", at);
  const match = close < 0 ? null : /^([0-9]{0,5})(,?)([0-9]{0,5})$/.exec(source.slice(at + 1, close));
  if (match === null) return undefined;
  const [, low = "", comma = "", high = ""] = match;
  if (low === "" && high === "") return undefined;
  // An omitted lower bound is zero (A13).
  const min = Number(low);
  const max = comma === "" ? min : high === "" ? null : Number(high);
  return { min, max, end: close + 1 };
}
