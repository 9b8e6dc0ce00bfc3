import { describe, expect, it } from "vitest";
import type { ServiceName } from "../engine/scope.ts";
import { inputOf } from "./protocol/shapes.testing.ts";
import { refusalMessage, SUPPORT } from "./support.ts";

const SERVICES: readonly ServiceName[] = ["logs", "cloudwatch", "sns", "cloudtrail", "sts", "iam", "kms"];
const OPERATIONS = SERVICES.flatMap((service) =>
  Object.keys(SUPPORT[service]).map((operation) => [service, operation] as const),
);

describe("the support tables", () => {
  it.each(OPERATIONS)("%s %s says what is done with every member of the model", (service, operation) => {
    expect(Object.keys(SUPPORT[service][operation] ?? {}).sort()).toEqual(
      [...inputOf(service, operation).members.keys()].sort(),
    );
  });
});

describe("refusalMessage", () => {
  it("names every member that would be ignored", () => {
    const input = { AlarmName: "a", EvaluationWindow: {}, ThresholdMetricId: "m" };
    expect(refusalMessage("cloudwatch", "PutMetricAlarm", input)).toBe(
      "Tocsin does not support EvaluationWindow, ThresholdMetricId in PutMetricAlarm.",
    );
  });

  it("false and an empty list ask for nothing", () => {
    expect(refusalMessage("logs", "DescribeLogGroups", { includeLinkedAccounts: false })).toBeUndefined();
    expect(refusalMessage("cloudwatch", "PutMetricAlarm", { AlarmName: "a", WarmUpConfiguration: [] })).toBeUndefined();
  });

  it("an operation that is not listed supports no member", () => {
    expect(refusalMessage("logs", "StopQuery", { queryId: "q" })).toContain("queryId in StopQuery");
  });
});
