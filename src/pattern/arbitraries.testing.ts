import fc from "fast-check";

/** Numbers that tempt to be compared as doubles, texts or with the wrong zero. */
const numbers = [
  "0",
  "-0",
  "0.0",
  "-0.0",
  "1",
  "1.0",
  "1e0",
  "10e-1",
  "100",
  "1e2",
  "1e3",
  "12345678",
  "1.2345678e7",
  "1e7",
  "9999999.0",
  "0.001",
  "0.0001",
  "0.1",
  "0.30000000000000004",
  "9007199254740992",
  "9007199254740993",
  "9007199254740993.0",
  "1e21",
  "1e308",
  "1e309",
  "-1e309",
  "1e-323",
  "1e-999",
  "-1e-999",
  "5e-324",
  "123456789012345678901234567890",
];

const texts = [
  "",
  "a",
  "ab",
  "abab",
  "A",
  "x y",
  "1",
  "1.0",
  "1000.0",
  "1.0E7",
  "true",
  "null",
  "a.b",
  "Infinity",
  "111.111",
  "é",
  "日本",
  "\u{1f600}",
  "\ud800",
  "line\nbreak",
  'quo"te',
  "back\\slash",
];

const keys = ["a", "b", "a.b", "a-b", "__proto__", "constructor", "length", "é"];

const selector = fc
  .tuple(
    fc.constantFrom(...keys.map((key) => `.['${key}']`), ".a", ".b", ".*"),
    fc.array(fc.constantFrom(".a", ".b", "[0]", "[1]", ".['a.b']", ".__proto__"), { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([first, more, wild]) => `$${first}${more.join("")}${wild && first !== ".*" ? "[*]" : ""}`);

const quoted = fc
  .oneof(fc.constantFrom(...texts), fc.string({ unit: fc.constantFrom("a", "b", "*", ".", "1"), maxLength: 6 }))
  .map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`);

const bareNumber = fc.constantFrom(...numbers, "+1", "-1", "01", "1e-5", "1e999999999", "-1e-999999999");

const bareWord = fc.string({ unit: fc.constantFrom("a", "b", "*", ".", "-", "_", "é"), minLength: 1, maxLength: 5 });

/** The inside of `%...%`. */
export const regexSource: fc.Arbitrary<string> = fc
  .array(
    fc
      .tuple(
        fc.constantFrom(
          "a",
          "b",
          ".",
          "[ab]",
          "[^a]",
          "\\d",
          "\\w",
          "\\s",
          "\\S",
          "\\x31",
          "1",
          "\\.",
          "^",
          "$",
          "[a-c-]",
          " ",
        ),
        fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,2}", "{,2}", "{1,}", "*?"),
      )
      .map(([atom, quantifier]) => atom + quantifier),
    { minLength: 1, maxLength: 4 },
  )
  .chain((items) =>
    fc
      .nat({ max: items.length })
      .map((bar) => [...items.slice(0, bar), bar > 0 ? "|" : "", ...items.slice(bar)].join("")),
  );

const value = fc.oneof(
  { weight: 3, arbitrary: bareNumber },
  { weight: 3, arbitrary: quoted },
  { weight: 2, arbitrary: bareWord },
);

const equality = fc.tuple(fc.constantFrom("=", "!="), value).map(([operator, text]) => `${operator} ${text}`);
const ordering = fc
  .tuple(fc.constantFrom("<", ">", "<=", ">="), bareNumber)
  .map(([operator, text]) => `${operator} ${text}`);
const regexTest = fc
  .tuple(fc.constantFrom("=", "!="), regexSource)
  .map(([operator, source]) => `${operator} %${source}%`);

const plainPredicate = fc.oneof(
  { weight: 4, arbitrary: equality },
  { weight: 2, arbitrary: ordering },
  fc.constantFrom("IS TRUE", "IS FALSE", "IS NULL", "is null", "NOT EXISTS"),
);

function joined(condition: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.letrec<{ expression: string; leaf: string; group: string }>((tie) => ({
    expression: fc.oneof({ maxDepth: 3, withCrossShrink: true }, tie("leaf"), tie("group")),
    leaf: condition,
    group: fc
      .tuple(fc.constantFrom("&&", "||"), tie("expression"), tie("expression"), fc.boolean())
      .map(([operator, left, right, wrap]) =>
        wrap ? `(${left} ${operator} ${right})` : `${left}${operator} ${right}`,
      ),
  })).expression;
}

/** JSON patterns; some hold more wildcards or regular expressions than AWS takes, and are refused. */
export const jsonPattern: fc.Arbitrary<string> = joined(
  fc.tuple(selector, fc.oneof({ weight: 8, arbitrary: plainPredicate }, regexTest)).map((parts) => parts.join(" ")),
).map((expression) => `{ ${expression} }`);

const fieldTest = fc.oneof({ weight: 4, arbitrary: equality }, { weight: 2, arbitrary: ordering }, regexTest);

/** Delimited patterns, with up to one `...`. */
export const delimitedPattern: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.option(joined(fieldTest.map((test) => `NAME ${test}`)), { nil: "NAME", freq: 2 }), { maxLength: 4 }),
    fc.option(fc.nat({ max: 4 })),
    fc.nat({ max: 5 }),
  )
  .map(([entries, ellipsisAt, unnamedAt]) => {
    const named = entries.map((entry, index) => (index === unnamedAt ? "" : entry.replaceAll("NAME", `f${index}`)));
    return `[${(ellipsisAt === null ? named : named.toSpliced(ellipsisAt, 0, "...")).join(", ")}]`;
  });

export const termPattern: fc.Arbitrary<string> = fc
  .array(
    fc
      .tuple(fc.constantFrom("", "", "-", "?"), fc.oneof(fc.constantFrom("a", "ab", "1", "é", "a.b"), quoted))
      .map((parts) => parts.join("")),
    { maxLength: 4 },
  )
  .map((terms) => terms.join(" "));

export const anyPattern: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: jsonPattern },
  { weight: 2, arbitrary: delimitedPattern },
  termPattern,
  regexSource.map((source) => `%${source}%`),
);

const jsonText = fc.letrec<{ value: string; scalar: string; array: string; object: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, { weight: 4, arbitrary: tie("scalar") }, tie("array"), tie("object")),
  scalar: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...numbers) },
    { weight: 3, arbitrary: fc.constantFrom(...texts).map((text) => JSON.stringify(text)) },
    fc.constantFrom("true", "false", "null", '"\\u0061"'),
  ),
  array: fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
  // Keys are drawn with repetition: duplicates are wanted.
  object: fc
    .array(fc.tuple(fc.constantFrom(...keys, "a", "a", "b"), tie("value")), { maxLength: 4 })
    .map((fields) => `{${fields.map(([key, item]) => `${JSON.stringify(key)}: ${item}`).join(", ")}}`),
}));

/** JSON objects as text, and now and then something that is none. */
export const jsonEvent: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: jsonText.object },
  jsonText.value,
  jsonText.object.map((text) => ` \n${text}\t`),
  jsonText.object.map((text) => `${text} x`),
);

/** Lines with quotes, brackets, blanks and tabs in every order. */
export const line: fc.Arbitrary<string> = fc
  .array(fc.constantFrom("a", "b", "ab", "1", "1.0", "1e2", " ", "  ", "\t", '"', "[", "]", "é", "\n", "-1"), {
    maxLength: 12,
  })
  .map((pieces) => pieces.join(""));

export const anyEvent: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: jsonEvent },
  { weight: 2, arbitrary: line },
  fc.string({ unit: "binary", maxLength: 10 }),
);

/** Texts near to patterns: what a parser must survive. */
export const patternLikeText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        ..."{}[]()%$.*=!<>&|,\"'\\-?+~:/ \n\t".split(""),
        "$.a",
        "$.['a']",
        "$['a']",
        "[*]",
        "[0]",
        "IS",
        "NOT",
        "EXISTS",
        "NULL",
        "TRUE",
        "AND",
        "OR",
        "1e9",
        "&&",
        "||",
        "==",
        "...",
        "“",
        "’",
        "\u00a0",
        "\\\n",
        "\ud800",
        "é",
      ),
      { maxLength: 25 },
    )
    .chain((parts) =>
      fc
        .constantFrom("%s", "{%s}", "[%s]", "%%s%", "{ $.a = %s }", "[a = %s, b]")
        .map((frame) => frame.replace("%s", () => parts.join(""))),
    ),
);
