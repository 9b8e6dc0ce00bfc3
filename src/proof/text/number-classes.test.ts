import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Decimal, parseDecimal } from "../../pattern/decimal.ts";
import { eventNumber } from "../../pattern/number-text.ts";
import { DEFAULT_BUDGET } from "../budget.ts";
import { ordersTo } from "./class-table.ts";
import type { TextTest } from "./classes.ts";
import { numberClasses, walkedNumberClasses } from "./number-classes.ts";
import { classesIn, examples, keyOf, textTests, wordsUpTo } from "./oracle.testing.ts";
import { textMatcher } from "./text-matcher.ts";

const spellings = [
  "0",
  "1",
  "-1",
  "10",
  "100",
  "1.5",
  "-0.25",
  "0.001",
  "0.0001",
  "9999999.5",
  "1e7",
  "12345678",
  "0.1",
  "9007199254740992",
  "9007199254740993",
  "1e21",
  "1e308",
  "1e309",
  "-1e309",
  "5e-324",
  "1e-400",
  "1e999999999",
  "-1e-999999999",
];
const decimals = fc.array(fc.constantFrom(...spellings).map(decimalOf), { maxLength: 3 });

function decimalOf(text: string): Decimal {
  return parseDecimal(text) ?? { negative: false, digits: "", exponent: 0 };
}

/** Numbers of events in many shapes, near to the decimals above. */
const lexemes = [
  ...wordsUpTo(4, ["0", "1", "5", "-", ".", "e"]).filter((word) => /^-?(0|[1-9]\d*)(\.\d+)?(e-?\d+)?$/.test(word)),
  ...spellings,
  "-0.0",
  "0.10000000000000002",
  "0.09999999999999999",
  "9007199254740993.0",
  "9007199254740994",
  "9007199254740991.5",
  "1.0000000000000001",
  "4.9e-324",
  "1e-323",
  "-5e-324",
  "1.7976931348623157e308",
  "-1e999",
  "9999999.0",
  "10000000.0",
  "1.2345678e7",
].filter((lexeme) => lexeme.length < 40 && !lexeme.includes("999999999e") && !/e-?9{9}/.test(lexeme));

describe("classes of the numbers of events", () => {
  it("are all answers that numbers have, and every example answers as its class does", () => {
    fc.assert(
      fc.property(decimals, textTests("0", "1", ".", "E", "-"), (constants, tests) => {
        const found = numberClasses(constants, tests, DEFAULT_BUDGET);
        expect(found.kind).toBe("classes");
        const classes = classesIn(found);
        const keys = new Set(classes.map(keyOf));
        const asked = tests.map(textMatcher);
        const answer = (lexeme: string) => {
          const { text, decimal } = eventNumber(lexeme);
          return keyOf({ holds: asked.map((passes) => passes(text)), orders: ordersTo(constants, decimal) });
        };
        expect(
          classes.filter((found) => found.example !== undefined && answer(found.example) !== keyOf(found)),
        ).toEqual([]);
        expect(lexemes.filter((lexeme) => !keys.has(answer(lexeme)))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("on the line are those that a walk over all texts finds, with examples no longer", () => {
    const spelled = fc.constantFrom(...lexemes.map((lexeme) => eventNumber(lexeme).text), "", "x", "1.", "Infinity");
    const closed: fc.Arbitrary<TextTest> = fc.oneof(
      spelled.map((text): TextTest => ({ kind: "equals", text })),
      fc.constantFrom<TextTest>(
        { kind: "glob", parts: ["", ""] },
        { kind: "glob", parts: ["", "y"] },
        { kind: "contains", text: "In" },
      ),
    );
    fc.assert(
      fc.property(decimals, fc.array(closed, { maxLength: 4 }), (constants, tests) => {
        const walked = examples(walkedNumberClasses(constants, tests, DEFAULT_BUDGET));
        const onLine = examples(numberClasses(constants, tests, DEFAULT_BUDGET));
        // What a walk leaves open the line may settle either way.
        expect([...onLine.keys()].filter((key) => !walked.has(key))).toEqual([]);
        const worse = [...walked].filter(([key, example]) => {
          const found = onLine.get(key);
          return example !== undefined && (found === undefined || found.length > example.length);
        });
        expect(worse).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("have the shortest example of all spellings", () => {
    const only = (low: string, high: string) =>
      classesIn(numberClasses([decimalOf(low), decimalOf(high)], [], DEFAULT_BUDGET)).find(
        ({ orders }) => orders.join() === "greater,less",
      )?.example;
    expect(only("999999", "1000001")).toBe("1e6");
    expect(only("0.00001", "0.0003")).toBe("2e-5");
    expect(only("-1000001", "-999999")).toBe("-1e6");
    expect(only("9.5", "10.2")).toBe("10");
    expect(only("1e-400", "1e-330")).toBe(undefined);
  });

  it("know that some numbers are all spelled out", () => {
    const equalTo = (text: string): TextTest => ({ kind: "equals", text });
    const found = classesIn(numberClasses([decimalOf("5")], [equalTo("5"), equalTo("5.0")], DEFAULT_BUDGET));
    expect(found.filter(({ orders }) => orders[0] === "equal").map(({ example }) => example)).toEqual(["5", "5.0"]);
  });

  it("hold no letters but those of Java's texts", () => {
    const found = numberClasses([], [{ kind: "contains", text: "d" }], DEFAULT_BUDGET);
    expect(classesIn(found).map(({ holds, example }) => [...holds, example])).toEqual([[false, "0"]]);
  });

  it("know that no number lies between 2^53 and its successor", () => {
    const found = numberClasses([decimalOf("9007199254740992"), decimalOf("9007199254740993")], [], DEFAULT_BUDGET);
    expect(classesIn(found).map(({ orders }) => orders.join())).not.toContain("greater,less");
  });

  it("know the doubles between two integers, and that none lies between neighbours", () => {
    const between = (low: string, high: string) =>
      classesIn(numberClasses([decimalOf(low), decimalOf(high)], [], DEFAULT_BUDGET)).filter(
        ({ orders }) => orders.join() === "greater,less",
      );
    expect(between("1", "2").map(({ example }) => example)).toEqual(["1.1"]);
    expect(between("0.1", "0.10000000000000002")).toEqual([]);
    expect(between("0.1", "0.10000000000000003").map(({ example }) => example)).toEqual(["0.10000000000000002"]);
  });

  it("spell numbers as shortly as an event can", () => {
    const found = classesIn(
      numberClasses(
        [],
        [
          { kind: "equals", text: "Infinity" },
          { kind: "equals", text: "1.0E30" },
        ],
        DEFAULT_BUDGET,
      ),
    );
    expect(found.map(({ holds, example }) => [...holds, example])).toEqual([
      [false, false, "0"],
      [true, false, "1e999"],
      [false, true, "1e30"],
    ]);
  });

  it("leave open what only numbers of very many digits could answer", () => {
    const found = classesIn(numberClasses([decimalOf("1e999999999")], [], DEFAULT_BUDGET));
    expect(found.map(({ orders, example }) => [...orders, example])).toEqual([
      ["less", "0"],
      ["equal", undefined],
      ["greater", undefined],
      ["none", "1e999"],
    ]);
  });
});
