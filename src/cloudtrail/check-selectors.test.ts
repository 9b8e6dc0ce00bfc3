import { describe, expect, it } from "vitest";
import { checkSelectors } from "./check-selectors.ts";
import type { AdvancedFieldSelector, EventSelector } from "./selector.ts";

const classic = (selector: EventSelector): string | undefined =>
  checkSelectors({ eventSelectors: [selector] })?.message;
const advanced = (...FieldSelectors: readonly AdvancedFieldSelector[]): string | undefined =>
  checkSelectors({ advancedEventSelectors: [{ FieldSelectors }] })?.message;
const objects = (...Values: readonly string[]): EventSelector => ({
  DataResources: [{ Type: "AWS::S3::Object", Values }],
});
const management = { Field: "eventCategory", Equals: ["Management"] };

describe("checkSelectors", () => {
  it("wants one kind of selector, not both, not none", () => {
    expect(checkSelectors({})?.code).toBe("InvalidEventSelectorsException");
    expect(checkSelectors({ eventSelectors: [{}], advancedEventSelectors: [] })?.code).toBe(
      "InvalidEventSelectorsException",
    );
  });

  it("accepts what Terraform sends", () => {
    expect(classic({ DataResources: [], IncludeManagementEvents: true, ReadWriteType: "All" })).toBeUndefined();
  });

  it("takes one to five classic selectors", () => {
    expect(checkSelectors({ eventSelectors: [] })).toBeDefined();
    expect(checkSelectors({ eventSelectors: Array.from({ length: 5 }, () => ({})) })).toBeUndefined();
    expect(checkSelectors({ eventSelectors: Array.from({ length: 6 }, () => ({})) })).toBeDefined();
  });

  it("counts data resources over all selectors", () => {
    const half = objects(...Array(125).fill("arn:aws:s3:::b/"));
    expect(checkSelectors({ eventSelectors: [half, half] })).toBeUndefined();
    expect(checkSelectors({ eventSelectors: [half, half, objects("arn:aws:s3:::b/")] })?.message).toBe(
      "Specify a valid number of DataResources.Values (0 to 250) for all your selectors",
    );
  });

  it.each([
    "arn:aws:s3",
    "arn:aws:s3:::",
    "arn:aws:s3:::bucket/",
    "arn:aws:s3:::bucket/a/b",
    "arn:aws:s3:::logs-*/*",
  ])("accepts %s", (value) => {
    expect(classic(objects(value))).toBeUndefined();
  });

  it.each(["arn:aws:s3:::bucket", "arn:aws:s3:::*", "bucket/", ""])("refuses %j in AWS's words", (value) => {
    expect(classic(objects(value))).toBe(`Value ${value} for DataResources.Values is invalid.`);
  });

  it("knows the values of the enumerations", () => {
    expect(classic({ ReadWriteType: "Some" })).toContain("ReadWriteType");
    expect(classic({ ExcludeManagementEventSources: ["kms.amazonaws.com", "rdsdata.amazonaws.com"] })).toBeUndefined();
    expect(classic({ ExcludeManagementEventSources: ["iam.amazonaws.com"] })).toContain("iam.amazonaws.com");
    expect(classic({ DataResources: [{ Type: "AWS::SQS::Queue", Values: [] }] })).toContain("AWS::SQS::Queue");
  });

  it("wants eventCategory in every advanced selector", () => {
    expect(advanced(management)).toBeUndefined();
    expect(advanced({ Field: "readOnly", Equals: ["true"] })).toContain("eventCategory");
    expect(advanced({ Field: "eventCategory", Equals: ["Management", "Data"] })).toContain("eventCategory");
  });

  it.each<[string, readonly AdvancedFieldSelector[]]>([
    ["data events need a resource type", [{ Field: "eventCategory", Equals: ["Data"] }]],
    ["management events have no resource type", [management, { Field: "resources.type", Equals: ["AWS::S3::Object"] }]],
    ["an unknown field", [management, { Field: "sourceIPAddress", Equals: ["1.2.3.4"] }]],
    ["a field twice", [management, { Field: "eventName", Equals: ["A"] }, { Field: "eventName", Equals: ["B"] }]],
    ["a field without values", [management, { Field: "eventName", Equals: [] }]],
    ["readOnly with another operator", [management, { Field: "readOnly", NotEquals: ["true"] }]],
    ["readOnly with another value", [management, { Field: "readOnly", Equals: ["True"] }]],
  ])("refuses %s", (_, fields) => {
    expect(advanced(...fields)).toBeDefined();
  });

  it("counts conditions over all advanced selectors", () => {
    const many = (count: number) => ({ Field: "eventName", Equals: Array(count).fill("A") });
    expect(advanced(management, many(499))).toBeUndefined();
    expect(advanced(management, many(500))).toContain("500");
  });
});
