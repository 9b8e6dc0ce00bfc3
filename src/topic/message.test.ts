import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMessageAttributes } from "./message-attributes.ts";
import { checkMessage, checkSubject } from "./message-limits.ts";
import { messageFor, resolveMessage } from "./message-structure.ts";

const badSubject = { ok: false, code: "InvalidParameter", message: "Invalid parameter: Subject" };

describe("checkSubject", () => {
  it.each(["a", "a".repeat(100), "界".repeat(100), "😀".repeat(50)])("accepts %s", (subject) => {
    expect(checkSubject(subject)).toBeUndefined();
  });

  it.each(["", "a".repeat(101), "😀".repeat(51), "two\nlines", "\u007f"])("refuses %j", (subject) => {
    expect(checkSubject(subject)).toEqual(badSubject);
  });
});

describe("checkMessage", () => {
  it("refuses an empty message", () => {
    expect(checkMessage("", 0)).toMatchObject({ message: "Invalid parameter: Empty message" });
  });

  it("counts UTF-8 bytes, attributes included, up to 262,144", () => {
    expect(checkMessage("é".repeat(131_072), 0)).toBeUndefined();
    expect(checkMessage("é".repeat(131_072), 1)).toMatchObject({ message: "Invalid parameter: Message too long" });
    expect(checkMessage("a".repeat(262_145), 0)).toMatchObject({ message: "Invalid parameter: Message too long" });
  });
});

describe("resolveMessage", () => {
  const json = (text: string) => resolveMessage(text, "json");
  const bodies = (text: string) => {
    const resolved = json(text);
    if (!resolved.ok) throw new Error(resolved.message);
    return resolved.bodies;
  };

  it("gives everybody the message itself when there is no structure", () => {
    const resolved = resolveMessage('{"default":"x"}', undefined);
    expect(resolved).toEqual({ ok: true, bodies: { default: '{"default":"x"}', perProtocol: {} } });
  });

  it("prefers the protocol's own text", () => {
    const two = bodies('{"default":"all","sqs":"queue","email-json":"doc"}');
    expect([messageFor(two, "sqs"), messageFor(two, "email-json"), messageFor(two, "http")]).toEqual([
      "queue",
      "doc",
      "all",
    ]);
  });

  it("keeps an empty text for a protocol", () => {
    expect(messageFor(bodies('{"default":"fallback","sqs":""}'), "sqs")).toBe("");
  });

  it.each([
    ['{"default":17}', "17"],
    ['{"default": 1.0}', "1.0"],
    ['{"a":{"default":2},"default":1, "default": 1e3}', "1e3"],
    ['{"default":12345678901234567890}', "12345678901234567890"],
    ['{"default":null}', "null"],
    ['{"default":true}', "true"],
    ['{"default":""}', ""],
  ])("takes the scalar of %s", (text, expected) => {
    expect(messageFor(bodies(text), "https")).toBe(expected);
  });

  it.each([
    '{"default":{"value":17}}',
    '{"default":[17]}',
    '{"sqs":"x"}',
    "[]",
    "17",
    "null",
    '{"toString":"x"}',
  ])("finds no default in %s", (text) => {
    const message = "Invalid parameter: Message Structure - No default entry in JSON message body";
    expect(json(text)).toEqual({ ok: false, code: "InvalidParameter", message });
  });

  it("says when the message is no JSON", () => {
    const message = "Invalid parameter: Message Structure - JSON message body failed to parse";
    expect(json("hello")).toMatchObject({ ok: false, message });
  });

  it("knows no other structure", () => {
    expect(resolveMessage("x", "yaml")).toMatchObject({ ok: false, message: "Invalid parameter: MessageStructure" });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(typeof json(text).ok).toBe("boolean");
      }),
    );
  });
});

describe("checkMessageAttributes", () => {
  it("turns AWS's input into what is sent and counts its bytes", () => {
    const checked = checkMessageAttributes({
      kind: { DataType: "String", StringValue: "é" },
      blob: { DataType: "Binary.png", BinaryValue: new Uint8Array([1, 2, 255]) },
    });
    expect(checked).toEqual({
      ok: true,
      attributes: { kind: { Type: "String", Value: "é" }, blob: { Type: "Binary.png", Value: "AQL/" } },
      bytes: 12 + 17,
    });
  });

  it.each(["0001.23000", "1e3", "-.5", "0e-999", "1000000000.00001"])("takes %s as a number", (text) => {
    expect(checkMessageAttributes({ n: { DataType: "Number", StringValue: text } })).toMatchObject({ ok: true });
  });

  const hint = "Can only include alphanumeric characters, hyphens, underscores, or dots.";
  it.each([
    ["a".repeat(257), "Length of message attribute name must be less than 256 bytes."],
    [".a", "Invalid message attribute name starting with character '.' was found."],
    ["a.", "Invalid message attribute name ending with character '.' was found."],
    ["a..b", "Message attribute name can not have successive '.' character."],
    ["a b", `Invalid non-alphanumeric character '#x20' was found in the message attribute name. ${hint}`],
    ["a😀", `Invalid non-alphanumeric character '#x1F600' was found in the message attribute name. ${hint}`],
  ])("refuses the name %s", (name, message) => {
    const refusal = { ok: false, code: "ParameterValueInvalid", message };
    expect(checkMessageAttributes({ [name]: { DataType: "String", StringValue: "x" } })).toEqual(refusal);
  });

  const noValue = (type: string) =>
    `The message attribute 'a' must contain non-empty message attribute value for message attribute type '${type}'.`;
  it.each([
    [
      { DataType: "string", StringValue: "x" },
      "The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
    ],
    [{ DataType: "String" }, noValue("String")],
    [{ DataType: "String", StringValue: "" }, noValue("String")],
    [{ DataType: "Binary", BinaryValue: new Uint8Array() }, noValue("Binary")],
    [{ DataType: "Binary", StringValue: "x" }, "The message attribute 'a' with type 'Binary' must use field 'Binary'."],
    [{ DataType: "Number", StringValue: "ten" }, "Could not cast message attribute 'a' value to number."],
    [
      { DataType: "Number", StringValue: "1e-100000" },
      "Message attribute 'a' number value [1e-100000] scale must be 10^-128 and 10^126.",
    ],
  ])("refuses %o", (value, message) => {
    expect(checkMessageAttributes({ a: value })).toEqual({ ok: false, code: "ParameterValueInvalid", message });
  });

  it("asks for the data type", () => {
    expect(checkMessageAttributes({ a: { StringValue: "x" } })).toMatchObject({ ok: false, code: "ValidationError" });
  });

  it("has no name for an empty name", () => {
    expect(checkMessageAttributes({ "": { DataType: "String", StringValue: "x" } })).toMatchObject({ ok: false });
  });
});
