import { describe, expect, it } from "vitest";
import { awsErrorText, type Diagnostic, type DiagnosticCode, GENERAL_AWS_MESSAGE } from "./diagnostics.ts";
import { parsePattern } from "./parse.ts";
import { renderDiagnostics } from "./render.ts";

function diagnose(text: string): readonly Diagnostic[] {
  const parsed = parsePattern(text);
  return parsed.ok ? [] : parsed.diagnostics;
}

function codes(text: string): readonly DiagnosticCode[] {
  return diagnose(text).map((diagnostic) => diagnostic.code);
}

/** What people really write; the fix, where one is certain, and what AWS says. */
const flaws: readonly (readonly [string, DiagnosticCode, string | undefined, string])[] = [
  ["{ $.a == 1 }", "pattern/unknown-operator", "{ $.a = 1 }", GENERAL_AWS_MESSAGE],
  ["{ $.a <> 1 }", "pattern/unknown-operator", "{ $.a != 1 }", GENERAL_AWS_MESSAGE],
  ["{ $.a = 1 & $.b = 2 }", "pattern/unknown-operator", "{ $.a = 1 && $.b = 2 }", GENERAL_AWS_MESSAGE],
  ["{ $.a =~ %x% }", "pattern/unknown-operator", undefined, "Invalid character(s) in term '~'"],
  ["{ $.a IN (1) }", "pattern/unknown-operator", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a NOT NULL }", "pattern/unknown-operator", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a = 1 AND $.b = 2 }", "pattern/word-operator", "{ $.a = 1 && $.b = 2 }", GENERAL_AWS_MESSAGE],
  ["{ $.a = 1 or $.b = 2 }", "pattern/word-operator", "{ $.a = 1 || $.b = 2 }", GENERAL_AWS_MESSAGE],
  ["{ ($.a = 1 && $.b = 2 }", "pattern/unclosed-paren", "{ ($.a = 1 && $.b = 2) }", GENERAL_AWS_MESSAGE],
  ["{ ($.a = 1 && $.b = 2 || $.c = 3 }", "pattern/unclosed-paren", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a = 1) }", "pattern/unopened-paren", "{ $.a = 1 }", GENERAL_AWS_MESSAGE],
  [
    "{ $.a = 1 && \\\n $.b = 2 }",
    "pattern/backslash-newline",
    "{ $.a = 1 && $.b = 2 }",
    "Invalid character(s) in term '\\'",
  ],
  [
    "{ $.a = 1 && \\\r\n $.b = 2 }",
    "pattern/backslash-newline",
    "{ $.a = 1 && $.b = 2 }",
    "Invalid character(s) in term '\\'",
  ],
  ["ERROR \\\n  timeout", "pattern/backslash-newline", "ERROR timeout", "Invalid character(s) in term '\\'"],
  ["{ $.a = “x y” }", "pattern/typographic-quote", '{ $.a = "x y" }', "Invalid character(s) in term '?'"],
  ["“x y”", "pattern/typographic-quote", '"x y"', "Invalid character(s) in term '?'"],
  ["{ $.[‘a b’] = 1 }", "pattern/typographic-quote", "{ $.['a b'] = 1 }", "Invalid character(s) in term '?'"],
  ["{ $.a =\u00a01 }", "pattern/no-break-space", "{ $.a = 1 }", "Invalid character(s) in term '?'"],
  ["{ $['a'] = 1 }", "pattern/bracket-after-dollar", "{ $.a = 1 }", "Invalid character(s) in term '$['"],
  ["{ $['a.b'].c = 1 }", "pattern/bracket-after-dollar", "{ $.['a.b'].c = 1 }", "Invalid character(s) in term '$['"],
  ["{ $[0] = 1 }", "pattern/bracket-after-dollar", undefined, "Invalid character(s) in term '$['"],
  ['{ $.["a"] = 1 }', "pattern/double-quoted-key", "{ $.a = 1 }", "Invalid character(s) in term '$.[\"'"],
  ['{ $."a b" = 1 }', "pattern/double-quoted-key", "{ $.['a b'] = 1 }", "Invalid character(s) in term '$.\"'"],
  ["{ $ = 1 }", "pattern/bad-selector", undefined, "Invalid character(s) in term '$ '"],
  ["{ $.a[-1] = 1 }", "pattern/bad-selector", undefined, "Invalid character(s) in term '[-'"],
  [
    "{ $.a[*].b[*] = 1 }",
    "pattern/too-many-wildcards",
    undefined,
    "Your filter pattern has a JSON path selector that exceeds the maximum of 1 wildcard allowed per json selector.",
  ],
  ["{ a = 1 }", "pattern/missing-dollar", "{ $.a = 1 }", GENERAL_AWS_MESSAGE],
  ["{ $.a IS NOT NULL }", "pattern/is-not", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a EXISTS }", "pattern/exists", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a = null }", "pattern/bare-null", "{ $.a IS NULL }", GENERAL_AWS_MESSAGE],
  ["{ $.a=NULL }", "pattern/bare-null", "{ $.a IS NULL }", GENERAL_AWS_MESSAGE],
  ["{ $.a != null }", "pattern/bare-null", undefined, GENERAL_AWS_MESSAGE],
  ["{ !($.a = 1) }", "pattern/no-negation", undefined, GENERAL_AWS_MESSAGE],
  ["{ NOT ($.a = 1) }", "pattern/no-negation", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a = 'x' }", "pattern/single-quote", '{ $.a = "x" }', "Invalid character(s) in term '''"],
  ["{ $.a = a:b }", "pattern/bad-character", '{ $.a = "a:b" }', "Invalid character(s) in term ':'"],
  ["{ $.a = /x/y }", "pattern/bad-character", '{ $.a = "/x/y" }', "Invalid character(s) in term '/'"],
  ['{ $.a > "5" }', "pattern/ordering-needs-number", "{ $.a > 5 }", "Invalid character(s) in term '\"5\"'"],
  ["{ $.a > five }", "pattern/ordering-needs-number", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a = 1 $.b = 2 }", "pattern/missing-operator", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a = x y }", "pattern/unexpected-text", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a = }", "pattern/missing-value", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a = $.b }", "pattern/missing-value", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a = 1 && }", "pattern/missing-condition", undefined, GENERAL_AWS_MESSAGE],
  ["{ $.a = 1e2147483648 }", "pattern/number-range", undefined, GENERAL_AWS_MESSAGE],
  [" { $.a = 1 }", "pattern/blank-outside", "{ $.a = 1 }", "Invalid character(s) in term '{'"],
  ["{ $.a = 1 }\n", "pattern/blank-outside", "{ $.a = 1 }", "If a filter pattern starts with '{' it must end with '}'"],
  ["{ $.a = 1", "pattern/unclosed-brace", undefined, "If a filter pattern starts with '{' it must end with '}'"],
  ["[a, b", "pattern/unclosed-bracket", undefined, "If a filter pattern starts with '[' it must end with ']'"],
  ["%a", "pattern/unclosed-regex", undefined, "If a filter pattern starts with '%' it must end with '%'"],
  ["%(a)%", "pattern/regex-group", undefined, "Invalid character(s) in term '%('"],
  ["%a!%", "pattern/regex-character", undefined, "Invalid character(s) in term '%a!'"],
  ["%a% %b%", "pattern/text-after-regex", undefined, "Invalid character(s) in term ' '"],
  ["%a++%", "pattern/regex-syntax", undefined, "Failed to compile regular expression."],
  ["%%", "pattern/empty-regex", undefined, "Invalid character(s) in term '%%'"],
  ["{ $.a = %b }", "pattern/unclosed-regex", undefined, GENERAL_AWS_MESSAGE],
  ["ERROR %WARN%", "pattern/regex-in-terms", undefined, "Invalid character(s) in term '%'"],
  ['ERROR "open', "pattern/unclosed-quote", undefined, "Invalid character(s) in term '\"open'"],
  ['""', "pattern/empty-term", undefined, "Invalid character(s) in term '\"\"'"],
  ['"a"b', "pattern/text-after-quote", '"\\"a\\"b"', GENERAL_AWS_MESSAGE],
  ['level":"error', "pattern/text-after-quote", '"level\\":\\"error"', GENERAL_AWS_MESSAGE],
  ['- "x"', "pattern/lone-sign", undefined, GENERAL_AWS_MESSAGE],
  [
    "[a = 1 || b = 2]",
    "pattern/several-names",
    undefined,
    "Multiple variables used in a single filter. Var1 : a, Var2 : b",
  ],
  ["[a, b, a]", "pattern/duplicate-field", undefined, "Duplicate field 'a'"],
  ["[..., a, ...]", "pattern/duplicate-field", undefined, "Duplicate field '...'"],
  ["[1a]", "pattern/bad-field-name", undefined, "Invalid character(s) in term '1a'"],
  ["[$a]", "pattern/bad-character", undefined, "Invalid character(s) in term '$'"],
  ["[a IS NULL]", "pattern/json-only-condition", undefined, GENERAL_AWS_MESSAGE],
  ["[a] || [b]", "pattern/several-lists", undefined, GENERAL_AWS_MESSAGE],
  [
    "[a=%x%, b=%y%, c=%z%]",
    "pattern/too-many-regexes",
    undefined,
    "Your input has exceeded the maximum of 2 regular expressions per filter pattern.",
  ],
  [
    "{ $.a.* = 1 || $.b.* = 1 || $.c.* = 1 || $.d.* = 1 }",
    "pattern/too-many-wildcard-selectors",
    undefined,
    GENERAL_AWS_MESSAGE,
  ],
];

describe("a flaw", () => {
  it.each(flaws)("in %j is told as %s", (text, code, _fix, aws) => {
    const diagnostics = diagnose(text);
    expect(diagnostics[0]?.code).toBe(code);
    expect(awsErrorText(text, diagnostics)).toBe(aws);
  });

  it.each(flaws.filter(([, , fix]) => fix !== undefined))("in %j has a fix that reads well", (text, _code, fix) => {
    const [first] = diagnose(text);
    expect(first?.fix?.replacement).toBe(fix);
    expect(parsePattern(fix ?? "").ok).toBe(true);
  });

  it.each(flaws.filter(([, , fix]) => fix === undefined))("in %j has no fix that is certain", (text) => {
    expect(diagnose(text)[0]?.fix).toBeUndefined();
  });
});

describe("diagnostics", () => {
  it("tell all flaws of a pattern, in order", () => {
    expect(codes("{ $.a == 1 AND $['b'] = null || $.c > x && ($.d IS NOT TRUE }")).toEqual([
      "pattern/unknown-operator",
      "pattern/word-operator",
      "pattern/bracket-after-dollar",
      "pattern/bare-null",
      "pattern/ordering-needs-number",
      "pattern/unclosed-paren",
      "pattern/is-not",
    ]);
  });

  it("tell one flaw once", () => {
    expect(codes("{ $.a IN (1, 2, 3) }").filter((code) => code !== "pattern/bad-character")).toEqual([
      "pattern/unknown-operator",
    ]);
    expect(codes("{ $.a = “x y z” && $.b = 1 }")).toEqual(["pattern/typographic-quote"]);
  });

  it("repeat a pattern that is too long, as AWS does, and say nothing else", () => {
    const text = "(".repeat(1025);
    expect(codes(text)).toEqual(["pattern/too-long"]);
    expect(awsErrorText(text, diagnose(text))).toBe(
      `1 validation error detected: Value '${text}' at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to 1024`,
    );
  });

  it("are not there for a pattern of full length and full depth", () => {
    const nested = `{${"(".repeat(508)}$.a=1${")".repeat(508)}}`;
    expect(nested.length).toBeLessThanOrEqual(1024);
    expect(codes(nested)).toEqual([]);
  });

  it("name the first flaw that AWS meets, not the first in the text", () => {
    const text = "[a = 1 && b = 2, c = x:y]";
    expect(awsErrorText(text, diagnose(text))).toBe("Invalid character(s) in term ':'");
  });

  it("must not be empty for an error text", () => {
    expect(() => awsErrorText("ERROR", [])).toThrow(RangeError);
  });
});

describe("renderDiagnostics", () => {
  it("points at the place on its line", () => {
    const text = '{ $.a = "x" &&\n  $.b == 1 }';
    expect(renderDiagnostics(text, diagnose(text))).toBe(
      [
        "error[pattern/unknown-operator]: == is not an operator",
        "  |",
        "2 |   $.b == 1 }",
        "  |       ^^",
        "  = help: the operators are = != < > <= >= && ||, IS TRUE, IS FALSE, IS NULL and NOT EXISTS",
        "  = fix: write =:",
        '    { $.a = "x" &&',
        "      $.b = 1 }",
        "",
        "AWS would say: Invalid metric filter pattern",
        "",
      ].join("\n"),
    );
  });

  it("counts characters, not code units, before the caret", () => {
    const text = '{ $.a = "\u{1f600}" == }';
    const [, , line = "", caret = ""] = renderDiagnostics(text, diagnose(text)).split("\n");
    expect(Array.from(line)[caret.indexOf("^")]).toBe("=");
  });

  it("shows only the surroundings in a long line", () => {
    const text = `${"a ".repeat(450)}* ${"b ".repeat(50)}`;
    const lines = renderDiagnostics(text, diagnose(text)).split("\n");
    expect(lines[2]?.length).toBeLessThan(200);
    expect(lines[2]?.[lines[3]?.indexOf("^") ?? 0]).toBe("*");
  });

  it("is empty without diagnostics", () => {
    expect(renderDiagnostics("ERROR", [])).toBe("");
  });
});
