import { describe, expect, it } from "vitest";
import { compilePattern } from "../../pattern/match.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { DEFAULT_BUDGET } from "../budget.ts";
import { type EventCondition, type Formula, formulaOf } from "../formula.ts";
import type { Search } from "../search.ts";
import { expressionOf } from "./arbitraries.testing.ts";
import { searchJson } from "./search.ts";

function formulaFor(must: readonly string[], mustNot: readonly string[]): Formula<EventCondition> {
  return {
    kind: "all",
    parts: [
      ...must.map((text) => formulaOf<EventCondition>(expressionOf(text), true)),
      ...mustNot.map((text) => formulaOf<EventCondition>(expressionOf(text), false)),
    ],
  };
}

function search(must: readonly string[], mustNot: readonly string[] = []): Search {
  return searchJson(formulaFor(must, mustNot), { budget: DEFAULT_BUDGET });
}

function messageOf(must: readonly string[], mustNot: readonly string[] = []): string {
  const found = search(must, mustNot);
  return found.kind === "found" ? found.message : found.kind;
}

function searchNear(near: string, must: readonly string[], mustNot: readonly string[] = []): Search {
  return searchJson(formulaFor(must, mustNot), { budget: DEFAULT_BUDGET, near });
}

describe("searchJson", () => {
  it("finds the smallest event of a pattern", () => {
    expect(search(['$.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes"'])).toEqual({
      kind: "found",
      message: '{"eventName":"ConsoleLogin","additionalEventData":{"MFAUsed":0}}',
      size: 64,
      least: true,
    });
  });

  it("shows that != is not the negation of =", () => {
    expect(messageOf([], ["$.a = x", "$.a != x"])).toBe("{}");
    expect(messageOf(["$.a = x", "$.a != x"])).toBe("none");
  });

  it("knows that a text has no children", () => {
    expect(messageOf(["$.a = x && $.a.b = y"])).toBe("none");
    expect(messageOf(["$.a[0] = x && $.a.b = y"])).toBe("none");
  });

  it("fills the elements before a named one", () => {
    expect(messageOf(["$.a[3] = x"])).toBe('{"a":[0,0,0,"x"]}');
    expect(messageOf(["$.a[3] = x"], ["$.a[*] = 0", "$.a[*] = *"])).toBe("none");
    expect(messageOf(["$.a[3] = x && $.a[*] != 0"])).toBe('{"a":[1,1,1,"x"]}');
  });

  it("takes an array that directly holds a null for null, but not behind a wildcard", () => {
    expect(messageOf(["$.a IS NULL && $.a[0] = x"])).toBe('{"a":["x",null]}');
    expect(messageOf(["$.a IS NULL"], ["$.* IS NULL"])).toBe('{"a":[null]}');
    expect(messageOf(["$.a[*] IS NULL"], ["$.a IS NULL"])).toBe('{"a":{"x":null}}');
  });

  it("lets one child of a wildcard serve several conditions, and several children one each", () => {
    expect(messageOf(["$.a[*] = x*", "$.a[*] = *y"])).toBe('{"a":["xy"]}');
    expect(messageOf(["$.a[*] = x && $.a[*] = y && $.a[*] = z"])).toBe('{"a":["x","y","z"]}');
    expect(messageOf(["$.a[*].b = x && $.a[*].b = y"], ["$.a[0].b = *"])).toBe('{"a":[0,{"b":"x"},{"b":"y"}]}');
  });

  it("finds children of the root, which is never an array", () => {
    expect(messageOf(["$.* = x && $.* = y"])).toBe('{"x":"x","y":"y"}');
    expect(messageOf(["$.* = x && $.* != y"], ["$.* != z"])).toBe('{"x":"x","y":"z"}');
    expect(messageOf(["$.*[1] = x"])).toBe('{"x":[0,"x"]}');
  });

  it("follows wildcards that reach where others start", () => {
    expect(messageOf(["$.*.b = x && $.a.* = y && $.a.b NOT EXISTS"])).toBe('{"a":["y"],"x":{"b":"x"}}');
    expect(messageOf(["$.*.b = x && $.a.* != x && $.a.b = *"])).toBe('{"a":{"b":0},"x":{"b":"x"}}');
    expect(messageOf(["$.*.b = x && $.a.b = y"], ["$.* NOT EXISTS"])).toBe('{"a":{"b":"y"},"x":{"b":"x"}}');
  });

  it("gives children that nothing names a key that nothing names", () => {
    expect(messageOf(["$.* = 1 && $.x NOT EXISTS && $.y NOT EXISTS"])).toBe('{"z":1}');
  });

  it("needs a start of the wildcard for != and nothing found for NOT EXISTS", () => {
    expect(messageOf(["$.a[*] != x"])).toBe('{"a":0}');
    expect(messageOf(["$.a[*] NOT EXISTS"])).toBe("{}");
    expect(messageOf(["$.a[*] != x"], ["$.a NOT EXISTS", "$.a[*] NOT EXISTS"])).toBe('{"a":[0]}');
  });

  it("treats __proto__ as a key like others", () => {
    const message = messageOf(["$.__proto__.constructor = x && $.__proto__ NOT EXISTS || $.__proto__.a = 1"]);
    expect(message).toBe('{"__proto__":{"a":1}}');
    const parsed = parsePattern("{ $.__proto__.a = 1 }");
    expect(parsed.ok && compilePattern(parsed.pattern)(message).matched).toBe(true);
  });

  it("escapes keys and texts", () => {
    expect(messageOf(['$.[\'a"b\'] = "c\\"d"'])).toBe('{"a\\"b":"c\\"d"}');
  });

  it("decides about numbers by value and by text", () => {
    expect(messageOf(["$.a > 1 && $.a < 2"])).toBe('{"a":1.1}');
    expect(messageOf(["$.a = 1 && $.a != 1.0"])).toBe('{"a":"1"}');
    expect(messageOf(['$.a = "1.0" && $.a < 2'])).toBe('{"a":1.0}');
    expect(messageOf(["$.a > 9007199254740992 && $.a < 9007199254740993"])).toBe("none");
    expect(messageOf(["$.a = Infinity"], ["$.a != 1"])).toBe('{"a":1e999}');
  });

  it("decides what kinds of values a place may hold", () => {
    const onlyText: Formula<EventCondition> = {
      kind: "literal",
      condition: {
        kind: "kinds",
        selector: { kind: "selector", steps: [{ kind: "key", name: "a" }] },
        kinds: ["absent", "string"],
      },
      holds: true,
    };
    const exists = formulaFor([], ["$.a NOT EXISTS"]);
    const search = searchJson({ kind: "all", parts: [onlyText, exists] }, { budget: DEFAULT_BUDGET });
    expect(search).toMatchObject({ message: '{"a":""}' });
  });

  it("says unknown of array indexes that no event could be written out for", () => {
    expect(search(["$.a[1000000] = x"])).toEqual({
      kind: "unknown",
      reason: "an array index is greater than 1000",
    });
  });

  it("says unknown when the budget does not suffice", () => {
    const budget = { states: 50_000, decisions: 0 };
    const either = formulaFor(["$.a = x || $.b = y"], []);
    expect(searchJson(either, { budget })).toMatchObject({ kind: "unknown" });
  });
});

describe("searchJson near a record", () => {
  const record =
    '{"z":1.50,"eventName":"ConsoleLogin","data":{"MFAUsed":"Yes","LoginTo":"x"},"tags":["p","q",{"k":[]}]}';

  it("keeps a record that satisfies already as it is, numbers as they were written", () => {
    expect(searchNear(record, ["$.eventName = ConsoleLogin"])).toEqual({
      kind: "found",
      message: record,
      size: 0,
      least: true,
    });
  });

  it("changes one place and nothing else", () => {
    expect(searchNear(record, ["$.data.MFAUsed != Yes"])).toMatchObject({
      message: record.replace('"Yes"', "0"),
      size: 1,
    });
    expect(searchNear(record, ["$.data.MFAUsed NOT EXISTS"])).toMatchObject({
      message: record.replace('"MFAUsed":"Yes",', ""),
      size: 1,
    });
    expect(searchNear(record, ["$.errorCode = Denied"])).toMatchObject({
      message: `${record.slice(0, -1)},"errorCode":"Denied"}`,
      size: 1,
    });
  });

  it("takes the children that a wildcard finds in the record for what they are", () => {
    expect(searchNear(record, ["$.tags[*] = q && $.* = ConsoleLogin"])).toMatchObject({ message: record, size: 0 });
    expect(searchNear(record, ["$.tags[*] != q"])).toMatchObject({ message: record.replace('"q"', "0"), size: 1 });
    expect(searchNear(record, ["$.tags[*] = r && $.tags[0] = p"])).toMatchObject({ size: 1 });
  });

  it("shortens an array from its end", () => {
    expect(searchNear(record, ["$.tags[2] NOT EXISTS"])).toMatchObject({
      message: record.replace(',{"k":[]}', ""),
      size: 1,
    });
  });

  it("says unknown when what it should stay near to is no record", () => {
    expect(searchNear("[1]", ["$.a = 1"])).toEqual({
      kind: "unknown",
      reason: "the record to stay near to is not one JSON object",
    });
  });
});
