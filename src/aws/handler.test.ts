import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AwsError } from "../engine/aws-error.ts";
import { jsonRequest, queryRequest, testHandler } from "./handler.testing.ts";

describe("createAwsHandler", () => {
  it("hands a decoded call to its operation and returns its answer", async () => {
    const { handle, calls } = testHandler(() => ({ logGroups: [] }));
    const response = await handle(
      jsonRequest("Logs_20140328.DescribeLogGroups", { limit: 5 }, { "amz-sdk-invocation-id": "i" }),
    );
    expect(await response.text()).toBe('{"logGroups":[]}');
    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(response.headers.get("x-amzn-requestid")).toBe("request-1");
    expect(calls).toEqual([
      {
        service: "logs",
        operation: "DescribeLogGroups",
        scope: { account: "123456789012", region: "us-east-1" },
        input: { limit: 5 },
        requestId: "request-1",
        invocationId: "i",
        signed: false,
        caller: { sourceIPAddress: "127.0.0.1", userAgent: "" },
        baseUrl: "http://127.0.0.1:4666",
      },
    ]);
  });

  it("takes the link of a confirmation message, unsigned, as a GET", async () => {
    const { handle, calls } = testHandler(() => ({ SubscriptionArn: "arn" }));
    const response = await handle(
      new Request("http://127.0.0.1/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:x&Token=t"),
    );
    expect(await response.text()).toContain("<ConfirmSubscriptionResult><SubscriptionArn>arn</SubscriptionArn>");
    expect(calls[0]).toMatchObject({ service: "sns", signed: false, input: { TopicArn: "arn:aws:sns:x", Token: "t" } });
  });

  it("reads the region from a presigned URL", async () => {
    const { handle, calls } = testHandler();
    await handle(
      new Request(
        "http://127.0.0.1/?Action=ListTopics&Version=2010-03-31&X-Amz-Credential=AK%2F20261121%2Feu-west-1%2Fsns%2Faws4_request",
      ),
    );
    expect(calls[0]).toMatchObject({ scope: { region: "eu-west-1" }, signed: true });
  });

  it("reads a gzip body", async () => {
    const { handle, calls } = testHandler();
    const body = new Uint8Array(gzipSync('{"AlarmNames":["a"]}'));
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "GraniteServiceVersion20100801.DeleteAlarms",
      "content-encoding": "gzip",
    };
    await handle(new Request("http://127.0.0.1/", { method: "POST", headers, body }));
    expect(calls[0]?.input).toEqual({ AlarmNames: ["a"] });
  });

  it("refuses an operation that AWS has and Tocsin has not, by name", async () => {
    const { handle } = testHandler(() => ({}), { serves: () => false });
    const json = await handle(jsonRequest("Logs_20140328.StartQuery", {}));
    expect(json.status).toBe(400);
    expect(await json.json()).toEqual({
      __type: "UnknownOperationException",
      message: "Tocsin does not implement the operation StartQuery of logs.",
    });
    const query = await handle(queryRequest("Action=ListEndpointsByPlatformApplication&Version=2010-03-31"));
    expect(await query.text()).toContain("<Code>InvalidAction</Code>");
  });

  it("refuses a member Tocsin does not act upon, by name", async () => {
    const { handle, calls } = testHandler();
    const response = await handle(jsonRequest("Logs_20140328.ListLogGroups", { dataSources: [{ name: "d" }] }));
    expect(await response.json()).toEqual({
      __type: "InvalidParameterException",
      message: "Tocsin does not support dataSources in ListLogGroups.",
    });
    expect(calls).toEqual([]);
  });

  it.each([
    ["logs", jsonRequest("Logs_20140328.DeleteLogGroup", {}), "InvalidParameterException"],
    [
      "cloudwatch",
      jsonRequest("GraniteServiceVersion20100801.DeleteAlarms", {}),
      "com.amazon.coral.validate#ValidationException",
    ],
    ["cloudtrail", jsonRequest("CloudTrail_20131101.GetTrail", {}), "ValidationException"],
  ])("%s refuses a missing member with a code of its own", async (_service, request, type) => {
    const response = await testHandler().handle(request);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      __type: type,
      message: expect.stringContaining("Member must not be null"),
    });
  });

  it("what breaks inside is logged with its id and not shown", async () => {
    const { handle, logged } = testHandler(() => {
      throw new Error("disk full");
    });
    const response = await handle(jsonRequest("Logs_20140328.DescribeLogGroups", {}));
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"__type":"InternalFailure"}');
    expect(logged).toEqual([
      expect.objectContaining({ requestId: "request-1", service: "logs", err: new Error("disk full") }),
    ]);
  });

  it("an answer that does not fit the model is a failure of Tocsin, not of the client", async () => {
    const { handle, logged } = testHandler(() => ({ logGroups: "none" }));
    const response = await handle(jsonRequest("Logs_20140328.DescribeLogGroups", {}));
    expect(response.status).toBe(500);
    expect(logged).toHaveLength(1);
  });

  it("a body above the limit is refused in the form of its protocol", async () => {
    const { handle } = testHandler(() => ({}), { bodyLimit: 10 });
    const json = await handle(jsonRequest("Logs_20140328.DescribeLogGroups", { nextToken: "x".repeat(20) }));
    expect(json.status).toBe(413);
    expect(await json.json()).toMatchObject({ __type: "RequestEntityTooLarge" });
    const query = await handle(queryRequest("Action=ListTopics&Version=2010-03-31"));
    expect(query.status).toBe(413);
    expect(await query.text()).toContain("<Code>RequestEntityTooLarge</Code>");
  });

  it("a method AWS does not have is refused", async () => {
    const response = await testHandler().handle(new Request("http://127.0.0.1/", { method: "DELETE" }));
    expect(response.status).toBe(405);
  });

  it("an operation's own refusal passes through", async () => {
    const { handle } = testHandler(() => {
      throw new AwsError("ResourceNotFoundException", 400, "The specified log group does not exist.");
    });
    const response = await handle(jsonRequest("Logs_20140328.DeleteLogGroup", { logGroupName: "g" }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: "The specified log group does not exist." });
  });

  it("whatever is sent is the sender's fault, never a failure", async () => {
    const { handle, logged } = testHandler();
    const token = fc.string({ unit: "grapheme-ascii" });
    const headers = fc.record(
      {
        "x-amz-target": fc.oneof(
          token,
          fc.constantFrom("Logs_20140328.PutLogEvents", "GraniteServiceVersion20100801.PutMetricData"),
        ),
        "content-type": fc.constantFrom(
          "application/x-amz-json-1.1",
          "application/x-www-form-urlencoded",
          "text/plain",
        ),
        "content-encoding": fc.constantFrom("gzip", "identity", "br"),
        "smithy-protocol": fc.constantFrom("rpc-v2-cbor", "rest-json"),
        authorization: token,
      },
      { requiredKeys: [] },
    );
    const path = fc.constantFrom(
      "/",
      "/service/GraniteServiceVersion20100801/operation/PutMetricData",
      "/?Action=CreateTopic&Version=2010-03-31",
    );
    const body = fc.oneof(
      fc.uint8Array(),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.constant(new TextEncoder().encode("Action=Publish&Version=2010-03-31&MessageAttributes.entry.x=")),
    );
    await fc.assert(
      fc.asyncProperty(path, headers, body, async (path, fields, bytes) => {
        const init = { method: "POST", headers: new Headers(fields), body: new Uint8Array(bytes) };
        const response = await handle(new Request(`http://127.0.0.1${path}`, init));
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(response.status).toBeLessThan(500);
        expect(response.headers.get("x-amzn-requestid")).toBe("request-1");
      }),
    );
    expect(logged).toEqual([]);
  });
});
