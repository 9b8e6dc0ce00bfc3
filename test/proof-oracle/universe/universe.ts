import type { DelimitedPattern, FilterPattern, JsonPattern } from "../../../src/pattern/ast.ts";
import { jsonSpace } from "./json-space.ts";
import { lineSpace } from "./line-space.ts";
import { randomFrom } from "./random.ts";
import { membersOf, type Space } from "./space.ts";
import { textSpace } from "./text-space.ts";

export interface Universe {
  readonly messages: readonly string[];
  /** Every event of the small world that the patterns span is here; else a sample of it. */
  readonly complete: boolean;
}

/** Events that tell the conditions of some patterns apart; the same ones each time. */
export function universeOf(patterns: readonly FilterPattern[], limit: number): Universe {
  const json = patterns.filter((pattern): pattern is JsonPattern => pattern.kind === "json");
  const delimited = patterns.filter((pattern): pattern is DelimitedPattern => pattern.kind === "delimited");
  const text = patterns.filter(({ kind }) => kind === "terms" || kind === "regex");
  const spaces: readonly Space<string>[] = [
    ...(json.length > 0 ? [jsonSpace(json)] : []),
    ...(delimited.length > 0 ? [lineSpace(delimited)] : []),
    ...(text.length > 0 ? [textSpace(text)] : []),
  ];
  const random = randomFrom(JSON.stringify(patterns));
  const messages = spaces.flatMap((space) => membersOf(space, limit, random));
  return { messages: [...new Set([...FIXED, ...messages])], complete: spaces.every(({ size }) => size <= limit) };
}

/** Where families differ: nothing, blanks, no object, an object. */
const FIXED = ["", " ", "[]", "{}", "{"];
