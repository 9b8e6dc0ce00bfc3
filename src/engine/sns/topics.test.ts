import { describe, expect, it } from "vitest";
import { awsError, invalid, testEngine } from "./engine.testing.ts";
import { snsOperations as sns } from "./operations.ts";

const alarms = "arn:aws:sns:us-east-1:123456789012:alarms";
const notThere = awsError("NotFound", 404, "Topic does not exist");

async function attributesOf({ engine, signed }: ReturnType<typeof testEngine>, TopicArn = alarms) {
  return (await sns.GetTopicAttributes(engine, signed, { TopicArn })).Attributes;
}

describe("CreateTopic", () => {
  it("gives the topic its ARN in the call's region and account", async () => {
    const { engine, signed } = testEngine();
    expect(await sns.CreateTopic(engine, signed, { Name: "alarms" })).toEqual({ TopicArn: alarms });
    const elsewhere = { ...signed, scope: { account: "123456789012", region: "eu-west-1" } };
    const { TopicArn } = await sns.CreateTopic(engine, elsewhere, { Name: "alarms" });
    expect(TopicArn).toBe("arn:aws:sns:eu-west-1:123456789012:alarms");
  });

  it("returns the existing topic when nothing that is given differs", async () => {
    const { engine, signed } = testEngine();
    const Tags = [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ];
    await sns.CreateTopic(engine, signed, { Name: "alarms", Attributes: { DisplayName: "Alarms" }, Tags });
    for (const more of [{}, { Attributes: { DisplayName: "Alarms" } }, { Tags: Tags.slice(1) }]) {
      expect(await sns.CreateTopic(engine, signed, { Name: "alarms", ...more })).toEqual({ TopicArn: alarms });
    }
  });

  it("refuses an existing topic with other attributes or tags, and leaves it as it was", async () => {
    const test = testEngine();
    const { engine, signed } = test;
    await sns.CreateTopic(engine, signed, { Name: "alarms", Tags: [{ Key: "a", Value: "1" }] });
    await expect(
      sns.CreateTopic(engine, signed, { Name: "alarms", Attributes: { DisplayName: "x" } }),
    ).rejects.toMatchObject(invalid("Attributes Reason: Topic already exists with different attributes"));
    await expect(
      sns.CreateTopic(engine, signed, { Name: "alarms", Tags: [{ Key: "a", Value: "2" }] }),
    ).rejects.toMatchObject(invalid("Tags Reason: Topic already exists with different tags"));
    expect((await attributesOf(test))["DisplayName"]).toBe("");
  });

  it("refuses a bad name and an unknown attribute", async () => {
    const { engine, signed } = testEngine();
    const create = (Name: string, Attributes = {}) => sns.CreateTopic(engine, signed, { Name, Attributes });
    await expect(create("my alarms")).rejects.toMatchObject(invalid("Topic Name"));
    await expect(create("a", { Colour: "red" })).rejects.toMatchObject(
      invalid("Attributes Reason: Unknown attribute Colour"),
    );
    await expect(create("a", { FifoTopic: "false" })).resolves.toHaveProperty("TopicArn");
  });
});

describe("GetTopicAttributes", () => {
  it("gives a new topic its defaults and nothing that was not set", async () => {
    const test = testEngine();
    await sns.CreateTopic(test.engine, test.signed, { Name: "alarms" });
    const attributes = await attributesOf(test);
    expect(Object.keys(attributes).sort()).toEqual([
      "DisplayName",
      "EffectiveDeliveryPolicy",
      "Owner",
      "Policy",
      "SubscriptionsConfirmed",
      "SubscriptionsDeleted",
      "SubscriptionsPending",
      "TopicArn",
    ]);
    expect(attributes).toMatchObject({ DisplayName: "", SubscriptionsConfirmed: "0", SubscriptionsDeleted: "0" });
    expect(JSON.parse(attributes["Policy"] ?? "")).toMatchObject({ Id: "__default_policy_ID" });
  });

  it("tells a text that is no ARN, a topic of another region, and a topic that is not there apart", async () => {
    const test = testEngine();
    await sns.CreateTopic(test.engine, test.signed, { Name: "alarms" });
    await expect(attributesOf(test, "alarms")).rejects.toMatchObject(
      invalid("TopicArn Reason: An ARN must have at least 6 elements, not 1"),
    );
    await expect(attributesOf(test, alarms.replace("us-east-1", "eu-west-1"))).rejects.toMatchObject(
      invalid("TopicArn"),
    );
    await expect(attributesOf(test, `${alarms}2`)).rejects.toMatchObject(notThere);
    await expect(attributesOf(test, alarms.replace("123456789012", "999999999999"))).rejects.toMatchObject(notThere);
  });
});

describe("SetTopicAttributes", () => {
  it("stores what may be set and shows it", async () => {
    const test = testEngine();
    await sns.CreateTopic(test.engine, test.signed, { Name: "alarms" });
    const values = {
      DisplayName: "Alarms",
      SignatureVersion: "2",
      HTTPSuccessFeedbackSampleRate: "0",
      SQSFailureFeedbackRoleArn: "arn:aws:iam::123456789012:role/feedback",
      KmsMasterKeyId: "alias/mine",
    };
    for (const [AttributeName, AttributeValue] of Object.entries(values)) {
      await sns.SetTopicAttributes(test.engine, test.signed, { TopicArn: alarms, AttributeName, AttributeValue });
    }
    expect(await attributesOf(test)).toMatchObject(values);
    await sns.SetTopicAttributes(test.engine, test.signed, { TopicArn: alarms, AttributeName: "KmsMasterKeyId" });
    expect(await attributesOf(test)).not.toHaveProperty("KmsMasterKeyId");
  });

  it("returns a policy without the blanks between its tokens", async () => {
    const test = testEngine();
    await sns.CreateTopic(test.engine, test.signed, { Name: "alarms" });
    const AttributeValue = `{ "Statement": [ { "Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "*" } ] }`;
    await sns.SetTopicAttributes(test.engine, test.signed, {
      TopicArn: alarms,
      AttributeName: "Policy",
      AttributeValue,
    });
    expect((await attributesOf(test))["Policy"]).toBe(AttributeValue.replaceAll(" ", ""));
  });

  it("refuses an unknown name, a bad value and what Tocsin does not act on, and keeps the former value", async () => {
    const test = testEngine();
    await sns.CreateTopic(test.engine, test.signed, { Name: "alarms", Attributes: { SignatureVersion: "2" } });
    const set = (AttributeName: string, AttributeValue: string) =>
      sns.SetTopicAttributes(test.engine, test.signed, { TopicArn: alarms, AttributeName, AttributeValue });
    await expect(set("UnknownOwnedAttribute", "x")).rejects.toMatchObject(invalid("AttributeName"));
    await expect(set("constructor", "x")).rejects.toMatchObject(invalid("AttributeName"));
    await expect(set("SignatureVersion", "3")).rejects.toMatchObject(invalid("SignatureVersion"));
    await expect(set("SQSSuccessFeedbackSampleRate", "101")).rejects.toMatchObject({ code: "InvalidParameter" });
    await expect(set("Policy", "{invalid-json")).rejects.toMatchObject(invalid("Policy Error: null"));
    await expect(set("DeliveryPolicy", "{")).rejects.toMatchObject(invalid("DeliveryPolicy: failed to parse JSON."));
    await expect(set("ContentBasedDeduplication", "true")).rejects.toMatchObject(invalid("AttributeName"));
    await expect(set("ArchivePolicy", '{"MessageRetentionPeriod":"1"}')).rejects.toMatchObject(
      invalid("ArchivePolicy Reason: Tocsin does not act on ArchivePolicy yet, so it refuses it"),
    );
    expect((await attributesOf(test))["SignatureVersion"]).toBe("2");
    await set("DeliveryPolicy", '{"http":{"defaultRequestPolicy":{"headerContentType":"application/json"}}}');
    expect((await attributesOf(test))["DeliveryPolicy"]).toBe(
      '{"http":{"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"application/json"}}}',
    );
    await set("DeliveryPolicy", "");
    expect(await attributesOf(test)).not.toHaveProperty("DeliveryPolicy");
  });
});

describe("ListTopics", () => {
  it("returns every topic once, by name, 100 a page", async () => {
    const { engine, signed } = testEngine();
    const names = Array.from({ length: 201 }, (_, at) => `t${String(at).padStart(3, "0")}`);
    for (const Name of names) await sns.CreateTopic(engine, signed, { Name });
    const pages: string[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await sns.ListTopics(engine, signed, NextToken === undefined ? {} : { NextToken });
      pages.push(page.Topics.map((topic) => topic.TopicArn.split(":")[5] ?? ""));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(pages.map((page) => page.length)).toEqual([100, 100, 1]);
    expect(pages.flat()).toEqual(names);
  });

  it("refuses a NextToken that it did not make", async () => {
    const { engine, signed } = testEngine();
    for (const NextToken of ["?", "", btoa("{}"), btoa('["a","b"]')]) {
      await expect(sns.ListTopics(engine, signed, { NextToken })).rejects.toMatchObject(invalid("NextToken"));
    }
  });
});

describe("DeleteTopic", () => {
  it("removes the topic with its subscriptions and succeeds when there is none", async () => {
    const { engine, signed } = testEngine();
    await sns.CreateTopic(engine, signed, { Name: "alarms" });
    const { SubscriptionArn } = await sns.Subscribe(engine, signed, {
      TopicArn: alarms,
      Protocol: "email",
      Endpoint: "a@example.com",
      ReturnSubscriptionArn: true,
    });
    await sns.DeleteTopic(engine, signed, { TopicArn: alarms });
    expect(await sns.ListTopics(engine, signed, {})).toEqual({ Topics: [] });
    expect(await sns.ListSubscriptions(engine, signed, {})).toEqual({ Subscriptions: [] });
    await expect(sns.GetSubscriptionAttributes(engine, signed, { SubscriptionArn })).rejects.toMatchObject(
      awsError("NotFound", 404, "Subscription does not exist"),
    );
    await expect(sns.DeleteTopic(engine, signed, { TopicArn: alarms })).resolves.toBeUndefined();
  });

  it("a topic created again has none of the former subscriptions", async () => {
    const { engine, signed } = testEngine();
    await sns.CreateTopic(engine, signed, { Name: "alarms" });
    await sns.Subscribe(engine, signed, { TopicArn: alarms, Protocol: "email", Endpoint: "a@example.com" });
    await sns.DeleteTopic(engine, signed, { TopicArn: alarms });
    await sns.CreateTopic(engine, signed, { Name: "alarms" });
    expect(await sns.ListSubscriptionsByTopic(engine, signed, { TopicArn: alarms })).toEqual({ Subscriptions: [] });
  });
});
