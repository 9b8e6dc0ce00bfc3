import { cbor as smithy } from "@smithy/core/cbor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AwsError } from "../../engine/aws-error.ts";
import { decodeCbor, encodeCbor, encodeCborError } from "./cbor.ts";
import { parseCbor } from "./cbor-reader.ts";
import { inputOf, outputOf } from "./shapes.testing.ts";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, tie("plain"), fc.array(tie("any")), fc.dictionary(fc.string(), tie("any"))),
  plain: fc.oneof(fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null)),
})).any;

describe("parseCbor", () => {
  it("reads what another encoder writes", () => {
    fc.assert(
      fc.property(value, (original) => {
        // Objects come back as plain ones, and -0 is written as an integer.
        const plain: unknown = JSON.parse(JSON.stringify(original));
        expect(parseCbor(new Uint8Array(smithy.serialize(plain)))).toEqual(plain);
      }),
    );
  });

  it.each([
    ["bf 6161 01 ff", { a: 1 }],
    ["9f 01 02 ff", [1, 2]],
    ["7f 6161 6162 ff", "ab"],
    ["5f 4101 4102 ff", new Uint8Array([1, 2])],
    ["f9 3e00", 1.5],
    ["f9 0001", 2 ** -24],
    ["f9 7c00", Number.POSITIVE_INFINITY],
    ["fa 3fc00000", 1.5],
    ["fb 3ff8000000000000", 1.5],
    ["1b 0000018bcfe56800", 1_700_000_000_000],
    ["38 63", -100],
    ["f6", null],
    ["c1 1a 65920081", new Date(1704067201000)],
    ["c1 fb 41d9648020600000", new Date(1704067201500)],
  ])("%s", (text, expected) => {
    expect(parseCbor(hex(text))).toEqual(expected);
  });

  it.each([
    "",
    "61",
    "9f 01",
    "ff",
    "a1 01 02",
    "1c",
    "5f 6161 ff",
    "c1 6161",
    "01 01",
    "61 ff",
    "9b ffffffffffffffff",
    "e0",
  ])("%s is refused", (text) => {
    expect(() => parseCbor(hex(text))).toThrow(expect.objectContaining({ code: "SerializationException" }));
  });

  it("lists nested without end are refused", () => {
    expect(() => parseCbor(new Uint8Array(1_000_000).fill(0x81))).toThrow(AwsError);
  });

  it("any bytes give a value or an AwsError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(outcome(() => parseCbor(bytes))).toSatisfy(isValueOrRefusal);
      }),
    );
  });
});

describe("decodeCbor", () => {
  it("times are tagged, and a bare number is none", () => {
    const shape = inputOf("cloudwatch", "DescribeAlarmHistory");
    expect(decodeCbor(shape, hex("a1 69 537461727444617465 c1 1a 65920081"))).toEqual({ StartDate: 1704067201000 });
    const bare = new Uint8Array(smithy.serialize({ StartDate: 1704067201 }));
    expect(() => decodeCbor(shape, bare)).toThrow(expect.objectContaining({ code: "SerializationException" }));
  });

  it("a time or bytes are not a structure", () => {
    const shape = inputOf("cloudwatch", "DescribeAlarms");
    expect(() => decodeCbor(shape, hex("c1 01"))).toThrow(AwsError);
    expect(() => decodeCbor(shape, hex("41 01"))).toThrow(AwsError);
  });
});

describe("encodeCbor", () => {
  it("another decoder reads what it writes", () => {
    const MetricAlarms = [
      { AlarmName: "é".repeat(2000), Threshold: 50, Period: 70_000, OKActions: [], ActionsEnabled: false },
    ];
    const bytes = encodeCbor(outputOf("cloudwatch", "DescribeAlarms"), { MetricAlarms, NextToken: undefined });
    expect(smithy.deserialize(bytes)).toEqual({ MetricAlarms });
  });

  it("doubles and times are always 64 bit floats", () => {
    const bytes = encodeCbor(outputOf("cloudwatch", "GetMetricStatistics"), {
      Datapoints: [{ Timestamp: 1500, Sum: 3 }],
    });
    const text = Buffer.from(bytes).toString("hex");
    expect(text).toContain("c1fb3ff8000000000000");
    expect(text).toContain("fb4008000000000000");
  });

  it("integers of every size and sign", () => {
    const shape = inputOf("logs", "GetLogEvents");
    fc.assert(
      fc.property(fc.maxSafeInteger(), (startTime) => {
        expect(decodeCbor(shape, encodeCbor(shape, { startTime }))).toEqual({ startTime });
      }),
    );
  });

  it("a member or a type the model does not have is a bug, not an answer", () => {
    const shape = outputOf("cloudwatch", "DescribeAlarms");
    expect(() => encodeCbor(shape, { Alarms: [] })).toThrow(TypeError);
    expect(() => encodeCbor(shape, { NextToken: 5 })).toThrow(TypeError);
  });

  it("an error document is a map of texts", () => {
    expect(parseCbor(encodeCborError({ __type: "a#B", message: "m" }))).toEqual({ __type: "a#B", message: "m" });
  });
});

function outcome(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
}

function isValueOrRefusal(value: unknown): boolean {
  return !(value instanceof Error) || value instanceof AwsError;
}
