import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiCall, signIn } from "./record.testing.ts";
import { type AdvancedFieldSelector, type EventSelector, selects } from "./selector.ts";

const classic = (...eventSelectors: readonly EventSelector[]) => ({ eventSelectors });
const advanced = (...FieldSelectors: readonly AdvancedFieldSelector[]) => ({
  advancedEventSelectors: [{ FieldSelectors }],
});

const readCall = apiCall({ eventName: "ListUsers", readOnly: true });
const kmsCall = apiCall({ eventSource: "kms.amazonaws.com", eventName: "Decrypt", readOnly: true });
const insight = { eventTime: "2026-01-31T12:00:00Z", eventType: "AwsCloudTrailInsight", eventCategory: "Insight" };
const objectRead = apiCall({
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  readOnly: true,
  managementEvent: false,
  eventCategory: "Data",
  resources: [
    { type: "AWS::S3::Object", ARN: "arn:aws:s3:::payroll/2026/january" },
    { type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::payroll", accountId: "123456789012" },
  ],
});

describe("a trail without selectors", () => {
  it("logs management events, reads and writes", () => {
    expect([signIn(), readCall, kmsCall].map((record) => selects({}, record))).toEqual([true, true, true]);
  });

  it("logs neither data events nor Insights events", () => {
    expect([objectRead, insight].map((record) => selects({}, record))).toEqual([false, false]);
  });
});

describe("classic selectors", () => {
  it("tell reads from writes", () => {
    expect(selects(classic({ ReadWriteType: "ReadOnly" }), signIn())).toBe(false);
    expect(selects(classic({ ReadWriteType: "ReadOnly" }), readCall)).toBe(true);
    expect(selects(classic({ ReadWriteType: "WriteOnly" }), readCall)).toBe(false);
  });

  it("tell reads by the name of the call where an old record does not say", () => {
    const old = apiCall({ eventName: "DescribeInstances", readOnly: undefined });
    expect(selects(classic({ ReadWriteType: "WriteOnly" }), old)).toBe(false);
    expect(selects(classic({ ReadWriteType: "WriteOnly" }), { ...old, eventName: "RunInstances" })).toBe(true);
  });

  it("can leave management events out, all or those of a source", () => {
    expect(selects(classic({ IncludeManagementEvents: false }), signIn())).toBe(false);
    const withoutKms = classic({ ExcludeManagementEventSources: ["kms.amazonaws.com"] });
    expect([selects(withoutKms, kmsCall), selects(withoutKms, signIn())]).toEqual([false, true]);
  });

  it("log an event that any of them selects", () => {
    const either = classic({ ReadWriteType: "ReadOnly" }, { ReadWriteType: "WriteOnly" });
    expect([signIn(), readCall].map((record) => selects(either, record))).toEqual([true, true]);
  });

  it.each([
    ["arn:aws:s3", true],
    ["arn:aws:s3:::", true],
    ["arn:aws:s3:::payroll/", true],
    ["arn:aws:s3:::payroll/2026", true],
    ["arn:aws:s3:::payroll/2025", false],
    ["arn:aws:s3:::pay/", false],
  ])("take %s as a prefix of objects: %s", (value, expected) => {
    const selector = { DataResources: [{ Type: "AWS::S3::Object", Values: [value] }] };
    expect(selects(classic(selector), objectRead)).toBe(expected);
  });

  it("name functions exactly, or all of them", () => {
    const ARN = "arn:aws:lambda:us-east-1:123456789012:function:hello2";
    const invoke = apiCall({ eventCategory: "Data", resources: [{ type: "AWS::Lambda::Function", ARN }] });
    const wanting = (value: string) => classic({ DataResources: [{ Type: "AWS::Lambda::Function", Values: [value] }] });
    expect(selects(wanting(ARN), invoke)).toBe(true);
    expect(selects(wanting(ARN.slice(0, -1)), invoke)).toBe(false);
    expect(selects(wanting("arn:aws:lambda"), invoke)).toBe(true);
  });
});

describe("advanced selectors", () => {
  const management = { Field: "eventCategory", Equals: ["Management"] };

  it("need every field to match", () => {
    const writes = advanced(management, { Field: "readOnly", Equals: ["false"] });
    expect([signIn(), readCall, objectRead].map((record) => selects(writes, record))).toEqual([true, false, false]);
  });

  it.each<[AdvancedFieldSelector, boolean]>([
    [{ Field: "eventName", Equals: ["Nope", "ConsoleLogin"] }, true],
    [{ Field: "eventName", StartsWith: ["Console"] }, true],
    [{ Field: "eventName", EndsWith: ["Login"], Equals: ["Nope"] }, true],
    [{ Field: "eventName", NotEquals: ["ConsoleLogin"] }, false],
    [{ Field: "eventName", NotStartsWith: ["Nope"], NotEndsWith: ["Login"] }, false],
    [{ Field: "eventName", StartsWith: ["Console"], NotEndsWith: ["Login"] }, false],
    [{ Field: "eventName", NotEquals: ["Nope"] }, true],
    [{ Field: "userIdentity.arn", EndsWith: ["user/alice"] }, true],
    [{ Field: "sessionCredentialFromConsole", Equals: ["false"] }, true],
    [{ Field: "vpcEndpointId", Equals: [""] }, false],
    [{ Field: "vpcEndpointId", NotEquals: ["vpce-1"] }, true],
  ])("%j on a sign-in gives %s", (field, expected) => {
    expect(selects(advanced(management, field), signIn())).toBe(expected);
  });

  it("want type and ARN of the same resource", () => {
    const data = { Field: "eventCategory", Equals: ["Data"] };
    const object = { Field: "resources.type", Equals: ["AWS::S3::Object"] };
    const arn = (value: string) => ({ Field: "resources.ARN", StartsWith: [value] });
    expect(selects(advanced(data, object, arn("arn:aws:s3:::payroll/")), objectRead)).toBe(true);
    const bucket = { Field: "resources.type", Equals: ["AWS::S3::Bucket"] };
    expect(selects(advanced(data, bucket, arn("arn:aws:s3:::payroll/")), objectRead)).toBe(false);
  });

  it("take the place of the default: what none selects is not logged", () => {
    expect(selects(advanced({ Field: "eventCategory", Equals: ["Data"] }), signIn())).toBe(false);
  });
});

describe("selection", () => {
  it("is defined for every record", () => {
    const record = fc
      .record(
        {
          readOnly: fc.jsonValue(),
          eventCategory: fc.jsonValue(),
          managementEvent: fc.jsonValue(),
          eventName: fc.jsonValue(),
          resources: fc.jsonValue(),
          userIdentity: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map((fields) => ({ ...fields, eventTime: "2026-01-31T12:00:00Z" }));
    const field = fc.record({
      Field: fc.constantFrom("eventCategory", "readOnly", "resources.ARN", "userIdentity.arn", "eventName"),
      NotStartsWith: fc.array(fc.string()),
      Equals: fc.array(fc.string()),
    });
    fc.assert(
      fc.property(record, fc.array(field), (subject, fields) => {
        expect(typeof selects(advanced(...fields), subject)).toBe("boolean");
        expect(typeof selects({}, subject)).toBe("boolean");
      }),
    );
  });
});
