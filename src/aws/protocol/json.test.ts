import { describe, expect, it } from "vitest";
import { decodeJson, encodeJson } from "./json.ts";
import { inputOf, outputOf } from "./shapes.testing.ts";

const bytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const decode = (operation: string, value: unknown): object =>
  decodeJson(inputOf("cloudwatch", operation), bytes(value));

describe("decodeJson", () => {
  it("an empty body is an empty input", () => {
    expect(decode("DescribeAlarms", "")).toEqual({});
  });

  it("times become epoch milliseconds, with or without a fraction", () => {
    const input = decode("DescribeAlarmHistory", { StartDate: 1704067201.5, EndDate: 1704067202 });
    expect(input).toEqual({ StartDate: 1704067201500, EndDate: 1704067202000 });
  });

  it("unknown and null members are left out at every depth", () => {
    const input = decode("PutMetricAlarm", {
      AlarmName: "a",
      Unknown: { deep: [1] },
      Namespace: null,
      Dimensions: [{ Name: "n", More: 1, Value: "v" }],
    });
    expect(input).toEqual({ AlarmName: "a", Dimensions: [{ Name: "n", Value: "v" }] });
  });

  it("a key called __proto__ is one more unknown member", () => {
    const input = decode("DeleteAlarms", '{"__proto__":{"AlarmNames":["x"]},"AlarmNames":["a"]}');
    expect(input).toEqual({ AlarmNames: ["a"] });
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
  });

  it("maps have no prototype, so that a key may have any name", () => {
    const input = decodeJson(inputOf("logs", "CreateLogGroup"), bytes('{"logGroupName":"g","tags":{"__proto__":"x"}}'));
    const tags: unknown = Reflect.get(input, "tags");
    expect(Object.getPrototypeOf(tags)).toBeNull();
    expect(Object.entries(Object(tags))).toEqual([["__proto__", "x"]]);
  });

  it.each([
    ["PutMetricAlarm", { AlarmName: 1 }],
    ["PutMetricAlarm", { AlarmName: ["a"] }],
    ["PutMetricAlarm", { Threshold: "1" }],
    ["PutMetricAlarm", { Period: 1.5 }],
    ["PutMetricAlarm", { Period: true }],
    ["PutMetricAlarm", { ActionsEnabled: "true" }],
    ["PutMetricAlarm", { Dimensions: { Name: "n" } }],
    ["PutMetricAlarm", { Dimensions: ["n"] }],
    ["PutMetricAlarm", { AlarmActions: [null] }],
    ["DescribeAlarmHistory", { StartDate: "2024-01-01" }],
    ["DescribeAlarms", []],
    ["DescribeAlarms", "null"],
    ["DescribeAlarms", "{"],
  ])("%s with %j is a SerializationException", (operation, value) => {
    expect(() => decode(operation, value)).toThrow(
      expect.objectContaining({ code: "SerializationException", status: 400 }),
    );
  });

  it("bytes that are not UTF-8 are a SerializationException", () => {
    const shape = inputOf("cloudwatch", "DescribeAlarms");
    expect(() => decodeJson(shape, new Uint8Array([0x22, 0xff, 0x22]))).toThrow(
      expect.objectContaining({ code: "SerializationException" }),
    );
  });

  it("a double may be NaN or infinite as a text, which no other text may", () => {
    expect(decode("PutMetricAlarm", { Threshold: "-Infinity" })).toEqual({ Threshold: Number.NEGATIVE_INFINITY });
  });
});

describe("encodeJson", () => {
  it("doubles have a decimal point, integers have none", () => {
    const text = encodeJson(outputOf("cloudwatch", "DescribeAlarms"), {
      MetricAlarms: [{ Threshold: 50, Period: 300, StateUpdatedTimestamp: 1704067201500 }],
    });
    expect(text).toBe('{"MetricAlarms":[{"Threshold":50.0,"Period":300,"StateUpdatedTimestamp":1704067201.5}]}');
  });

  it("undefined members are left out and empty lists stay", () => {
    const output = { MetricAlarms: [], NextToken: undefined };
    expect(encodeJson(outputOf("cloudwatch", "DescribeAlarms"), output)).toBe('{"MetricAlarms":[]}');
  });

  it("a member or a type the model does not have is a bug, not an answer", () => {
    const shape = outputOf("cloudwatch", "DescribeAlarms");
    expect(() => encodeJson(shape, { Alarms: [] })).toThrow(TypeError);
    expect(() => encodeJson(shape, { NextToken: 5 })).toThrow(TypeError);
  });

  it("what it writes is JSON again with the same values", () => {
    const answer = { Attributes: { 'a"\u0000\ud800': "\u2028é" } };
    const text = encodeJson(outputOf("sns", "GetTopicAttributes"), answer);
    expect(JSON.parse(text)).toEqual(answer);
  });
});
