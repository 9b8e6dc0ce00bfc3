import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./json-value.ts";
import { splitRecords } from "./split-records.ts";

const texts = (text: string): readonly string[] | string => {
  const split = splitRecords(text);
  return split.ok ? split.elements.map((element) => element.text) : split.diagnostic.code;
};

describe("splitRecords", () => {
  it("cuts records out exactly as they were written", () => {
    expect(texts('{"Records":[{"b":1.0,"a":1e3}, {"n":12345678901234567890}]}')).toEqual([
      '{"b":1.0,"a":1e3}',
      '{"n":12345678901234567890}',
    ]);
  });

  it("is not misled by brackets and quotes in strings", () => {
    expect(texts(String.raw`{"Records":[{"a":"]},{\"\\"}, {"b":"[{"}]}`)).toEqual([
      String.raw`{"a":"]},{\"\\"}`,
      '{"b":"[{"}',
    ]);
  });

  it("finds Records among other members, whatever the spelling of its name", () => {
    expect(texts(String.raw`{"x":{"Records":[9]},"\u0052ecords":[1],"y":"z"}`)).toEqual(["1"]);
  });

  it("takes the last of two members of the same name, as JSON.parse does", () => {
    expect(texts('{"Records":[1],"Records":[2,3]}')).toEqual(["2", "3"]);
  });

  it("takes a list for its elements and any other object for one record", () => {
    expect(texts(" [1, 2] ")).toEqual(["1", "2"]);
    expect(texts('\uFEFF {"a":1}\n')).toEqual(['{"a":1}']);
    expect(texts('{"Records":[]}')).toEqual([]);
  });

  it.each([
    "",
    "null",
    "text",
    "{",
    '{"Records":[',
    '{"Records":[{}',
    '{"Records":[{}]',
    '{"Records":[{},]}',
    "[1 2]",
    '{"a":1,}',
  ])("refuses %j", (text) => {
    expect(texts(text)).toBe("not-json");
  });

  it("refuses more than one document, and Records that is no list", () => {
    expect(texts("{}{}")).toBe("not-json");
    expect(texts('{"Records":{}}')).toBe("no-records");
  });

  it("agrees with JSON.parse on any document", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.nat(3),
        (records, rest, indent) => {
          const { Records: _, ...others } = rest;
          const text = JSON.stringify({ ...others, Records: records, after: others }, null, indent);
          const split = splitRecords(text);
          expect(split.ok && split.elements.map((element) => JSON.parse(element.text))).toEqual(
            JSON.parse(text).Records,
          );
          for (const element of split.ok ? split.elements : []) {
            expect(text.startsWith(element.text, element.offset)).toBe(true);
          }
        },
      ),
    );
  });

  it("never throws, and accepts whatever object or list JSON.parse accepts", () => {
    const fragment = fc.constantFrom("{", "}", "[", "]", ",", ":", '"', "\\", "1", "null", '"Records"', " ", "\n", "é");
    fc.assert(
      fc.property(
        fc.array(fragment).map((parts) => parts.join("")),
        (text) => {
          const value = parseJson(text)?.value;
          const split = splitRecords(text);
          const isDocument = typeof value === "object" && value !== null;
          expect(split.ok || !isDocument || split.diagnostic.code === "no-records").toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("takes a million nested brackets in one pass", () => {
    const text = `{"Records":[${"[".repeat(1e6)}`;
    expect(texts(text)).toBe("not-json");
  });
});
