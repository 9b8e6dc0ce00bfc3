import { describe, expect, it } from "vitest";
import { cborDestination, jsonDestination, queryDestination, queryService, wireOf } from "./dispatch.ts";

const JSON_11 = { "content-type": "application/x-amz-json-1.1" };

function json(target: string, contentType = JSON_11["content-type"]): string {
  const { address, operation } = jsonDestination(new Headers({ "x-amz-target": target, "content-type": contentType }));
  return `${address.service} ${operation.name}`;
}

function query(form: string, service?: string, host = "127.0.0.1"): string {
  const parameters = new URLSearchParams(form);
  const scope =
    service === undefined ? undefined : { accessKeyId: "A", date: "20261121", region: "us-east-1", service };
  const { address, operation } = queryDestination(parameters, queryService(parameters, scope, host));
  return `${address.service} ${operation.name}`;
}

describe("wireOf", () => {
  it("smithy-protocol goes before x-amz-target, and anything else is a query", () => {
    const target = { "x-amz-target": "Logs_20140328.PutLogEvents" };
    expect(wireOf(new Headers({ ...target, "smithy-protocol": "rpc-v2-cbor" })).kind).toBe("cbor");
    expect(wireOf(new Headers({ ...target, ...JSON_11 }))).toEqual({ kind: "json", version: "1.1", queryMode: false });
    expect(wireOf(new Headers({ "content-type": "application/json" })).kind).toBe("query");
  });

  it("remembers the JSON version and the query mode of the request", () => {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "a.b",
      "x-amzn-query-mode": "true",
    };
    expect(wireOf(new Headers(headers))).toEqual({ kind: "json", version: "1.0", queryMode: true });
  });
});

describe("jsonDestination", () => {
  it("the last segment is the operation, the one before it the service", () => {
    expect(json("Logs_20140328.PutLogEvents")).toBe("logs PutLogEvents");
    expect(json("CloudTrail_20131101.GetTrail")).toBe("cloudtrail GetTrail");
    expect(json("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetTrail")).toBe("cloudtrail GetTrail");
    expect(json("GraniteServiceVersion20100801.TagResource")).toBe("cloudwatch TagResource");
  });

  it.each([
    "",
    "PutLogEvents",
    "Logs_20140328.",
    "Logs_20140328.Nope",
    "Other.PutLogEvents",
    "Logs_20140328.constructor",
  ])("%j is an unknown operation", (target) => {
    expect(() => json(target)).toThrow(expect.objectContaining({ code: "UnknownOperationException", status: 400 }));
  });

  it("a content type that is not JSON is an unknown operation", () => {
    expect(() => json("Logs_20140328.PutLogEvents", "text/plain")).toThrow(
      expect.objectContaining({ code: "UnknownOperationException" }),
    );
  });
});

describe("cborDestination", () => {
  const rpc = new Headers({ "smithy-protocol": "rpc-v2-cbor" });

  it("the path names service and operation", () => {
    const { address } = cborDestination(rpc, "/service/GraniteServiceVersion20100801/operation/DescribeAlarms");
    expect(address.service).toBe("cloudwatch");
  });

  it.each([
    "/",
    "/service/GraniteServiceVersion20100801/operation/Nope",
    "/service/Logs_20140328/operation/PutLogEvents",
  ])("%s is an unknown operation", (path) => {
    expect(() => cborDestination(rpc, path)).toThrow(expect.objectContaining({ code: "UnknownOperationException" }));
  });
});

describe("queryDestination", () => {
  it("the credential scope decides between services that share an operation", () => {
    expect(query("Action=TagResource&Version=2010-03-31", "sns")).toBe("sns TagResource");
    expect(query("Action=TagResource&Version=2010-08-01", "monitoring")).toBe("cloudwatch TagResource");
  });

  it("an unsigned request is placed by its version, its host, or its being a link from a message", () => {
    expect(query("Action=GetCallerIdentity&Version=2011-06-15")).toBe("sts GetCallerIdentity");
    expect(query("Action=Publish", undefined, "sns.eu-west-1.amazonaws.com")).toBe("sns Publish");
    expect(query("Action=ConfirmSubscription&TopicArn=a&Token=t")).toBe("sns ConfirmSubscription");
    expect(query("Action=Unsubscribe&SubscriptionArn=a")).toBe("sns Unsubscribe");
  });

  it("no action is MissingAction", () => {
    expect(() => query("Version=2010-03-31")).toThrow(expect.objectContaining({ code: "MissingAction" }));
  });

  it.each([
    ["Action=Nope&Version=2010-03-31", undefined],
    ["Action=Publish", undefined],
    ["Action=PutLogEvents&Version=2014-03-28", "logs"],
    ["Action=ListUsers&Version=2010-05-08", "iam"],
  ])("%s for %s is InvalidAction", (form, service) => {
    expect(() => query(form, service)).toThrow(expect.objectContaining({ code: "InvalidAction", status: 400 }));
  });
});
