import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AwsError } from "../../engine/aws-error.ts";
import { decodeQuery } from "./query.ts";
import { inputOf } from "./shapes.testing.ts";

const alarm = (form: string): object => decodeQuery(inputOf("cloudwatch", "PutMetricAlarm"), new URLSearchParams(form));

describe("decodeQuery", () => {
  it("lists, nested structures and plain values", () => {
    expect(
      alarm(
        "AlarmName=a&Threshold=1.0&Period=60&ActionsEnabled=false&AlarmActions.member.1=x&Dimensions.member.1.Name=n&Dimensions.member.1.Value=v",
      ),
    ).toEqual({
      AlarmName: "a",
      Threshold: 1,
      Period: 60,
      ActionsEnabled: false,
      AlarmActions: ["x"],
      Dimensions: [{ Name: "n", Value: "v" }],
    });
  });

  it("members are taken in the order of their numbers, not of their texts", () => {
    expect(alarm("AlarmActions.member.10=c&AlarmActions.member.2=b&AlarmActions.member.1=a")).toEqual({
      AlarmActions: ["a", "b", "c"],
    });
  });

  it("a bare name is an empty list, as botocore sends one", () => {
    expect(alarm("AlarmActions=")).toEqual({ AlarmActions: [] });
  });

  it("maps have entries with key and value, or with the names of the model", () => {
    const topic = new URLSearchParams("Attributes.entry.1.key=DisplayName&Attributes.entry.1.value=x");
    expect(Reflect.get(decodeQuery(inputOf("sns", "CreateTopic"), topic), "Attributes")).toEqual(
      Object.assign(Object.create(null), { DisplayName: "x" }),
    );
    const message = new URLSearchParams(
      "MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=Binary&MessageAttributes.entry.1.Value.BinaryValue=AP8%3D",
    );
    expect(Reflect.get(decodeQuery(inputOf("sns", "Publish"), message), "MessageAttributes")).toEqual(
      Object.assign(Object.create(null), { a: { DataType: "Binary", BinaryValue: new Uint8Array([0, 255]) } }),
    );
  });

  it("unknown parameters are ignored", () => {
    expect(alarm("Action=PutMetricAlarm&Version=2010-08-01&Nope.member.1.x=1&AlarmName=a&AlarmName.x=b")).toEqual({
      AlarmName: "a",
    });
  });

  it.each([
    ["2024-01-01T00:00:01.500000Z", 1704067201500],
    ["2024-01-01T00:00:01Z", 1704067201000],
    ["2024-01-01T00:00:01", 1704067201000],
    ["2024-01-01T02:00:01+02:00", 1704067201000],
    ["2024-01-01T02:00:01+0200", 1704067201000],
    ["2024-01-01", 1704067200000],
  ])("the time %s", (text, expected) => {
    const form = new URLSearchParams({ StartDate: text });
    expect(decodeQuery(inputOf("cloudwatch", "DescribeAlarmHistory"), form)).toEqual({ StartDate: expected });
  });

  it.each([
    "Period=x",
    "Period=1.5",
    "Threshold=",
    "Threshold=1e999",
    "Threshold=0x10",
    "ActionsEnabled=yes",
  ])("%s is MalformedInput", (form) => {
    expect(() => alarm(form)).toThrow(expect.objectContaining({ code: "MalformedInput", status: 400 }));
  });

  it.each(["yesterday", "2024-13-01T00:00:00Z", "1704067201"])("the time %s is MalformedInput", (text) => {
    const form = new URLSearchParams({ StartDate: text });
    expect(() => decodeQuery(inputOf("cloudwatch", "DescribeAlarmHistory"), form)).toThrow(
      expect.objectContaining({ code: "MalformedInput" }),
    );
  });

  it("a form that is nested without end is refused", () => {
    expect(() => alarm(`${"a.".repeat(1_000_000)}=1`)).toThrow(
      expect.objectContaining({ code: "MalformedQueryString" }),
    );
  });

  it("any form gives an input or an AwsError", () => {
    const name = fc.constantFrom(
      "AlarmActions",
      "Dimensions",
      "member",
      "1",
      "2",
      "Name",
      "Threshold",
      "__proto__",
      "",
    );
    const pair = fc.tuple(fc.array(name, { maxLength: 5 }), fc.string());
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), (pairs) => {
        const form = new URLSearchParams(pairs.map(([path, value]): [string, string] => [path.join("."), value]));
        expect(outcome(() => alarm(form.toString()))).toSatisfy(isInputOrRefusal);
      }),
    );
  });
});

function outcome(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
}

function isInputOrRefusal(value: unknown): boolean {
  return !(value instanceof Error) || value instanceof AwsError;
}
