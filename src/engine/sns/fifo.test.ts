import { beforeEach, describe, expect, it } from "vitest";
import { createDispatcher } from "../dispatcher.ts";
import type { Delivery, DeliveryOutcome } from "../outbound.ts";
import { invalid, MINUTE, START, type TestEngine, testEngine } from "./engine.testing.ts";
import { snsOperations as sns } from "./operations.ts";

const TopicArn = "arn:aws:sns:us-east-1:123456789012:orders.fifo";
const queue = "arn:aws:sqs:us-east-1:123456789012:orders.fifo";

let test: TestEngine;

beforeEach(async () => {
  test = testEngine();
  await sns.CreateTopic(test.engine, test.signed, { Name: "orders.fifo", Attributes: { FifoTopic: "True" } });
  await sns.Subscribe(test.engine, test.signed, { TopicArn, Protocol: "sqs", Endpoint: queue });
});

function set(AttributeName: string, AttributeValue: string) {
  return sns.SetTopicAttributes(test.engine, test.signed, { TopicArn, AttributeName, AttributeValue });
}

function publish(Message: string, MessageGroupId?: string, MessageDeduplicationId?: string) {
  return sns.Publish(test.engine, test.signed, {
    TopicArn,
    Message,
    ...(MessageGroupId === undefined ? {} : { MessageGroupId }),
    ...(MessageDeduplicationId === undefined ? {} : { MessageDeduplicationId }),
  });
}

describe("a FIFO topic", () => {
  it("needs the name and the attribute, and shows both of its attributes", async () => {
    const create = (Name: string, Attributes = {}) => sns.CreateTopic(test.engine, test.signed, { Name, Attributes });
    await expect(create("a.fifo")).rejects.toMatchObject(invalid("Topic Name"));
    await expect(create("a.fifo", { FifoTopic: "false" })).rejects.toMatchObject(invalid("Topic Name"));
    await expect(create("a", { FifoTopic: "true" })).rejects.toMatchObject(invalid("Topic Name"));
    const { Attributes } = await sns.GetTopicAttributes(test.engine, test.signed, { TopicArn });
    expect(Attributes).toMatchObject({ FifoTopic: "true", ContentBasedDeduplication: "false" });
    expect(Attributes).not.toHaveProperty("FifoThroughputScope");
  });

  it("changes its attributes in SNS's way", async () => {
    await expect(set("FifoTopic", "false")).rejects.toMatchObject(
      invalid("FifoTopic: Modifying topic type is not supported"),
    );
    await expect(set("ContentBasedDeduplication", "yes")).rejects.toMatchObject(
      invalid("ContentBasedDeduplication: Invalid value [yes]. Must be true or false."),
    );
    await expect(set("FifoThroughputScope", "bad")).rejects.toMatchObject(invalid("Invalid FifoThroughputScope: bad"));
    await set("FifoThroughputScope", "MessageGroup");
    await expect(set("FifoThroughputScope", "Topic")).rejects.toMatchObject(
      invalid("Modifying FifoThroughputScope from MessageGroup to Topic is not supported"),
    );
  });

  it("delivers to queues only", async () => {
    const Endpoint = "arn:aws:lambda:us-east-1:123456789012:function:f";
    const input = { TopicArn, Protocol: "lambda", Endpoint };
    await expect(sns.Subscribe(test.engine, test.signed, input)).rejects.toMatchObject(
      invalid("Invalid protocol type: lambda"),
    );
    const standard = { TopicArn, Protocol: "sqs", Endpoint: queue.replace(".fifo", "") };
    await expect(sns.Subscribe(test.engine, test.signed, standard)).resolves.toHaveProperty("SubscriptionArn");
  });

  it("asks for a group and for something to tell duplicates by", async () => {
    await expect(publish("x", undefined, "d")).rejects.toMatchObject(
      invalid("The MessageGroupId parameter is required for FIFO topics"),
    );
    await expect(publish("x", "g")).rejects.toMatchObject(
      invalid(
        "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
      ),
    );
    await expect(publish("x", "g", "with space")).rejects.toMatchObject(
      invalid(
        "The MessageDeduplicationId parameter can only include alphanumeric and punctuation characters. 1 to 128 in length",
      ),
    );
  });

  it("takes a message once in five minutes, by its deduplication id in the whole topic", async () => {
    const first = await publish("one", "g1", "same");
    expect(first.SequenceNumber).toBe("10000000000000001000");
    expect(await publish("two", "g2", "same")).toEqual(first);
    test.clock.set(START + 5 * MINUTE - 1);
    expect(await publish("three", "g1", "same")).toEqual(first);
    test.clock.set(START + 5 * MINUTE);
    const later = await publish("four", "g1", "same");
    expect(later.SequenceNumber).toBe("10000000000000002000");
    expect((await test.outbox()).map((row) => row.message.message)).toEqual(["one", "four"]);
  });

  it("by its deduplication id in its group where the scope says so", async () => {
    await set("FifoThroughputScope", "MessageGroup");
    const first = await publish("one", "g1", "same");
    expect(await publish("two", "g1", "same")).toEqual(first);
    expect((await publish("three", "g2", "same")).MessageId).not.toBe(first.MessageId);
  });

  it("by the SHA-256 of its content where it is content-based", async () => {
    await set("ContentBasedDeduplication", "true");
    const first = await publish("hello", "g");
    expect(await publish("hello", "g")).toEqual(first);
    expect((await publish("hello", "g", "explicit")).MessageId).not.toBe(first.MessageId);
    expect((await test.outbox())[0]?.message.fifo).toMatchObject({
      messageDeduplicationId: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
    });
  });

  it("forgets what it took when it is deleted", async () => {
    await publish("one", "g", "same");
    await sns.DeleteTopic(test.engine, test.signed, { TopicArn });
    await sns.CreateTopic(test.engine, test.signed, { Name: "orders.fifo", Attributes: { FifoTopic: "true" } });
    expect((await publish("two", "g", "same")).SequenceNumber).toBe("10000000000000001000");
  });
});

describe("the messages of a FIFO topic", () => {
  const done: DeliveryOutcome = { kind: "delivered", detail: "ok" };
  const busy: DeliveryOutcome = { kind: "failed", retryable: true, reason: "503" };

  function delivering(outcome: (message: string, attempt: number) => DeliveryOutcome) {
    const sent: string[] = [];
    const delivery: Delivery = {
      async deliver({ message }) {
        sent.push(message);
        await new Promise(setImmediate);
        return outcome(message, sent.filter((one) => one === message).length);
      },
    };
    return { sent, dispatchDue: createDispatcher(test.engine, delivery, new AbortController().signal) };
  }

  it("reach a subscriber in the order of their group, however many are due at once", async () => {
    const names = Array.from({ length: 40 }, (_, at) => `m${at}`);
    for (const name of names) await publish(name, "g", name);
    const { sent, dispatchDue } = delivering(() => done);
    expect(await dispatchDue()).toBe(40);
    expect(sent).toEqual(names);
  });

  it("wait for a failed one of their group, while other groups go on", async () => {
    for (const [name, group] of [
      ["a1", "a"],
      ["a2", "a"],
      ["b1", "b"],
      ["b2", "b"],
    ] as const) {
      await publish(name, group, name);
    }
    const { sent, dispatchDue } = delivering((message, attempt) => (message === "a1" && attempt < 6 ? busy : done));
    await dispatchDue();
    expect(sent.filter((name) => name.startsWith("b"))).toEqual(["b1", "b2"]);
    expect(sent).not.toContain("a2");
    for (let second = 1; second <= 60; second += 1) {
      test.clock.set(START + second * 1000);
      await dispatchDue();
    }
    expect(sent.filter((name) => name.startsWith("a"))).toEqual(["a1", "a1", "a1", "a1", "a1", "a1", "a2"]);
    expect(await test.outbox(false)).toEqual([]);
  });
});
