import { DFA, JS, NFA, type ReadonlyNFA } from "refa";
import type { CharacterSet, RegexItem, RegexSequence, RegexTree } from "../../../src/pattern/regex/ast.ts";
import type { TextTest } from "../../../src/proof/text/classes.ts";

/** The texts that pass a test. `undefined` for an expression whose anchors do not stand at the ends. */
export function languageOf(test: TextTest): ReadonlyNFA | undefined {
  switch (test.kind) {
    case "equals":
      return whole(literal(test.text));
    case "contains":
      return whole(`[^]*${literal(test.text)}[^]*`);
    case "glob":
      return globLanguage(test.parts);
    case "regex": {
      const source = searchSource(test.tree);
      return source === undefined ? undefined : whole(source);
    }
  }
}

/** One of the shortest texts, as code points, that answers the tests of some languages as wanted, if any does. */
export function shortestAnswering(
  languages: readonly ReadonlyNFA[],
  wanted: readonly boolean[],
): readonly number[] | undefined {
  const sides = languages.map((language, index) => (wanted[index] === true ? language : complement(language)));
  const common = sides.reduce((all, side) => NFA.fromIntersection(all, side), whole("[^]*"));
  const [shortest] = common.words();
  return shortest;
}

function complement(language: ReadonlyNFA): ReadonlyNFA {
  const automaton = DFA.fromFA(language);
  automaton.complement();
  return NFA.fromFA(automaton);
}

/** The texts that all of `source` stands for, by refa's own reading of JavaScript's expressions. */
function whole(source: string): NFA {
  const { expression, maxCharacter } = JS.Parser.fromLiteral({ source: `(?:${source})`, flags: "su" }).parse();
  return NFA.fromRegex(expression, { maxCharacter });
}

/** A1: the first part, then each of the others with what stands in front of its first occurrence. */
function globLanguage([first = "", ...later]: readonly string[]): ReadonlyNFA {
  const language = whole(literal(first));
  for (const [index, part] of later.entries()) {
    const isLast = index === later.length - 1;
    if (part === "") language.append(whole(isLast ? "[^]*" : ""));
    else
      language.append(
        NFA.fromIntersection(whole(`[^]*${literal(part)}`), complement(whole(`[^]*${literal(part)}[^]+`))),
      );
  }
  return language;
}

function searchSource({ alternatives }: RegexTree): string | undefined {
  const sources = alternatives.map(sequenceSource);
  return sources.includes(undefined) ? undefined : sources.join("|");
}

function sequenceSource(sequence: RegexSequence): string | undefined {
  const isAnchor = (item: RegexItem | undefined, at: "start" | "end"): boolean =>
    item?.kind === "anchor" && item.at === at;
  const from = isAnchor(sequence[0], "start") ? 1 : 0;
  const to = sequence.length > from && isAnchor(sequence.at(-1), "end") ? sequence.length - 1 : sequence.length;
  const items = sequence.slice(from, to).map(itemSource);
  if (items.includes(undefined)) return undefined;
  return [from === 1 ? "" : "[^]*", ...items, to < sequence.length ? "" : "[^]*"].join("");
}

function itemSource(item: RegexItem): string | undefined {
  switch (item.kind) {
    case "anchor":
      return undefined;
    case "set":
      return setSource(item);
    case "repeat":
      return item.operand.kind === "set"
        ? `${setSource(item.operand)}{${item.min},${item.max === null ? "" : item.max}}`
        : undefined;
  }
}

function setSource({ ranges, negated }: CharacterSet): string {
  const members = ranges.map(({ from, to }) => `${escape(from)}-${escape(to)}`);
  return `[${negated ? "^" : ""}${members.join("")}]`;
}

function literal(text: string): string {
  return Array.from(text, (character) => escape(character.codePointAt(0) ?? 0)).join("");
}

function escape(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
