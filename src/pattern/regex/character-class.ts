import type { CharacterSet, CodePointRange } from "./ast.ts";
import type { RegexProblem } from "./problem.ts";

const DIGIT: readonly CodePointRange[] = [{ from: 48, to: 57 }];
/** Tab, line feed, form feed, carriage return, blank: the set of RE2-like engines. inf */
const SPACE: readonly CodePointRange[] = [
  { from: 9, to: 10 },
  { from: 12, to: 13 },
  { from: 32, to: 32 },
];
/** ASCII only. obs AWS26 re-word-15 does not tell; inf */
const WORD: readonly CodePointRange[] = [
  { from: 48, to: 57 },
  { from: 65, to: 90 },
  { from: 95, to: 95 },
  { from: 97, to: 122 },
];

const MAX_CODE_POINT = 0x10_ffff;

/** The set of one character. */
export function literal(char: string): CharacterSet {
  const code = char.codePointAt(0) ?? 0;
  return { kind: "set", ranges: [{ from: code, to: code }], negated: false };
}

/** What was read, and where it ends. */
export interface CharacterRead {
  readonly set: CharacterSet;
  readonly end: number;
}

/** Reads an escape from its backslash: a class, `\xHH`, or a symbol that stands for itself. */
export function classEscape(source: string, at: number, problems: RegexProblem[]): CharacterRead {
  const char = source.charAt(at + 1);
  const end = at + 2;
  switch (char) {
    case "d":
      return { set: { kind: "set", ranges: DIGIT, negated: false }, end };
    case "D":
      return { set: { kind: "set", ranges: DIGIT, negated: true }, end };
    case "s":
      return { set: { kind: "set", ranges: SPACE, negated: false }, end };
    case "S":
      return { set: { kind: "set", ranges: SPACE, negated: true }, end };
    case "w":
      return { set: { kind: "set", ranges: WORD, negated: false }, end };
    case "W":
      return { set: { kind: "set", ranges: WORD, negated: true }, end };
    case "x":
      return hexEscape(source, at, problems);
    case "":
      problems.push({
        message: "a backslash ends the expression",
        start: at,
        end: at + 1,
        help: "write \\\\ for a backslash",
      });
      return { set: literal("\\"), end: at + 1 };
    default:
      if (/^[A-Za-z0-9]$/.test(char)) {
        problems.push({
          message: `\\${char} is not an escape of this dialect`,
          start: at,
          end,
          help: "the escapes are \\d \\D \\s \\S \\w \\W \\xHH and a backslash before a symbol",
        });
      }
      return { set: literal(char), end };
  }
}

function hexEscape(source: string, at: number, problems: RegexProblem[]): CharacterRead {
  const digits = source.slice(at + 2, at + 4);
  if (!/^[0-9A-Fa-f]{2}$/.test(digits)) {
    problems.push({
      message: "\\x needs two hexadecimal digits",
      start: at,
      end: at + 2,
      help: "write \\x28 for an opening parenthesis",
    });
    return { set: literal("x"), end: at + 2 };
  }
  const code = Number.parseInt(digits, 16);
  return { set: { kind: "set", ranges: [{ from: code, to: code }], negated: false }, end: at + 4 };
}

/** Reads `[...]` from its opening bracket. A `]` in the first place and a `-` in the last stand for themselves. */
export function readClass(source: string, open: number, problems: RegexProblem[]): CharacterRead {
  let at = open + 1;
  const negated = source[at] === "^";
  if (negated) at += 1;
  const first = at;
  const ranges: CodePointRange[] = [];
  for (;;) {
    const char = source.charAt(at);
    if (char === "") {
      problems.push({
        message: "this class is never closed",
        start: open,
        end: open + 1,
        help: "close it with ], or write \\[ for the character itself",
      });
      break;
    }
    if (char === "]" && at > first) {
      at += 1;
      break;
    }
    const member = readMember(source, at, problems);
    ranges.push(...member.ranges);
    at = member.end;
  }
  return { set: { kind: "set", ranges: mergeRanges(ranges), negated }, end: at };
}

function readMember(
  source: string,
  at: number,
  problems: RegexProblem[],
): { readonly ranges: readonly CodePointRange[]; readonly end: number } {
  if (source.startsWith("[:", at)) {
    problems.push({
      message: "named classes such as [:alpha:] are not supported",
      start: at,
      end: at + 2,
      help: "write the ranges, [A-Za-z]; write \\[ for the character itself",
    });
  }
  const low = readCharacter(source, at, problems);
  const isRange = source[low.end] === "-" && source[low.end + 1] !== "]" && source.charAt(low.end + 1) !== "";
  const from = singleCode(low.set);
  if (!isRange || from === undefined) return { ranges: expand(low.set), end: low.end };
  const high = readCharacter(source, low.end + 1, problems);
  const to = singleCode(high.set);
  if (to === undefined || from > to) {
    problems.push({
      message: to === undefined ? "a range cannot end in a class" : "this range is inverted",
      start: at,
      end: high.end,
      help: "a range goes from the lower character to the higher, as in [a-z]",
    });
    return { ranges: [], end: high.end };
  }
  return { ranges: [{ from, to }], end: high.end };
}

function readCharacter(source: string, at: number, problems: RegexProblem[]): CharacterRead {
  if (source[at] === "\\") return classEscape(source, at, problems);
  return { set: literal(source.charAt(at)), end: at + 1 };
}

function singleCode(set: CharacterSet): number | undefined {
  const [range, ...more] = set.ranges;
  return range !== undefined && more.length === 0 && range.from === range.to && !set.negated ? range.from : undefined;
}

function expand(set: CharacterSet): readonly CodePointRange[] {
  return set.negated ? complement(set.ranges) : set.ranges;
}

function complement(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const gaps: CodePointRange[] = [];
  let next = 0;
  for (const { from, to } of ranges) {
    if (from > next) gaps.push({ from: next, to: from - 1 });
    next = to + 1;
  }
  if (next <= MAX_CODE_POINT) gaps.push({ from: next, to: MAX_CODE_POINT });
  return gaps;
}

/** Sorted and disjoint, so that equal sets are equal trees. */
function mergeRanges(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const merged: CodePointRange[] = [];
  for (const range of [...ranges].sort((left, right) => left.from - right.from)) {
    const last = merged.at(-1);
    if (last !== undefined && range.from <= last.to + 1) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    } else {
      merged.push(range);
    }
  }
  return merged;
}
