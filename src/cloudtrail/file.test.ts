import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRecordsFile, parseRecordTexts } from "./file.ts";
import { signIn } from "./record.testing.ts";

const one = JSON.stringify(signIn());
const two = JSON.stringify(signIn({ eventID: "two" }));
const textsOf = (text: string, name = "a.json"): readonly string[] =>
  parseRecordsFile(text, name).records.map((read) => read.text);

describe("parseRecordsFile", () => {
  it.each([
    ["a delivered file", `{"Records":[${one},${two}]}`],
    ["a list", `[${one},\n${two}]`],
    ["JSON lines", `${one}\r\n\n${two}\n`],
  ])("reads %s", (_, text) => {
    expect(textsOf(text)).toEqual([one, two]);
  });

  it("reads a single record, on one line or on many", () => {
    const pretty = JSON.stringify(signIn(), null, 2);
    expect(textsOf(one)).toEqual([one]);
    expect(textsOf(pretty)).toEqual([pretty]);
  });

  it("keeps the good neighbours of bad records and names the bad ones", () => {
    const file = parseRecordsFile(`{"Records":[${one},{"eventID":"x"},7,{bad},${two}]}`, "a.json");
    expect(file.records.map((read) => read.text)).toEqual([one, two]);
    expect(file.diagnostics.map(({ index, eventID, code }) => [index, eventID, code])).toEqual([
      [1, "x", "no-event-time"],
      [2, undefined, "not-an-object"],
      [3, undefined, "not-json"],
    ]);
  });

  it("reports a broken line and keeps the others", () => {
    const file = parseRecordsFile(`${one}\n{"eventTime":\n${two}`, "a.jsonl");
    expect(file.records).toHaveLength(2);
    expect(file.diagnostics).toMatchObject([{ code: "not-json", index: 1 }]);
  });

  it("gives nothing of a file that was cut off", () => {
    const file = parseRecordsFile(`{"Records":[${one},${two.slice(0, -9)}`, "a.json");
    expect(file.records).toEqual([]);
    expect(file.diagnostics).toMatchObject([{ code: "not-json", message: "is not JSON" }]);
    expect(file.diagnostics).toHaveLength(1);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.constantFrom("a.json", "a.jsonl"), (text, name) => {
        expect(parseRecordsFile(text, name).records).toEqual([]);
      }),
    );
  });
});

describe("parseRecordTexts", () => {
  it("numbers problems by the position in the list", () => {
    expect(parseRecordTexts([one, "nope", two]).diagnostics).toMatchObject([{ index: 1, code: "not-json" }]);
  });
});
