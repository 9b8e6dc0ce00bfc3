import type { FilterPattern } from "../../../src/pattern/ast.ts";
import type { RegexTree } from "../../../src/pattern/regex/ast.ts";
import { regexMembers } from "./regex-members.ts";
import { anyOf, mapped, type Space, tuples, union } from "./space.ts";

const MAX_LETTERS = 6;
const MAX_PIECES = 16;

/** Short words of the patterns' own letters, and their terms and what their expressions find, in a row. */
export function textSpace(patterns: readonly FilterPattern[]): Space<string> {
  const pieces = [...new Set(patterns.flatMap(piecesOf))].slice(0, MAX_PIECES);
  const named = patterns.flatMap((pattern) => (pattern.kind === "regex" ? lettersOf(pattern.regex.tree) : []));
  const letters = [...new Set([...named, ...pieces.flatMap((piece) => Array.from(piece)), "z"])].slice(0, MAX_LETTERS);
  return union([
    words(letters, 2),
    words([...pieces, "z", "\n"], 1),
    words(letters, 4),
    words([...pieces, "z", "\n"], 3),
  ]);
}

/** Of up to `length` parts. */
function words(parts: readonly string[], length: number): Space<string> {
  const part = anyOf(["", ...parts]);
  return mapped(tuples(Array.from({ length }, () => part)), (chosen) => chosen.join(""));
}

function piecesOf(pattern: FilterPattern): readonly string[] {
  switch (pattern.kind) {
    case "terms": {
      const required = pattern.terms.filter(({ role }) => role === "required").map(({ text }) => text);
      return [required.join(""), ...pattern.terms.flatMap(({ text }) => [text, text.slice(1), text.slice(0, -1)])];
    }
    case "regex":
      return regexMembers(pattern.regex.tree);
    case "match-all":
    case "json":
    case "delimited":
      return [];
  }
}

/** The characters that an expression names, ranges by their first. */
function lettersOf(tree: RegexTree): readonly string[] {
  return tree.alternatives.flat().flatMap((item) => {
    const set = item.kind === "repeat" ? item.operand : item;
    return set.kind === "set" ? set.ranges.map(({ from }) => String.fromCodePoint(from)) : [];
  });
}
