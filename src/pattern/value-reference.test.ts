import { describe, expect, it } from "vitest";
import { logMessage } from "./message.ts";
import { parsePattern } from "./parse.ts";
import { compileValueReference, parseValueReference } from "./value-reference.ts";

function select(pattern: string, reference: string, event: string): unknown {
  const parsed = parsePattern(pattern);
  const parsedReference = parseValueReference(reference);
  if (!parsed.ok || !parsedReference.ok) throw new Error("refused");
  return compileValueReference(parsed.pattern, parsedReference.reference)(logMessage(event));
}

describe("parseValueReference", () => {
  it.each(["$.a", "$.a.b[0]", "$.['a b']", "$name", "$_n-1", "$1", "$12"])("reads %s", (text) => {
    expect(parseValueReference(text).ok).toBe(true);
  });

  it.each([
    "",
    "1",
    "a",
    "$",
    "$.",
    "$.a[*]",
    "$.*",
    "$.a ",
    "$.a = 1",
    "$a b",
    "$['a']",
    "$-",
    "$.a".repeat(1000),
  ])("refuses %s", (text) => {
    expect(parseValueReference(text).ok).toBe(false);
  });

  it("refuses a wildcard in the words of AWS", () => {
    const parsed = parseValueReference("$.values[*]");
    expect(!parsed.ok && parsed.diagnostics[0]?.awsMessage).toBe(
      "Invalid metric transformation: metric value $.values[*] must be a valid number",
    );
  });
});

describe("compileValueReference", () => {
  const event = '{"i":1,"d":1e3,"s":"x","b":true,"n":null,"o":{},"a":[5]}';

  it.each([
    ["$.i", { kind: "number", text: "1" }],
    ["$.d", { kind: "number", text: "1000.0" }],
    ["$.s", { kind: "string", text: "x" }],
    ["$.b", { kind: "boolean", value: true }],
    ["$.n", { kind: "null" }],
    ["$.o", { kind: "composite" }],
    ["$.a", { kind: "composite" }],
    ["$.a[0]", { kind: "number", text: "5" }],
    ["$.x", { kind: "missing" }],
    ["$s", { kind: "missing" }],
  ])("selects %s from a JSON event", (reference, selected) => {
    expect(select("{ $.i = * }", reference, event)).toEqual(selected);
  });

  it.each([
    ["$b", { kind: "string", text: "y z" }],
    ["$1", { kind: "string", text: "x" }],
    ["$2", { kind: "string", text: "y z" }],
    ["$3", { kind: "missing" }],
    ["$0", { kind: "missing" }],
    ["$c", { kind: "missing" }],
    ["$.b", { kind: "missing" }],
  ])("selects %s from a line", (reference, selected) => {
    expect(select("[a, b]", reference, 'x "y z"')).toEqual(selected);
  });

  it("finds nothing for the other families", () => {
    expect(select("ERROR", "$.a", '{"a":1}')).toEqual({ kind: "missing" });
  });
});
