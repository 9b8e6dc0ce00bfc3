import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ServiceName } from "../engine/scope.ts";
import { cloudwatchConstraints } from "./constraints/cloudwatch.ts";
import { logsConstraints } from "./constraints/logs.ts";
import { snsConstraints } from "./constraints/sns.ts";
import { serviceModel } from "./model.ts";
import { inputOf } from "./protocol/shapes.testing.ts";
import { validationMessage } from "./validate.ts";

const logs = (operation: string, input: object): string | undefined =>
  validationMessage(inputOf("logs", operation), logsConstraints, input);
const cloudwatch = (operation: string, input: object): string | undefined =>
  validationMessage(inputOf("cloudwatch", operation), cloudwatchConstraints, input);

const TRANSFORMATION = { metricName: "M", metricNamespace: "N", metricValue: "1" };
const FILTER = { logGroupName: "g", filterName: "f", filterPattern: "", metricTransformations: [TRANSFORMATION] };
const ALARM = { AlarmName: "a", EvaluationPeriods: 1, ComparisonOperator: "GreaterThanThreshold" };

describe("validationMessage", () => {
  it("a valid input has none", () => {
    expect(logs("PutMetricFilter", FILTER)).toBeUndefined();
    expect(cloudwatch("PutMetricAlarm", ALARM)).toBeUndefined();
  });

  it("a text that is too long (obs LS)", () => {
    const filterPattern = "x".repeat(1025);
    expect(logs("TestMetricFilter", { filterPattern, logEventMessages: ["m"] })).toBe(
      `1 validation error detected: Value '${filterPattern}' at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to 1024`,
    );
  });

  it("a number that is too large (obs LS)", () => {
    expect(logs("FilterLogEvents", { limit: 10_001 })).toBe(
      "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
    );
  });

  it("a value outside an enumeration, in the service's order (obs LS)", () => {
    expect(cloudwatch("SetAlarmState", { AlarmName: "a", StateValue: "INVALID", StateReason: "" })).toBe(
      "1 validation error detected: Value 'INVALID' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]",
    );
  });

  it("two transformations are printed as AWS prints them (obs LS)", () => {
    expect(
      logs("PutMetricFilter", {
        ...FILTER,
        metricTransformations: [TRANSFORMATION, { ...TRANSFORMATION, defaultValue: 0 }],
      }),
    ).toBe(
      "1 validation error detected: Value '[" +
        "MetricTransformation(metricName=M, metricNamespace=N, metricValue=1, defaultValue=null, unit=null, dimensions=null), " +
        "MetricTransformation(metricName=M, metricNamespace=N, metricValue=1, defaultValue=0.0, unit=null, dimensions=null)" +
        "]' at 'metricTransformations' failed to satisfy constraint: Member must have length less than or equal to 1",
    );
  });

  it("every missing member is named", () => {
    expect(cloudwatch("PutMetricAlarm", {})).toBe(
      "3 validation errors detected: Value null at 'alarmName' failed to satisfy constraint: Member must not be null; " +
        "Value null at 'evaluationPeriods' failed to satisfy constraint: Member must not be null; " +
        "Value null at 'comparisonOperator' failed to satisfy constraint: Member must not be null",
    );
  });

  it("a member of a structure in a list has a path with its number", () => {
    const MetricData = [{ MetricName: "m" }, { Value: 1, Dimensions: [{ Name: "n", Value: "" }] }];
    expect(cloudwatch("PutMetricData", { Namespace: "N", MetricData })).toBe(
      "2 validation errors detected: Value null at 'metricData.2.member.metricName' failed to satisfy constraint: Member must not be null; " +
        "Value '' at 'metricData.2.member.dimensions.1.member.value' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  });

  it("a list of plain values is reported once, as a whole", () => {
    expect(cloudwatch("DeleteAlarms", { AlarmNames: ["a", "", ""] })).toBe(
      "1 validation error detected: Value '[a, , ]' at 'alarmNames' failed to satisfy constraint: Member must satisfy constraint: " +
        "[Member must have length less than or equal to 255, Member must have length greater than or equal to 1]",
    );
  });

  it("keys and values of a map", () => {
    const message = logs("CreateLogGroup", { logGroupName: "g", tags: { "a*": "x".repeat(257) } });
    expect(message).toContain(
      "'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length",
    );
    expect(message).toContain(
      "'tags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length",
    );
  });

  it("a pattern must match the whole text", () => {
    expect(logs("DeleteLogGroup", { logGroupName: "a b" })).toBe(
      "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
    );
  });

  it("a group name that is too long has a sentence of its own (obs LS)", () => {
    expect(logs("DeleteLogGroup", { logGroupName: "a".repeat(513) })).toBe(
      "Invalid LogGroup or LogStream, both must have length less than or equal to 512.",
    );
  });

  it("a namespace may hold a colon in a metric filter (obs LS)", () => {
    const metricTransformations = [{ ...TRANSFORMATION, metricNamespace: "A.B-c_d/1#2:n" }];
    expect(logs("PutMetricFilter", { ...FILTER, metricTransformations })).toBeUndefined();
  });

  it("an empty list of log events is too short, and ten thousand and one are too many", () => {
    const batch = { logGroupName: "g", logStreamName: "s" };
    expect(logs("PutLogEvents", { ...batch, logEvents: [] })).toContain("Value '[]' at 'logEvents'");
    const logEvents = Array.from({ length: 10_001 }, () => ({ timestamp: 0, message: "m" }));
    const message = logs("PutLogEvents", { ...batch, logEvents });
    expect(message).toContain("Member must have length less than or equal to 10000");
    expect(message?.length).toBeLessThan(5000);
  });

  it("a thousand broken datums are reported as a hundred", () => {
    const MetricData = Array.from({ length: 1000 }, () => ({ MetricName: "" }));
    expect(cloudwatch("PutMetricData", { Namespace: "N", MetricData })).toMatch(/^100 validation errors detected: /);
  });

  it("a text within its bounds is never refused, one beyond always is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (size) => {
        const message = cloudwatch("PutMetricAlarm", { ...ALARM, AlarmName: "a".repeat(size) });
        expect(message === undefined).toBe(size >= 1 && size <= 255);
      }),
    );
  });
});

describe("the constraint tables", () => {
  it.each([
    ["logs", logsConstraints],
    ["cloudwatch", cloudwatchConstraints],
    ["sns", snsConstraints],
  ] as const)("%s names only shapes and members the model has", (service: ServiceName, constraints) => {
    const reachable = new Map<string, ReadonlyMap<string, unknown>>();
    for (const { input } of serviceModel(service).operations.values()) collect(input);
    for (const [shape, members] of Object.entries(constraints)) {
      const known = [...(reachable.get(shape)?.keys() ?? [])];
      expect({ shape, known }).toEqual({ shape, known: expect.arrayContaining(Object.keys(members)) });
    }

    function collect(type: ReturnType<typeof inputOf>): void {
      if (reachable.has(type.name)) return;
      reachable.set(type.name, type.members);
      for (const member of type.members.values()) {
        const inner = member.type.kind === "list" ? member.type.element : member.type;
        if (inner.kind === "structure") collect(inner);
      }
    }
  });
});
