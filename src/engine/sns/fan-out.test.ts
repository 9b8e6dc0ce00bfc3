import { beforeEach, describe, expect, it } from "vitest";
import { type TestEngine, testEngine } from "./engine.testing.ts";
import { snsOperations as sns } from "./operations.ts";

const TopicArn = "arn:aws:sns:us-east-1:123456789012:alarms";
const dlq = "arn:aws:sqs:us-east-1:123456789012:dlq";

let test: TestEngine;

beforeEach(async () => {
  test = testEngine();
  await sns.CreateTopic(test.engine, test.signed, { Name: "alarms" });
});

function subscribe(name: string, Attributes: Record<string, string>) {
  const Endpoint = `arn:aws:sqs:us-east-1:123456789012:${name}`;
  return sns.Subscribe(test.engine, test.signed, { TopicArn, Protocol: "sqs", Endpoint, Attributes });
}

function publish(input: Omit<Parameters<typeof sns.Publish>[2], "TopicArn">) {
  return sns.Publish(test.engine, test.signed, { TopicArn, ...input });
}

/** Names of the queues that a message went to, by message. */
async function sent(): Promise<Record<string, readonly string[]>> {
  const queues: Record<string, string[]> = {};
  for (const { message } of await test.outbox()) {
    if (message.kind !== "Notification") continue;
    (queues[message.message] ??= []).push(message.endpoint.split(":").at(-1) ?? "");
  }
  return Object.fromEntries(Object.entries(queues).map(([message, names]) => [message, names.sort()]));
}

describe("publishing to filtered subscriptions", () => {
  it("gives each subscription the messages that its policy lets pass", async () => {
    await subscribe("all", {});
    await subscribe("roots", { FilterPolicy: '{"who":["root"]}' });
    await subscribe("bodies", { FilterPolicy: '{"who":{"name":["root"]}}', FilterPolicyScope: "MessageBody" });
    const who = (StringValue: string) => ({ who: { DataType: "String", StringValue } });
    await publish({ Message: "by root", MessageAttributes: who("root") });
    await publish({ Message: "by alice", MessageAttributes: who("alice") });
    await publish({ Message: '{"who":{"name":"root"}}' });
    expect(await sent()).toEqual({
      "by root": ["all", "roots"],
      "by alice": ["all"],
      '{"who":{"name":"root"}}': ["all", "bodies"],
    });
  });

  it("a filter on the body looks at the text of the subscription's own protocol", async () => {
    await subscribe("bodies", { FilterPolicy: '{"n":[1]}', FilterPolicyScope: "MessageBody" });
    await publish({ Message: '{"default":"x","sqs":"{\\"n\\":1}"}', MessageStructure: "json" });
    await publish({ Message: '{"default":"{\\"n\\":1}","sqs":"x"}', MessageStructure: "json" });
    expect(await sent()).toEqual({ '{"n":1}': ["bodies"] });
  });

  it("a policy that is changed counts for the next message", async () => {
    const { SubscriptionArn } = await subscribe("one", { FilterPolicy: '{"a":["x"]}' });
    await publish({ Message: "first" });
    await sns.SetSubscriptionAttributes(test.engine, test.signed, {
      SubscriptionArn,
      AttributeName: "FilterPolicy",
      AttributeValue: "{}",
    });
    await publish({ Message: "second" });
    expect(await sent()).toEqual({ second: ["one"] });
  });
});

describe("a message in the outbox", () => {
  it("carries the delivery policy, content type and dead-letter queue of its subscription", async () => {
    await sns.Subscribe(test.engine, test.signed, {
      TopicArn,
      Protocol: "https",
      Endpoint: "https://example.com/hook",
      Attributes: {
        DeliveryPolicy:
          '{"healthyRetryPolicy":{"minDelayTarget":1,"maxDelayTarget":1,"numRetries":2},"requestPolicy":{"headerContentType":"application/json"}}',
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dlq }),
      },
    });
    const Token = (await test.outbox())[0]?.message.token ?? "";
    await sns.ConfirmSubscription(test.engine, test.unsigned, { TopicArn, Token });
    await publish({ Message: "hello" });
    expect((await test.outbox()).map((row) => row.message)).toContainEqual(
      expect.objectContaining({
        message: "hello",
        retryPolicy: expect.objectContaining({ minDelayTarget: 1, numRetries: 2, backoffFunction: "linear" }),
        contentType: "application/json",
        deadLetterTargetArn: dlq,
      }),
    );
  });
});
