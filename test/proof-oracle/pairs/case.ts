import fc from "fast-check";
import type { FilterPattern } from "../../../src/pattern/ast.ts";
import { parsePattern } from "../../../src/pattern/parse.ts";
import { jsonPair } from "./json-pairs.ts";
import { linePair } from "./line-pairs.ts";
import { textPair } from "./text-pairs.ts";

export interface ReadPattern {
  readonly text: string;
  readonly pattern: FilterPattern;
}

/** Patterns to ask questions about. */
export interface Case {
  readonly first: ReadPattern;
  readonly second: ReadPattern;
  /** Here and there one that the other two may cover. */
  readonly third: ReadPattern | undefined;
}

/** Half of a surrogate pair: out of reach of proofs, which are about whole characters. */
const HALF_A_CHARACTER = /[\ud800-\udfff]/u;

/** Patterns of different families, which are decided together only where one family alone settles it. */
const mixed = fc
  .tuple(jsonPair, textPair, linePair, fc.nat(3))
  .map(([[json], [text], [line], how]): readonly [string, string] => {
    const first = how % 2 === 0 ? json : text;
    return how < 2 ? [first, ""] : [first, line];
  });

function caseOf(pair: fc.Arbitrary<readonly [string, string]>): fc.Arbitrary<Case> {
  const third = fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: pair.map(([text]) => text) },
  );
  return fc
    .tuple(pair, third)
    .map(([texts, third]) => [...texts, ...(third === undefined ? [] : [third])].map(readPattern))
    .map(([first, second, third]) => ({ first, second, third }))
    .filter(isCase);
}

/** Patterns that the parser takes, two or three of a family. */
export const anyCase: fc.Arbitrary<Case> = fc.oneof(
  { weight: 340, arbitrary: caseOf(jsonPair) },
  { weight: 120, arbitrary: caseOf(textPair) },
  { weight: 100, arbitrary: caseOf(linePair) },
  { weight: 1, arbitrary: caseOf(mixed) },
);

function readPattern(text: string): ReadPattern | undefined {
  const parsed = HALF_A_CHARACTER.test(text) ? undefined : parsePattern(text);
  return parsed?.ok === true ? { text, pattern: parsed.pattern } : undefined;
}

function isCase(read: { readonly [Key in keyof Case]: Case[Key] | undefined }): read is Case {
  return read.first !== undefined && read.second !== undefined;
}
