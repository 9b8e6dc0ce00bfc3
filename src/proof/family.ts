import type { DelimitedPattern, FilterPattern, JsonPattern, RegexPattern, TermPattern } from "../pattern/ast.ts";
import type { AskedPattern } from "./asked-pattern.ts";

/** Patterns that look at the raw text of a message. */
export type TextPattern = TermPattern | RegexPattern;

/** Patterns that an event must match, and patterns that it must not. */
export interface Sides<Pattern extends FilterPattern = FilterPattern> {
  readonly must: readonly AskedPattern<Pattern>[];
  readonly mustNot: readonly AskedPattern<Pattern>[];
}

/** The patterns of one question that look at events in the same way. */
export type Family =
  | ({ readonly kind: "json" } & Sides<JsonPattern>)
  | ({ readonly kind: "text" } & Sides<TextPattern>)
  | ({ readonly kind: "delimited" } & Sides<DelimitedPattern>);

/** Patterns that match every message belong to no family. */
export function matchesEverything({ pattern }: AskedPattern): boolean {
  return pattern.kind === "match-all" || (pattern.kind === "delimited" && pattern.entries.length === 0);
}

/** The families that the patterns of a question fall into; patterns that match everything are left out. */
export function familiesOf({ must, mustNot }: Sides): readonly Family[] {
  const families: readonly Family[] = [
    { kind: "json", must: must.filter(isJson), mustNot: mustNot.filter(isJson) },
    { kind: "text", must: must.filter(isText), mustNot: mustNot.filter(isText) },
    { kind: "delimited", must: must.filter(isDelimited), mustNot: mustNot.filter(isDelimited) },
  ];
  return families.filter((family) => family.must.length + family.mustNot.length > 0);
}

function isJson(asked: AskedPattern): asked is AskedPattern<JsonPattern> {
  return asked.pattern.kind === "json";
}

function isText(asked: AskedPattern): asked is AskedPattern<TextPattern> {
  return asked.pattern.kind === "terms" || asked.pattern.kind === "regex";
}

function isDelimited(asked: AskedPattern): asked is AskedPattern<DelimitedPattern> {
  return asked.pattern.kind === "delimited" && !matchesEverything(asked);
}
