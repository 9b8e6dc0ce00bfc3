import { beforeEach, describe, expect, it } from "vitest";
import { kmsOperations as kms } from "../kms/operations.ts";
import { awsError, invalid, START, type TestEngine, testEngine } from "./engine.testing.ts";
import { snsOperations as sns } from "./operations.ts";
import { type PublishRequest, publishToTopic } from "./publish.ts";

const account = "123456789012";
const TopicArn = `arn:aws:sns:us-east-1:${account}:alarms`;
const alarmArn = `arn:aws:cloudwatch:us-east-1:${account}:alarm:root-usage`;

let test: TestEngine;

beforeEach(async () => {
  test = testEngine();
  await sns.CreateTopic(test.engine, test.signed, { Name: "alarms" });
});

function subscribe(Protocol: string, Endpoint: string, Attributes: Record<string, string> = {}) {
  return sns.Subscribe(test.engine, test.signed, { TopicArn, Protocol, Endpoint, Attributes });
}

function set(AttributeName: string, AttributeValue: string) {
  return sns.SetTopicAttributes(test.engine, test.signed, { TopicArn, AttributeName, AttributeValue });
}

async function notifications() {
  const messages = (await test.outbox()).map((row) => row.message);
  return messages.filter((message) => message.kind === "Notification");
}

function byAlarm(request: Partial<PublishRequest> = {}) {
  return test.engine.store.transaction((tx) =>
    publishToTopic(test.engine, tx, {
      topicArn: TopicArn,
      message: "ALARM",
      timestamp: START,
      by: { kind: "service", service: "cloudwatch.amazonaws.com", sourceArn: alarmArn },
      ...request,
    }),
  );
}

describe("Publish", () => {
  it("sends one message to each confirmed subscriber and none to those that have not confirmed", async () => {
    await subscribe("sqs", `arn:aws:sqs:us-east-1:${account}:q`);
    await subscribe("sms", "+15551234567");
    await subscribe("email", "a@example.com");
    const { MessageId } = await sns.Publish(test.engine, test.signed, { TopicArn, Message: "hello", Subject: "Bell" });
    const sent = await notifications();
    expect(sent.map((message) => message.protocol).sort()).toEqual(["sms", "sqs"]);
    expect(new Set(sent.map((message) => message.id)).size).toBe(2);
    for (const message of sent) {
      expect(message).toMatchObject({
        messageId: MessageId,
        topicArn: TopicArn,
        message: "hello",
        subject: "Bell",
        timestamp: START,
        rawMessageDelivery: false,
        signatureVersion: "1",
      });
    }
  });

  it("resolves a message per protocol, and carries attributes, raw delivery and signature version", async () => {
    await set("SignatureVersion", "2");
    await subscribe("sqs", `arn:aws:sqs:us-east-1:${account}:q`, { RawMessageDelivery: "true" });
    await subscribe("sms", "+15551234567");
    await sns.Publish(test.engine, test.signed, {
      TargetArn: TopicArn,
      Message: '{"default":"all","sms":"short"}',
      MessageStructure: "json",
      MessageAttributes: { who: { DataType: "String", StringValue: "root" } },
    });
    const sent = new Map((await notifications()).map((message) => [message.protocol, message]));
    expect(sent.get("sqs")).toMatchObject({ message: "all", rawMessageDelivery: true, signatureVersion: "2" });
    expect(sent.get("sms")).toMatchObject({
      message: "short",
      rawMessageDelivery: false,
      messageAttributes: { who: { Type: "String", Value: "root" } },
    });
  });

  it("wakes the dispatcher, and a topic without subscribers takes a message too", async () => {
    await expect(sns.Publish(test.engine, test.signed, { TopicArn, Message: "hello" })).resolves.toHaveProperty(
      "MessageId",
    );
    expect(test.wakes()).toBe(1);
  });

  it("refuses bad messages and topics in SNS's words and sends nothing", async () => {
    await subscribe("sms", "+15551234567");
    const publish = (input: object) => sns.Publish(test.engine, test.signed, { TopicArn, Message: "m", ...input });
    await expect(sns.Publish(test.engine, test.signed, { Message: "m" })).rejects.toMatchObject(
      invalid("TopicArn or TargetArn Reason: no value for required parameter"),
    );
    const TargetArn = `arn:aws:sns:us-east-1:${account}:endpoint/APNS/app/0f7d5971-aa8b-4bd5-b585-0826e9f93a66`;
    await expect(sns.Publish(test.engine, test.signed, { TargetArn, Message: "m" })).rejects.toMatchObject(
      invalid("TargetArn Reason: No endpoint found for the target arn specified"),
    );
    await expect(publish({ Message: "" })).rejects.toMatchObject(invalid("Empty message"));
    await expect(publish({ Message: "x".repeat(262_145) })).rejects.toMatchObject(invalid("Message too long"));
    await expect(publish({ Subject: "x".repeat(101) })).rejects.toMatchObject(invalid("Subject"));
    await expect(publish({ Message: '{"default":{}}', MessageStructure: "json" })).rejects.toMatchObject(
      invalid("Message Structure - No default entry in JSON message body"),
    );
    await expect(publish({ TopicArn: "alarms" })).rejects.toMatchObject({ code: "InvalidParameter" });
    await expect(publish({ TopicArn: `${TopicArn}2` })).rejects.toMatchObject(
      awsError("NotFound", 404, "Topic does not exist"),
    );
    expect(await notifications()).toEqual([]);
  });

  it("obeys a Deny in the topic's policy", async () => {
    const deny = { Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: TopicArn };
    await set("Policy", JSON.stringify({ Statement: deny }));
    await expect(sns.Publish(test.engine, test.signed, { TopicArn, Message: "m" })).rejects.toMatchObject(
      awsError(
        "AuthorizationError",
        403,
        `User: arn:aws:iam::${account}:root is not authorized to perform: SNS:Publish on resource: ${TopicArn} with an explicit deny in a resource-based policy`,
      ),
    );
  });
});

describe("publishToTopic by an alarm", () => {
  it("is allowed by the default policy", async () => {
    await subscribe("sms", "+15551234567");
    expect(await byAlarm()).toMatchObject({ ok: true });
    expect(await notifications()).toHaveLength(1);
  });

  it("is refused by a policy that leaves the service out, as the alarm's history tells it", async () => {
    await subscribe("sms", "+15551234567");
    const allow = { Effect: "Allow", Principal: { AWS: account }, Action: "sns:Publish", Resource: TopicArn };
    await set("Policy", JSON.stringify({ Statement: [allow] }));
    const text = `Resource: ${alarmArn} is not authorized to perform: SNS:Publish on resource: ${TopicArn}`;
    expect(await byAlarm()).toMatchObject({ ok: false, error: awsError("AuthorizationError", 403, text) });
    expect(await notifications()).toEqual([]);
    await set(
      "Policy",
      JSON.stringify({ Statement: [{ ...allow, Principal: { Service: "cloudwatch.amazonaws.com" } }] }),
    );
    expect(await byAlarm()).toMatchObject({ ok: true });
  });

  it("reports the parts of a policy that it cannot judge", async () => {
    const allow = { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: TopicArn };
    const Condition = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
    await set("Policy", JSON.stringify({ Statement: [{ ...allow, Condition }] }));
    expect(await byAlarm()).toMatchObject({ ok: false });
    expect(test.logged).toEqual([{ topicArn: TopicArn, unjudged: ["Condition IpAddress on aws:SourceIp"] }]);
  });

  it("needs a key that it may use, where the topic is encrypted", async () => {
    const text = "CloudWatch Alarms does not have authorization to access the SNS topic encryption key.";
    const refused = { ok: false, error: awsError("KMSAccessDenied", 400, text) };
    const newKey = async (Policy?: string) => {
      const created = await kms.CreateKey(test.engine, test.signed, Policy === undefined ? {} : { Policy });
      const { KeyMetadata } = created as { readonly KeyMetadata: { readonly KeyId: string } };
      await set("KmsMasterKeyId", KeyMetadata.KeyId);
      return KeyMetadata;
    };
    await set("KmsMasterKeyId", "alias/aws/sns");
    expect(await byAlarm()).toMatchObject(refused);
    await set("KmsMasterKeyId", "alias/not-there");
    expect(await byAlarm()).toMatchObject(refused);
    await newKey();
    expect(await byAlarm()).toMatchObject(refused);
    const Principal = { Service: "cloudwatch.amazonaws.com" };
    const allow = { Effect: "Allow", Principal, Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" };
    const key = await newKey(JSON.stringify({ Statement: [allow] }));
    expect(await byAlarm()).toMatchObject({ ok: true });
    await kms.DisableKey(test.engine, test.signed, key);
    expect(await byAlarm()).toMatchObject(refused);
  });

  it("answers a missing topic and a bad ARN instead of throwing", async () => {
    expect(await byAlarm({ topicArn: `${TopicArn}2` })).toMatchObject({
      ok: false,
      error: awsError("NotFound", 404, "Topic does not exist"),
    });
    expect(await byAlarm({ topicArn: "alarms" })).toMatchObject({ ok: false, error: { code: "InvalidParameter" } });
  });

  it("leaves no message when the transaction around it fails", async () => {
    await subscribe("sms", "+15551234567");
    const failing = test.engine.store.transaction(async (tx) => {
      const by = { kind: "account" } as const;
      await publishToTopic(test.engine, tx, { topicArn: TopicArn, message: "m", timestamp: START, by });
      throw new Error("the evaluator failed");
    });
    await expect(failing).rejects.toThrow("the evaluator failed");
    expect(await notifications()).toEqual([]);
  });
});
