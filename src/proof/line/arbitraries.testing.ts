import fc from "fast-check";
import { parsePattern } from "../../pattern/parse.ts";
import type { AskedPattern } from "../asked-pattern.ts";
import type { Sides } from "../family.ts";

/** Characters that lines are made of: of words, of numbers, and all that takes fields apart. */
export const LINE_CHARACTERS = ["a", "1", "0", " ", '"', "[", "]", "."];

/** All texts over some characters up to a length, shorter ones first. */
export function allTexts(characters: readonly string[], length: number): readonly string[] {
  const texts = [""];
  for (let left = length, from = 0; left > 0; left -= 1) {
    const to = texts.length;
    for (const text of texts.slice(from)) for (const char of characters) texts.push(text + char);
    from = to;
  }
  return texts;
}

const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...LINE_CHARACTERS, "a", "1", "e"), maxLength });

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

const glob = fc.tuple(fc.constantFrom("", "*"), text(2), fc.constantFrom("", "*", "*1", "*a*"));

const regex = fc
  .tuple(
    fc.constantFrom("", "^"),
    fc.constantFrom("a", "1", "[01]", ".", "\\d", "[^a]", "\\s", "\\S"),
    fc.constantFrom("", "*", "+", "?"),
    fc.constantFrom("", "a", "1", "\\."),
    fc.constantFrom("", "$"),
  )
  .map((parts) => `%${parts.join("")}%`);

const value = fc.oneof(
  text(4).map(quoted),
  glob.map((parts) => quoted(parts.join(""))),
  regex,
  fc.constantFrom("0", "1", "10", "0.1", "1.0", "1e1", "-1", "100", "1e-1", "1e309", "1e999999999"),
);

const comparison = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom("=", "!="), value) },
  fc.tuple(fc.constantFrom("<", ">", "<=", ">="), fc.constantFrom("0", "1", "10", "0.1", "1.5", "-1")),
);

/** `NAME` stands for the name of the field. */
const condition = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom("", "NAME") },
  { weight: 4, arbitrary: comparison.map((parts) => `NAME ${parts.join(" ")}`) },
  fc
    .tuple(comparison, fc.constantFrom("&&", "||"), comparison)
    .map(([left, joint, right]) => `NAME ${left.join(" ")} ${joint} NAME ${right.join(" ")}`),
);

const delimited = fc
  .tuple(fc.array(condition, { minLength: 1, maxLength: 3 }), fc.option(fc.nat({ max: 3 }), { freq: 2 }))
  .map(([conditions, ellipsisAt]) => {
    const entries = conditions.map((each, index) => each.replaceAll("NAME", `f${index}`));
    return `[${(ellipsisAt === null ? entries : entries.toSpliced(ellipsisAt, 0, "...")).join(", ")}]`;
  });

const term = fc
  .tuple(fc.constantFrom("", "", "-", "?"), text(2))
  .map(([role, word]) => role + quoted(word === "" ? "a" : word));

const terms = fc.array(term, { minLength: 1, maxLength: 3 }).map((each) => each.join(" "));

/** Parses; patterns that AWS would refuse are left out, and those that match everything. */
function asked<Kind extends AskedPattern["pattern"]["kind"]>(
  texts: fc.Arbitrary<string>,
  ...kinds: readonly Kind[]
): fc.Arbitrary<AskedPattern<Extract<AskedPattern["pattern"], { readonly kind: Kind }>>> {
  return texts
    .map((spelled) => {
      const parsed = parsePattern(spelled);
      return parsed.ok && isOf(parsed.pattern, kinds) ? { text: spelled, pattern: parsed.pattern } : undefined;
    })
    .filter((pattern) => pattern !== undefined);
}

function isOf<Kind extends AskedPattern["pattern"]["kind"]>(
  pattern: AskedPattern["pattern"],
  kinds: readonly Kind[],
): pattern is Extract<AskedPattern["pattern"], { readonly kind: Kind }> {
  return kinds.some((kind) => kind === pattern.kind);
}

function sidesOf<Pattern extends AskedPattern["pattern"]>(
  pattern: fc.Arbitrary<AskedPattern<Pattern>>,
): fc.Arbitrary<Sides<Pattern>> {
  return fc.oneof(
    fc.record({ must: fc.tuple(pattern), mustNot: fc.constant([]) }),
    fc.record({ must: fc.constant([]), mustNot: fc.tuple(pattern) }),
    fc.record({ must: fc.tuple(pattern, pattern), mustNot: fc.constant([]) }),
    fc.record({ must: fc.tuple(pattern), mustNot: fc.tuple(pattern) }),
    fc.record({ must: fc.tuple(pattern), mustNot: fc.tuple(pattern, pattern) }),
  );
}

/** Questions of every sort about delimited patterns. */
export const lineSides = sidesOf(asked(delimited, "delimited"));

/** Questions of every sort about terms and regular expressions. */
export const textSides = sidesOf(asked(fc.oneof({ weight: 2, arbitrary: terms }, regex), "terms", "regex"));
