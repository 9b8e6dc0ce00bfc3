import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyEvent, anyPattern, patternLikeText, regexSource } from "./arbitraries.testing.ts";
import { awsErrorText } from "./diagnostics.ts";
import { explainPattern } from "./explain.ts";
import { MAX_PATTERN_LENGTH } from "./limits.ts";
import { compilePattern } from "./match.ts";
import { compileNaive } from "./naive.ts";
import { naiveSearch } from "./naive-regex.ts";
import { parsePattern } from "./parse.ts";
import { printPattern } from "./print.ts";
import { compileRegex } from "./regex/machine.ts";
import { parseRegex } from "./regex/parse.ts";
import { renderDiagnostics } from "./render.ts";

describe("parsePattern", () => {
  it("never throws, and tells flaws in order, inside the text, in words", () => {
    fc.assert(
      fc.property(fc.oneof(patternLikeText, anyPattern), (text) => {
        const parsed = parsePattern(text);
        if (parsed.ok) return;
        expect(parsed.diagnostics.length).toBeGreaterThan(0);
        let before = 0;
        for (const { span, message, awsMessage } of parsed.diagnostics) {
          expect(span.start).toBeGreaterThanOrEqual(before);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(message).not.toBe("");
          expect(awsMessage).not.toBe("");
          before = span.start;
        }
        expect(awsErrorText(text, parsed.diagnostics)).not.toBe("");
        expect(renderDiagnostics(text, parsed.diagnostics)).toContain("^");
      }),
      { numRuns: 3000 },
    );
  });

  it("places every node inside the text", () => {
    fc.assert(
      fc.property(anyPattern, (text) => {
        const parsed = parsePattern(text);
        fc.pre(parsed.ok);
        for (const { start, end } of parsed.spans.values()) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe("printPattern", () => {
  it("prints what reads back as an equal pattern, and prints that the same", () => {
    fc.assert(
      fc.property(fc.oneof(anyPattern, patternLikeText), (text) => {
        const parsed = parsePattern(text);
        if (!parsed.ok) return;
        const printed = printPattern(parsed.pattern);
        const again = parsePattern(printed);
        expect(again.ok && again.pattern).toEqual(parsed.pattern);
        expect(again.ok && printPattern(again.pattern)).toBe(printed);
      }),
      { numRuns: 3000 },
    );
  });

  it("never grows a pattern beyond the limit", () => {
    fc.assert(
      fc.property(anyPattern, (text) => {
        const conditions = text.startsWith("{") && text.endsWith("}") ? text.slice(1, -1).replaceAll(" ", "") : "$.a=1";
        const times = Math.floor((MAX_PATTERN_LENGTH - 2) / (conditions.length + 2));
        const long = `{${Array.from({ length: times }, () => conditions).join("||")}}`;
        const parsed = parsePattern(long);
        if (!parsed.ok) return;
        expect(printPattern(parsed.pattern).length).toBeLessThanOrEqual(MAX_PATTERN_LENGTH);
      }),
    );
  });
});

describe("the fast matcher", () => {
  it("agrees with the naive interpreter", () => {
    fc.assert(
      fc.property(anyPattern, fc.array(anyEvent, { minLength: 1, maxLength: 8 }), (text, events) => {
        const parsed = parsePattern(text);
        if (!parsed.ok) return;
        const match = compilePattern(parsed.pattern);
        const naive = compileNaive(parsed.pattern);
        expect(events.map((event) => match(event).matched)).toEqual(events.map((event) => naive(event)));
      }),
      { numRuns: 6000 },
    );
  });

  it("agrees with the explanation", () => {
    fc.assert(
      fc.property(anyPattern, anyEvent, (text, event) => {
        const parsed = parsePattern(text);
        if (!parsed.ok) return;
        const explanation = explainPattern(parsed.pattern, event);
        expect(explanation.root.matched).toBe(explanation.matched);
        expect(explanation.matched).toBe(compilePattern(parsed.pattern)(event).matched);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the regular expression machine", () => {
  it("agrees with the naive search", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "1", ".", " ", "\n", "é", "\u{1f600}"), maxLength: 10 });
    fc.assert(
      fc.property(regexSource, fc.array(text, { maxLength: 5 }), (source, subjects) => {
        const { tree, problems } = parseRegex(source);
        fc.pre(problems.length === 0);
        const { search } = compileRegex(tree);
        expect(subjects.map((subject) => search(subject))).toEqual(
          subjects.map((subject) => naiveSearch(tree, subject)),
        );
      }),
      { numRuns: 3000 },
    );
  });
});
