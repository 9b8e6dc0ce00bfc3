import { describe, expect, it } from "vitest";
import { logMessage } from "./message.ts";
import { eventNumber } from "./number-text.ts";

describe("logMessage", () => {
  it.each([
    "[1]",
    "1",
    '"a"',
    "null",
    '{"a":1} x',
    'x {"a":1}',
    '{"a":1',
    "",
    '{"a":1}{"b":2}',
    "{a:1}",
  ])("holds no object in %s", (text) => {
    expect(logMessage(text).json()).toBeUndefined();
    expect(logMessage(text).numberedJson()).toBeUndefined();
  });

  it("takes white space around the object", () => {
    expect(logMessage(' \r\n\t{"a":1}\n').json()).toEqual({ a: 1 });
  });

  it("finds every number as it was written, whatever surrounds it", () => {
    const message = logMessage('{"x 1\\"2":"3\\\\","a":[1.0,{"b":-1e+3}],"2":9007199254740993,"1":0}');
    const root = message.numberedJson();
    expect(root).toEqual({ 'x 1"2': "3\\", a: [0, { b: 1 }], 2: 2, 1: 3 });
    expect([0, 1, 2, 3].map((key) => message.numberAt(key).text)).toEqual(["1.0", "-1000.0", "9007199254740993", "0"]);
  });

  it("keeps the last of duplicate keys", () => {
    const message = logMessage('{"a":1.5,"a":2.5}');
    const key = message.numberedJson()?.["a"];
    expect(typeof key === "number" && message.numberAt(key).text).toBe("2.5");
  });

  it("has no number behind a key it did not give", () => {
    expect(() => logMessage("{}").numberAt(0)).toThrow(RangeError);
  });
});

describe("eventNumber", () => {
  it("reads an integer exactly and other numbers as doubles", () => {
    expect(eventNumber("123456789012345678901").text).toBe("123456789012345678901");
    expect(eventNumber("1e-999")).toEqual({ text: "0.0", decimal: { negative: false, digits: "", exponent: 0 } });
    expect(eventNumber("1e309")).toEqual({ text: "Infinity", decimal: undefined });
  });
});
