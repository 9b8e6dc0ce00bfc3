import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEndpoint, checkRawMessageDelivery, confirmsAtOnce, shownEndpoint } from "./endpoint.ts";
import { protocols } from "./protocol.ts";

const queueArn = "arn:aws:sqs:us-east-1:123456789012:q";

describe("checkEndpoint", () => {
  it.each([
    ["http", "http://127.0.0.1:8080/hook?a=b"],
    ["https", "https://user:secret@example.com/hook"],
    ["https", "https://example.com/hook#part"],
    ["email", "ops+alarms@example.com"],
    ["email-json", "root@localhost"],
    ["sms", "+1234567890"],
    ["sms", "+12/34-567.890"],
    ["sqs", queueArn],
    ["lambda", "arn:aws:lambda:us-east-1:123456789012:function:f"],
    ["application", "arn:aws:sns:us-east-1:123456789012:endpoint/GCM/app/1"],
    ["firehose", "arn:aws:firehose:us-east-1:123456789012:deliverystream/d"],
  ])("accepts %s %s", (protocol, endpoint) => {
    expect(checkEndpoint(protocol, endpoint)).toEqual({ ok: true, protocol });
  });

  it.each([
    ["ftp", "ftp://x", "Invalid parameter: Amazon SNS does not support this protocol string: ftp"],
    ["https", "http://example.com", "Invalid parameter: Endpoint must match the specified protocol"],
    ["http", "http://", "Invalid parameter: Endpoint must match the specified protocol"],
    [
      "http",
      "http://user:secret@example.com/",
      "Invalid parameter: Endpoint Reason: Please use HTTPS for subscriptions that contain inline credentials",
    ],
    ["email", "this is not an email", "Invalid parameter: Email address"],
    ["email", "a@example.com,b@example.com", "Invalid parameter: Email address"],
    ["email", "a@example.com;b@example.com", "Invalid parameter: Email address"],
    ["email", "a@example.com\r\nBcc: b@example.com", "Invalid parameter: Email address"],
    ["sms", "call me", "Invalid SMS endpoint: call me"],
    ["sms", "+15--551234567", "Invalid SMS endpoint: +15--551234567"],
    ["sms", "+15551234567.", "Invalid SMS endpoint: +15551234567."],
    ["sms", "/+15551234567", "Invalid SMS endpoint: /+15551234567"],
    ["sms", "+01555123456", "Invalid SMS endpoint: +01555123456"],
    ["sqs", "q", "Invalid parameter: SQS endpoint ARN"],
    ["sqs", "arn:aws:sns:us-east-1:123456789012:q", "Invalid parameter: SQS endpoint ARN"],
    [
      "sqs",
      `${queueArn}.fifo`,
      "Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    ],
    ["lambda", "f", "Invalid parameter: Lambda endpoint ARN"],
    ["application", "f", "Invalid parameter: Application endpoint arn invalid"],
    ["firehose", "f", "Invalid parameter: Firehose endpoint ARN"],
  ])("refuses %s %j", (protocol, endpoint, message) => {
    expect(checkEndpoint(protocol, endpoint)).toEqual({ ok: false, code: "InvalidParameter", message });
  });

  it("never throws", () => {
    const anyProtocol = fc.oneof(fc.constantFrom(...protocols), fc.string());
    fc.assert(
      fc.property(anyProtocol, fc.oneof(fc.string({ unit: "binary" }), fc.webUrl()), (protocol, endpoint) => {
        expect(typeof checkEndpoint(protocol, endpoint).ok).toBe("boolean");
      }),
    );
  });
});

describe("confirmsAtOnce", () => {
  it("takes a queue of the same account as confirmed, one of another account not", () => {
    expect(confirmsAtOnce("sqs", queueArn, "123456789012")).toBe(true);
    expect(confirmsAtOnce("sqs", queueArn, "999999999999")).toBe(false);
  });

  it("asks people and web servers first", () => {
    expect(protocols.filter((protocol) => !confirmsAtOnce(protocol, queueArn, "123456789012"))).toEqual([
      "http",
      "https",
      "email",
      "email-json",
    ]);
  });
});

describe("checkRawMessageDelivery", () => {
  it("is for http, https, sqs and firehose", () => {
    const raw = protocols.filter((protocol) => checkRawMessageDelivery(protocol, "true", "") === undefined);
    expect(raw).toEqual(["http", "https", "sqs", "firehose"]);
  });

  it("can be switched off everywhere", () => {
    expect(checkRawMessageDelivery("email", "false", "")).toBeUndefined();
  });

  it.each([
    ["email", "true", "Attributes Reason: Delivery protocol [email] does not support raw message delivery."],
    ["sqs", "yes", "Attributes Reason: RawMessageDelivery: Invalid value [yes]. Must be true or false."],
  ] as const)("says why for %s %s", (protocol, value, detail) => {
    const message = `Invalid parameter: ${detail}`;
    expect(checkRawMessageDelivery(protocol, value, "Attributes Reason: ")).toMatchObject({ ok: false, message });
  });
});

describe("shownEndpoint", () => {
  it.each([
    ["https://probe:secret@example.com/basic", "https://probe:****@example.com/basic"],
    ["https://probe:a:b@c@example.com?x=1", "https://probe:****@example.com?x=1"],
    ["https://probe@example.com:8443/", "https://probe@example.com:8443/"],
    ["https://example.com/a:b@c", "https://example.com/a:b@c"],
    ["ops@example.com", "ops@example.com"],
  ])("shows %s as %s", (endpoint, shown) => {
    expect(shownEndpoint(endpoint)).toBe(shown);
  });

  it("never shows a password", () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(
      fc.property(word, word, (user, password) => {
        expect(shownEndpoint(`https://${user}:pw-${password}@example.com/x`)).toBe(
          `https://${user}:****@example.com/x`,
        );
      }),
    );
  });
});
