import { beforeEach, describe, expect, it } from "vitest";
import { awsError, DAY, invalid, START, type TestEngine, testEngine } from "./engine.testing.ts";
import { snsOperations as sns } from "./operations.ts";

const TopicArn = "arn:aws:sns:us-east-1:123456789012:alarms";
const queue = "arn:aws:sqs:us-east-1:123456789012:q";
const hook = "https://example.com/hook";
const noSubscription = awsError("NotFound", 404, "Subscription does not exist");

let test: TestEngine;

beforeEach(async () => {
  test = testEngine();
  await sns.CreateTopic(test.engine, test.signed, { Name: "alarms" });
});

async function subscribe(Protocol: string, Endpoint: string, Attributes: Record<string, string> = {}): Promise<string> {
  const input = { TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn: true };
  return (await sns.Subscribe(test.engine, test.signed, input)).SubscriptionArn;
}

/** The token of the newest message with one. */
async function lastToken(): Promise<string> {
  return (await test.outbox()).map((row) => row.message.token).at(-1) ?? "";
}

function confirm(Token: string, call = test.unsigned, AuthenticateOnUnsubscribe?: string) {
  const input = { TopicArn, Token, ...(AuthenticateOnUnsubscribe === undefined ? {} : { AuthenticateOnUnsubscribe }) };
  return sns.ConfirmSubscription(test.engine, call, input);
}

async function confirmed(Protocol: string, Endpoint: string, authenticate = false): Promise<string> {
  await subscribe(Protocol, Endpoint);
  const flag = authenticate ? "true" : undefined;
  return (await confirm(await lastToken(), authenticate ? test.signed : test.unsigned, flag)).SubscriptionArn;
}

async function listed(): Promise<readonly string[]> {
  const { Subscriptions } = await sns.ListSubscriptionsByTopic(test.engine, test.signed, { TopicArn });
  return Subscriptions.map((subscription) => subscription.SubscriptionArn);
}

async function counts(): Promise<string> {
  const { Attributes } = await sns.GetTopicAttributes(test.engine, test.signed, { TopicArn });
  return ["Confirmed", "Pending", "Deleted"].map((kind) => Attributes[`Subscriptions${kind}`]).join(" ");
}

async function attributesOf(SubscriptionArn: string) {
  return (await sns.GetSubscriptionAttributes(test.engine, test.signed, { SubscriptionArn })).Attributes;
}

function unsubscribe(SubscriptionArn: string, call = test.signed) {
  return sns.Unsubscribe(test.engine, call, { SubscriptionArn });
}

describe("Subscribe", () => {
  it("answers `pending confirmation` unless the ARN is asked for, and lists PendingConfirmation", async () => {
    const input = { TopicArn, Protocol: "email", Endpoint: "a@example.com" };
    expect(await sns.Subscribe(test.engine, test.signed, input)).toEqual({ SubscriptionArn: "pending confirmation" });
    expect(await subscribe("email", "a@example.com")).toMatch(`${TopicArn}:`);
    expect(await listed()).toEqual(["PendingConfirmation"]);
    expect(await counts()).toBe("0 1 0");
  });

  it("sends a confirmation with a token to http, https, email and email-json", async () => {
    await subscribe("http", "http://example.com/");
    await subscribe("https", hook);
    await subscribe("email", "a@example.com");
    await subscribe("email-json", "a@example.com");
    const messages = (await test.outbox()).map((row) => row.message);
    expect(messages.map((message) => message.protocol)).toEqual(["http", "https", "email", "email-json"]);
    for (const message of messages) {
      expect(message).toMatchObject({
        kind: "SubscriptionConfirmation",
        token: expect.stringMatching(/^2336412f37[0-9a-f]{246}$/),
        timestamp: START,
        rawMessageDelivery: false,
        signatureVersion: "1",
        baseUrl: "http://127.0.0.1:4666",
      });
    }
    expect(test.wakes()).toBe(4);
  });

  it("confirms a queue of the same account at once and asks one of another account", async () => {
    const arn = await subscribe("sqs", queue);
    expect(await listed()).toEqual([arn]);
    expect(await attributesOf(arn)).toMatchObject({
      PendingConfirmation: "false",
      ConfirmationWasAuthenticated: "true",
    });
    expect(await test.outbox()).toEqual([]);
    await subscribe("sqs", "arn:aws:sqs:us-east-1:999999999999:q");
    expect((await test.outbox()).map((row) => row.message.kind)).toEqual(["SubscriptionConfirmation"]);
  });

  it("returns the same ARN for the same endpoint again, asks again while pending, and not once confirmed", async () => {
    const first = await subscribe("https", hook);
    expect(await subscribe("https", hook)).toBe(first);
    const tokens = (await test.outbox()).map((row) => row.message.token);
    expect(tokens[0]).toBe(tokens[1]);
    await confirm(await lastToken());
    expect(await sns.Subscribe(test.engine, test.signed, { TopicArn, Protocol: "https", Endpoint: hook })).toEqual({
      SubscriptionArn: first,
    });
    expect(await test.outbox()).toHaveLength(2);
    expect(await counts()).toBe("1 0 0");
  });

  it("makes a new token for a pending subscription whose token is too old", async () => {
    await subscribe("https", hook);
    const old = await lastToken();
    test.clock.set(START + 2 * DAY);
    await expect(confirm(old)).rejects.toMatchObject(awsError("InvalidParameter", 400, "Invalid token"));
    await subscribe("https", hook);
    const renewed = (await test.outbox()).map((row) => row.message.token).find((token) => token !== old) ?? "";
    await expect(confirm(renewed)).resolves.toHaveProperty("SubscriptionArn");
  });

  it("refuses the same endpoint with other attributes", async () => {
    await subscribe("sqs", queue);
    await expect(subscribe("sqs", queue, { RawMessageDelivery: "true" })).rejects.toMatchObject(
      invalid("Attributes Reason: Subscription already exists with different attributes"),
    );
    await expect(subscribe("sqs", queue, { RawMessageDelivery: "false" })).resolves.toMatch(TopicArn);
  });

  it("refuses protocols, endpoints and topics that are none", async () => {
    await expect(subscribe("carrier-pigeon", "x")).rejects.toMatchObject(
      invalid("Amazon SNS does not support this protocol string: carrier-pigeon"),
    );
    await expect(subscribe("https", "http://example.com")).rejects.toMatchObject(
      invalid("Endpoint must match the specified protocol"),
    );
    const input = { TopicArn: `${TopicArn}2`, Protocol: "https", Endpoint: hook };
    await expect(sns.Subscribe(test.engine, test.signed, input)).rejects.toMatchObject(
      awsError("NotFound", 404, "Topic does not exist"),
    );
    expect(await listed()).toEqual([]);
  });

  it("refuses an attribute it does not know or act on, and takes empty ones as absent", async () => {
    await expect(subscribe("sqs", queue, { FilterPolicy: "{}", RedrivePolicy: "" })).resolves.toMatch(TopicArn);
    await expect(subscribe("sqs", queue, { Colour: "red" })).rejects.toMatchObject(
      invalid("Attributes Reason: Unknown attribute Colour"),
    );
    await expect(subscribe("sqs", queue, { ReplayPolicy: '{"PointType":"Timestamp"}' })).rejects.toMatchObject(
      invalid("ReplayPolicy Reason: Tocsin does not act on ReplayPolicy yet, so it refuses it"),
    );
  });

  it("reads policies in SNS's own words", async () => {
    const refused = async (attributes: Record<string, string>, detail: string) =>
      expect(subscribe("sqs", queue, attributes)).rejects.toMatchObject(invalid(`Attributes Reason: ${detail}`));
    await refused({ FilterPolicy: "{invalid" }, "FilterPolicy: failed to parse JSON.");
    await refused(
      { FilterPolicyScope: "Body" },
      "FilterPolicyScope: Invalid value [Body]. Please use either MessageBody or MessageAttributes",
    );
    await refused({ RedrivePolicy: "{invalid" }, "RedrivePolicy: failed to parse JSON.");
    await refused(
      { RedrivePolicy: '{"deadLetterTargetArn":"dlq"}' },
      "RedrivePolicy: deadLetterTargetArn is an invalid arn",
    );
    await refused(
      { DeliveryPolicy: '{"healthyRetryPolicy":{"numRetries":5}}' },
      "DeliveryPolicy: healthyRetryPolicy.minDelayTarget must be specified",
    );
    expect(await listed()).toEqual([]);
  });
});

describe("ConfirmSubscription", () => {
  it("confirms without a signature, and again with the same ARN", async () => {
    const arn = await subscribe("https", hook);
    const token = await lastToken();
    expect(await confirm(token)).toEqual({ SubscriptionArn: arn });
    expect(await confirm(token)).toEqual({ SubscriptionArn: arn });
    expect(await confirm(token, test.signed)).toEqual({ SubscriptionArn: arn });
    expect(await listed()).toEqual([arn]);
    expect(await counts()).toBe("1 0 0");
  });

  it("takes a token whatever topic of its region is named", async () => {
    const arn = await subscribe("https", hook);
    const other = await sns.CreateTopic(test.engine, test.signed, { Name: "other" });
    const Token = await lastToken();
    const confirmFor = (topicArn: string) =>
      sns.ConfirmSubscription(test.engine, test.unsigned, { TopicArn: topicArn, Token });
    await expect(confirmFor("not-an-arn")).rejects.toMatchObject(invalid("Topic"));
    const elsewhere = TopicArn.replace("us-east-1", "eu-central-1");
    await expect(confirmFor(elsewhere)).rejects.toMatchObject(invalid("Topic"));
    expect(await confirmFor(`${TopicArn}2`)).toEqual({ SubscriptionArn: arn });
    expect(await confirmFor(other.TopicArn)).toEqual({ SubscriptionArn: arn });
    expect(await listed()).toEqual([arn]);
  });

  it("tells a malformed token from the token of a deleted subscription", async () => {
    await expect(confirm("invalid")).rejects.toMatchObject(awsError("InvalidParameter", 400, "Invalid token"));
    await expect(confirm("abc123")).rejects.toMatchObject(invalid("Token"));
    await subscribe("https", hook);
    const token = await lastToken();
    const { SubscriptionArn } = await confirm(token);
    await unsubscribe(SubscriptionArn);
    await expect(confirm(token)).rejects.toMatchObject(noSubscription);
  });

  it("protects a subscription from unsigned removal only for a signed request before it is confirmed", async () => {
    const arn = await subscribe("https", hook);
    const token = await lastToken();
    await expect(confirm(token, test.unsigned, "true")).rejects.toMatchObject(
      awsError(
        "AuthorizationError",
        403,
        "To disallow anonymous unsubscription, subscriber and confirmer IDs must match",
      ),
    );
    await confirm(token, test.signed, "true");
    expect(await attributesOf(arn)).toMatchObject({ ConfirmationWasAuthenticated: "true" });
    await expect(confirm(token, test.signed, "true")).rejects.toMatchObject(
      awsError("AuthorizationError", 403, "Subscription already confirmed"),
    );
  });

  it("a signature alone does not make the confirmation authenticated", async () => {
    const arn = await subscribe("https", hook);
    await confirm(await lastToken(), test.signed, "false");
    expect(await attributesOf(arn)).toMatchObject({
      ConfirmationWasAuthenticated: "false",
      PendingConfirmation: "false",
    });
  });
});

describe("Unsubscribe", () => {
  it("ends a subscription at once and succeeds again", async () => {
    const arn = await confirmed("https", hook);
    await unsubscribe(arn);
    await expect(unsubscribe(arn)).resolves.toBeUndefined();
    await expect(attributesOf(arn)).rejects.toMatchObject(noSubscription);
    expect(await listed()).toEqual([]);
    expect(await counts()).toBe("0 0 1");
    expect((await test.outbox()).map((row) => row.message.kind)).toEqual(["SubscriptionConfirmation"]);
  });

  it("gives the endpoint a new ARN when it subscribes again", async () => {
    const arn = await subscribe("sqs", queue);
    await unsubscribe(arn);
    expect(await subscribe("sqs", queue)).not.toBe(arn);
  });

  it("does not end a pending subscription", async () => {
    const arn = await subscribe("email", "a@example.com");
    await expect(unsubscribe(arn)).rejects.toMatchObject(
      invalid("SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation"),
    );
  });

  it("refuses a text that is no ARN of a subscription", async () => {
    await expect(unsubscribe("PendingConfirmation")).rejects.toMatchObject(
      invalid("SubscriptionArn Reason: An ARN must have at least 6 elements, not 1"),
    );
    const elsewhere = `${TopicArn.replace("us-east-1", "eu-west-1")}:1`;
    await expect(unsubscribe(elsewhere)).rejects.toMatchObject(invalid("SubscriptionArn"));
  });

  it("without a signature leaves a protected subscription alone", async () => {
    const refusal = awsError("AuthorizationError", 403, "This subscription may only be deleted by an authorized user.");
    const hooked = await confirmed("https", hook, true);
    await expect(unsubscribe(hooked, test.unsigned)).rejects.toMatchObject(refusal);
    await expect(unsubscribe(await subscribe("sqs", queue), test.unsigned)).rejects.toMatchObject(refusal);
    expect(await counts()).toBe("2 0 0");
  });

  it("without a signature tells the subscriber, whose new token brings the subscription back", async () => {
    const arn = await confirmed("https", hook);
    const first = await lastToken();
    await unsubscribe(arn, test.unsigned);
    expect(await listed()).toEqual(["Deleted"]);
    expect(await counts()).toBe("0 0 1");
    await expect(attributesOf(arn)).rejects.toMatchObject(noSubscription);
    await expect(confirm(first)).rejects.toMatchObject(noSubscription);

    const goodbye = (await test.outbox()).at(-1)?.message;
    expect(goodbye).toMatchObject({ kind: "UnsubscribeConfirmation", subscriptionArn: arn, endpoint: hook });
    expect(await confirm(goodbye?.token ?? "")).toEqual({ SubscriptionArn: arn });
    expect(await listed()).toEqual([arn]);
    expect(await counts()).toBe("1 0 0");
  });

  it("a removed endpoint that subscribes again keeps its ARN and stays removed until it confirms", async () => {
    const arn = await confirmed("https", hook);
    await unsubscribe(arn, test.unsigned);
    expect(await subscribe("https", hook)).toBe(arn);
    expect(await listed()).toEqual(["Deleted"]);
    await confirm(await lastToken());
    expect(await listed()).toEqual([arn]);
  });

  it("a subscription that nobody confirms is there no more after three days", async () => {
    const arn = await subscribe("https", hook);
    test.clock.set(START + 3 * DAY - 1);
    expect(await listed()).toEqual(["PendingConfirmation"]);
    test.clock.set(START + 3 * DAY);
    expect(await listed()).toEqual([]);
    expect(await counts()).toBe("0 0 0");
    await expect(attributesOf(arn)).rejects.toMatchObject(noSubscription);
    await expect(unsubscribe(arn)).resolves.toBeUndefined();
    expect(await subscribe("https", hook)).not.toBe(arn);
  });

  it("a removed subscription is forgotten with its token", async () => {
    const arn = await confirmed("https", hook);
    await unsubscribe(arn, test.unsigned);
    test.clock.set(START + 2 * DAY);
    expect(await listed()).toEqual([]);
    expect(await subscribe("https", hook)).not.toBe(arn);
  });
});

describe("a link in a message", () => {
  it("acts in the region of the ARN in it, whatever region unsigned requests go to", async () => {
    const scope = { account: "123456789012", region: "eu-west-1" };
    const there = { ...test.signed, scope };
    const topic = await sns.CreateTopic(test.engine, there, { Name: "alarms" });
    await sns.Subscribe(test.engine, there, { ...topic, Protocol: "https", Endpoint: hook });
    const link = { ...topic, Token: await lastToken() };
    const subscription = await sns.ConfirmSubscription(test.engine, test.unsigned, link);
    expect((await sns.ListSubscriptions(test.engine, there, {})).Subscriptions).toMatchObject([subscription]);
    await sns.Unsubscribe(test.engine, test.unsigned, subscription);
    expect((await sns.ListSubscriptions(test.engine, there, {})).Subscriptions).toMatchObject([
      { SubscriptionArn: "Deleted" },
    ]);
    await expect(sns.ConfirmSubscription(test.engine, test.signed, link)).rejects.toMatchObject(invalid("Topic"));
  });
});

describe("lists of subscriptions", () => {
  it("hide the password of an endpoint", async () => {
    const arn = await subscribe("https", "https://probe:secret@example.com/basic");
    const { Subscriptions } = await sns.ListSubscriptions(test.engine, test.signed, {});
    expect(Subscriptions).toEqual([
      {
        SubscriptionArn: "PendingConfirmation",
        Owner: "123456789012",
        Protocol: "https",
        Endpoint: "https://probe:****@example.com/basic",
        TopicArn,
      },
    ]);
    expect((await attributesOf(arn))["Endpoint"]).toBe("https://probe:****@example.com/basic");
  });

  it("return every subscription of every topic once, 100 a page, whatever shelf it lies on", async () => {
    const topics = ["alarms", "bells", "chimes"];
    for (const Name of topics) await sns.CreateTopic(test.engine, test.signed, { Name });
    const removed = await confirmed("https", hook);
    await unsubscribe(removed, test.unsigned);
    for (let at = 0; at < 210; at += 1) {
      await sns.Subscribe(test.engine, test.signed, {
        TopicArn: TopicArn.replace("alarms", topics[at % 2] ?? ""),
        Protocol: "sqs",
        Endpoint: `${queue}${at}`,
      });
    }
    const pages: (readonly string[])[] = [];
    let NextToken: string | undefined;
    do {
      const page = await sns.ListSubscriptions(test.engine, test.signed, NextToken === undefined ? {} : { NextToken });
      pages.push(page.Subscriptions.map((subscription) => subscription.Endpoint));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(pages.map((page) => page.length)).toEqual([100, 100, 11]);
    expect(new Set(pages.flat()).size).toBe(211);
    const byTopic = await sns.ListSubscriptionsByTopic(test.engine, test.signed, { TopicArn });
    expect(byTopic.Subscriptions).toHaveLength(100);
    const rest = await sns.ListSubscriptionsByTopic(test.engine, test.signed, {
      TopicArn,
      NextToken: byTopic.NextToken ?? "",
    });
    expect(rest.Subscriptions.map((subscription) => subscription.SubscriptionArn).at(-1)).toBe("Deleted");
    expect(rest).not.toHaveProperty("NextToken");
  });

  it("refuse a topic that is not there", async () => {
    await expect(
      sns.ListSubscriptionsByTopic(test.engine, test.signed, { TopicArn: `${TopicArn}2` }),
    ).rejects.toMatchObject(awsError("NotFound", 404, "Topic does not exist"));
  });
});

describe("attributes of subscriptions", () => {
  it("show a filter's scope with a filter only, and the filter as it was written", async () => {
    const SubscriptionArn = await subscribe("sqs", queue);
    const set = (AttributeName: string, AttributeValue: string) =>
      sns.SetSubscriptionAttributes(test.engine, test.signed, { SubscriptionArn, AttributeName, AttributeValue });
    await set("FilterPolicyScope", "MessageBody");
    expect(await attributesOf(SubscriptionArn)).not.toHaveProperty("FilterPolicyScope");
    const FilterPolicy = '{ "object": {"key": [{"prefix": "auto-"}]} }';
    await set("FilterPolicy", FilterPolicy);
    expect(await attributesOf(SubscriptionArn)).toMatchObject({ FilterPolicy, FilterPolicyScope: "MessageBody" });
    await expect(set("FilterPolicyScope", "MessageAttributes")).rejects.toMatchObject(
      invalid("Filter policy scope MessageAttributes does not support nested filter policy"),
    );
    await set("FilterPolicy", "");
    expect(await attributesOf(SubscriptionArn)).not.toHaveProperty("FilterPolicy");
    await set("FilterPolicyScope", "MessageAttributes");
    await set("FilterPolicy", '{"kind":["root"]}');
    expect(await attributesOf(SubscriptionArn)).toMatchObject({ FilterPolicyScope: "MessageAttributes" });
  });

  it("give the delivery policy that counts: the subscription's, else the topic's, else SNS's", async () => {
    const arn = await confirmed("https", hook);
    const effective = async () => JSON.parse((await attributesOf(arn))["EffectiveDeliveryPolicy"] ?? "");
    const setOfTopic = (http: object) =>
      sns.SetTopicAttributes(test.engine, test.signed, {
        TopicArn,
        AttributeName: "DeliveryPolicy",
        AttributeValue: JSON.stringify({ http }),
      });
    expect((await effective()).healthyRetryPolicy.numRetries).toBe(3);
    await setOfTopic({ defaultHealthyRetryPolicy: { numRetries: 5 } });
    expect((await effective()).healthyRetryPolicy).toMatchObject({ numRetries: 5, minDelayTarget: 20 });
    await sns.SetSubscriptionAttributes(test.engine, test.signed, {
      SubscriptionArn: arn,
      AttributeName: "DeliveryPolicy",
      AttributeValue:
        '{"healthyRetryPolicy":{"minDelayTarget":1,"maxDelayTarget":2,"numRetries":7},"requestPolicy":{"headerContentType":"application/json"},"throttlePolicy":{"maxReceivesPerSecond":4}}',
    });
    expect(await effective()).toMatchObject({
      healthyRetryPolicy: { numRetries: 7, maxDelayTarget: 2, backoffFunction: "linear" },
      requestPolicy: { headerContentType: "application/json" },
      throttlePolicy: { maxReceivesPerSecond: 4 },
    });
    await setOfTopic({ disableSubscriptionOverrides: true });
    expect((await effective()).healthyRetryPolicy.numRetries).toBe(3);
  });

  it("are texts, with the delivery policy of http endpoints", async () => {
    const arn = await subscribe("https", hook);
    expect(await attributesOf(arn)).toEqual({
      SubscriptionArn: arn,
      TopicArn,
      Protocol: "https",
      Endpoint: hook,
      Owner: "123456789012",
      SubscriptionPrincipal: "arn:aws:iam::123456789012:root",
      ConfirmationWasAuthenticated: "false",
      PendingConfirmation: "true",
      RawMessageDelivery: "false",
      EffectiveDeliveryPolicy: expect.stringContaining("healthyRetryPolicy"),
    });
    expect(await attributesOf(await subscribe("sqs", queue))).not.toHaveProperty("EffectiveDeliveryPolicy");
  });

  it("can be set where Tocsin acts on them, and are refused where not", async () => {
    const SubscriptionArn = await subscribe("sqs", queue);
    const set = (AttributeName: string, AttributeValue: string) =>
      sns.SetSubscriptionAttributes(test.engine, test.signed, { SubscriptionArn, AttributeName, AttributeValue });
    await set("RawMessageDelivery", "true");
    expect((await attributesOf(SubscriptionArn))["RawMessageDelivery"]).toBe("true");
    await expect(set("RawMessageDelivery", "x")).rejects.toMatchObject(
      invalid("RawMessageDelivery: Invalid value [x]. Must be true or false."),
    );
    await expect(set("Colour", "red")).rejects.toMatchObject(invalid("AttributeName"));
    expect((await attributesOf(SubscriptionArn))["RawMessageDelivery"]).toBe("true");
  });

  it("belong to subscriptions that are there", async () => {
    await expect(attributesOf(`${TopicArn}:00000000-0000-4000-8000-000000000000`)).rejects.toMatchObject(
      noSubscription,
    );
  });
});
