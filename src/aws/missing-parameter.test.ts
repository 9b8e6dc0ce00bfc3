import { describe, expect, it } from "vitest";
import { missingParameter } from "./missing-parameter.ts";
import { inputOf } from "./protocol/shapes.testing.ts";

const missing = (input: object): string | undefined => missingParameter(inputOf("cloudwatch", "PutMetricData"), input);

describe("missingParameter", () => {
  it("names the first required member that is not there", () => {
    expect(missing({ MetricData: [{ MetricName: "m" }] })).toBe("Namespace");
  });

  it("names a place in lists as the query protocol does, from 1 (obs STACKD metrics)", () => {
    const Dimensions = [{ Name: "a", Value: "1" }, { Name: "b", Value: "2" }, { Name: "c" }];
    expect(missing({ Namespace: "n", MetricData: [{ MetricName: "m", Dimensions }] })).toBe(
      "MetricData.member.1.Dimensions.member.3.Value",
    );
  });

  it("is silent when all is there, and about what is no list", () => {
    expect(missing({ Namespace: "n", MetricData: [{ MetricName: "m" }] })).toBeUndefined();
    expect(missing({ Namespace: "n", MetricData: "m" })).toBeUndefined();
  });
});
