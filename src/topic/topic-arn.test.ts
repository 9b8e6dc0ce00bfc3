import { describe, expect, it } from "vitest";
import { parseSubscriptionArn, parseTopicArn } from "./topic-arn.ts";
import { checkTopicName } from "./topic-name.ts";

const topicArn = "arn:aws:sns:us-east-1:123456789012:alarms";

describe("checkTopicName", () => {
  it.each(["a", "Alarms_1-x", "a".repeat(256), "orders.fifo"])("accepts %s", (name) => {
    expect(checkTopicName(name)).toBeUndefined();
  });

  it.each(["", "a b", "a.b", "é", "a".repeat(257), ".fifo", `${"a".repeat(252)}.fifo`, "a\n"])("refuses %j", (name) => {
    expect(checkTopicName(name)).toEqual({
      ok: false,
      code: "InvalidParameter",
      message: "Invalid parameter: Topic Name",
    });
  });
});

describe("parseTopicArn", () => {
  it("reads the parts of an ARN", () => {
    const arn = { partition: "aws", region: "us-east-1", account: "123456789012", name: "alarms" };
    expect(parseTopicArn(topicArn)).toEqual({ ok: true, arn });
  });

  it.each([
    ["alarms", 1],
    ["", 1],
    ["my:Invalid:Arn", 3],
  ])("counts the elements of %j", (text, count) => {
    const message = `Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not ${count}`;
    expect(parseTopicArn(text)).toMatchObject({ ok: false, message });
  });

  it.each([
    `${topicArn}:5be8`,
    topicArn.replace("sns", "sqs"),
    "arn:aws:sns:us-east-1:123456789012:",
    ":::::",
  ])("refuses %j as no topic", (text) => {
    expect(parseTopicArn(text)).toMatchObject({ ok: false, message: "Invalid parameter: TopicArn" });
  });
});

describe("parseSubscriptionArn", () => {
  it("splits topic and subscription id", () => {
    expect(parseSubscriptionArn(`${topicArn}:5be8`)).toMatchObject({
      ok: true,
      arn: { topicArn, name: "alarms", subscriptionId: "5be8" },
    });
  });

  it.each([
    ["PendingConfirmation", "SubscriptionArn Reason: An ARN must have at least 6 elements, not 1"],
    [topicArn, "SubscriptionId"],
    [`${topicArn}:`, "SubscriptionArn"],
    [`${topicArn}:a:b`, "SubscriptionArn"],
  ])("refuses %j", (text, detail) => {
    expect(parseSubscriptionArn(text)).toMatchObject({ ok: false, message: `Invalid parameter: ${detail}` });
  });
});
