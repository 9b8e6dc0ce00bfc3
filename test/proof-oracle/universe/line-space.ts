import { conditionsOf, type DelimitedPattern, type FieldCondition } from "../../../src/pattern/ast.ts";
import { type Asked, distinctFields } from "./candidates.ts";
import { anyOf, mapped, type Space, tuples, union } from "./space.ts";

const MOST_FIELDS = 5;

/**
 * Lines of up to one field more than the patterns have entries. Fields hold, of all texts that the conditions answer
 * alike, one, and are delimited and separated in different ways.
 */
export function lineSpace(patterns: readonly DelimitedPattern[]): Space<string> {
  const entries = patterns.flatMap((pattern) => pattern.entries);
  const asked = entries.flatMap((entry) => (entry.kind === "field" ? askedOf(conditionsOf(entry.condition)) : []));
  const texts = distinctFields(asked);
  const plain = anyOf([...texts, "z"].filter((text) => text !== "" && !/[ \t]/.test(text)));
  const delimited = anyOf(texts.flatMap((text) => [`"${text}"`, `[${text}]`]));
  const sizes = patterns.map((pattern) => pattern.entries.length);
  const most = Math.min(Math.max(0, ...sizes) + 1, MOST_FIELDS);
  const counts = Array.from({ length: most + 1 }, (_, count) => count);
  return union(
    counts.map((count) =>
      union([lines(plain, [" "], count), lines(union([plain, delimited]), [" ", "", "\t  "], count)]),
    ),
    counts.map((count) => (sizes.includes(count) ? 4 : 1)),
  );
}

/** `count` fields with a separator behind each, and blanks in front or not. */
function lines(field: Space<string>, separators: readonly string[], count: number): Space<string> {
  const separated = mapped(tuples([field, anyOf(separators)]), (parts) => parts.join(""));
  const row = Array.from({ length: count }, (_, index) => (index === count - 1 ? field : separated));
  const ends = anyOf(separators.length > 1 ? ["", " ", "\t"] : [""]);
  return mapped(tuples([ends, ...row, ends]), (parts) => parts.join(""));
}

function askedOf(conditions: readonly FieldCondition[]): readonly Asked[] {
  return conditions.flatMap((condition) => (condition.kind === "compare" ? [condition] : []));
}
