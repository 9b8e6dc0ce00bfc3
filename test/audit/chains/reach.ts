import { CreateKeyCommand, DisableKeyCommand } from "@aws-sdk/client-kms";
import {
  CreateTopicCommand,
  DeleteTopicCommand,
  ListSubscriptionsByTopicCommand,
  SetTopicAttributesCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { TOPIC_ARN } from "../build.ts";
import { type Chain, silentAt } from "../chain.ts";
import { ACCOUNT, HOME, type Rig } from "../rig.ts";

/** Chains whose alarm rings into nothing. */
export const REACH_CHAINS: readonly Chain[] = [
  {
    name: "the topic was deleted",
    parts: {},
    afterwards: deleteTopic,
    expected: silentAt("topic"),
  },
  {
    name: "the topic was deleted and made again, without its subscriptions",
    parts: {},
    afterwards: async (rig) => {
      await deleteTopic(rig);
      await rig.clients[HOME].topics.send(new CreateTopicCommand({ Name: "alerts" }));
    },
    expected: silentAt("subscription"),
  },
  {
    name: "the topic's policy lets only other services publish",
    source: "automated-security-response-on-aws#43",
    parts: { topic: { Policy: policy({ Principal: { Service: "events.amazonaws.com" } }) } },
    expected: silentAt("topic"),
  },
  {
    name: "the topic's policy lets only the account's own users publish",
    parts: { topic: { Policy: policy({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }) } },
    expected: silentAt("topic"),
  },
  {
    name: "the topic's policy lets CloudWatch publish for another account only",
    parts: {
      topic: {
        Policy: policy({
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } },
        }),
      },
    },
    expected: silentAt("topic"),
  },
  {
    name: "the topic's policy lets CloudWatch subscribe, not publish",
    parts: {
      topic: { Policy: policy({ Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "SNS:Subscribe" }) },
    },
    expected: silentAt("topic"),
  },
  {
    name: "the topic's policy denies everybody",
    parts: { topic: { Policy: policy({ Principal: "*", Effect: "Deny" }) } },
    expected: silentAt("topic"),
  },
  {
    name: "the topic is encrypted with the key that AWS manages",
    source: "Amazon SNS Developer Guide, encryption",
    parts: { topic: { KmsMasterKeyId: "alias/aws/sns" } },
    expected: silentAt("topic"),
  },
  {
    name: "the topic is encrypted with a key that CloudWatch may not use",
    source: "Amazon SNS Developer Guide, encryption",
    parts: {},
    afterwards: async (rig) => {
      await encrypt(rig, await newKey(rig));
    },
    expected: silentAt("topic"),
  },
  {
    name: "the key of the topic is disabled",
    parts: {},
    afterwards: async (rig) => {
      const KeyId = await newKey(rig, "cloudwatch.amazonaws.com");
      await encrypt(rig, KeyId);
      await rig.clients[HOME].keys.send(new DisableKeyCommand({ KeyId }));
    },
    expected: silentAt("topic"),
  },
  {
    name: "the alarm's action is a FIFO topic, which wants a message group that alarms do not send",
    parts: { alarm: { AlarmActions: [`${TOPIC_ARN}.fifo`] } },
    afterwards: async ({ clients }) => {
      const Attributes = { FifoTopic: "true", ContentBasedDeduplication: "true" };
      await clients[HOME].topics.send(new CreateTopicCommand({ Name: "alerts.fifo", Attributes }));
    },
    expected: silentAt("topic"),
  },
  {
    name: "the topic is in an account that was not read",
    source: "AWS Security Hub, SNS_TOPIC_CROSS_ACCOUNT",
    parts: { alarm: { AlarmActions: [TOPIC_ARN.replace(ACCOUNT, "999999999999")] } },
    expected: { verdict: "unknown", brokenLink: "topic" },
  },
  {
    name: "nobody has subscribed",
    source: "idp accelerator#922, civiform#10816",
    parts: { subscriptions: [] },
    expected: silentAt("subscription"),
  },
  {
    name: "the subscription was never confirmed",
    source: "cnspec#3675; passes Powerpipe and Elastic",
    parts: { subscriptions: [{ isConfirmed: false }] },
    expected: silentAt("subscription"),
  },
  {
    name: "everybody has unsubscribed",
    parts: {},
    afterwards: unsubscribeAll,
    expected: silentAt("subscription"),
  },
  {
    name: "a filter policy asks for an attribute that alarms do not send",
    parts: { subscriptions: [{ Attributes: { FilterPolicy: '{"severity":["high"]}' } }] },
    expected: silentAt("subscription"),
  },
  {
    name: "a filter policy lets only OK pass",
    parts: {
      subscriptions: [
        {
          Protocol: "http",
          Attributes: { FilterPolicyScope: "MessageBody", FilterPolicy: '{"NewStateValue":["OK"]}' },
        },
      ],
    },
    expected: silentAt("subscription"),
  },
  {
    name: "a filter policy looks for a member of the document, and mails have a text instead",
    parts: {
      subscriptions: [
        { Attributes: { FilterPolicyScope: "MessageBody", FilterPolicy: '{"NewStateValue":["ALARM"]}' } },
      ],
    },
    expected: silentAt("subscription"),
  },
];

function policy(statement: object): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "SNS:Publish", Resource: TOPIC_ARN, ...statement }],
  });
}

async function deleteTopic({ clients }: Rig): Promise<void> {
  await clients[HOME].topics.send(new DeleteTopicCommand({ TopicArn: TOPIC_ARN }));
}

async function unsubscribeAll({ clients }: Rig): Promise<void> {
  const { topics } = clients[HOME];
  const { Subscriptions = [] } = await topics.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC_ARN }));
  for (const { SubscriptionArn } of Subscriptions) await topics.send(new UnsubscribeCommand({ SubscriptionArn }));
}

/** A key that the account may use, and a service if one is named. */
async function newKey({ clients }: Rig, service?: string): Promise<string> {
  const principals = [
    { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    ...(service === undefined ? [] : [{ Service: service }]),
  ];
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: principals.map((Principal) => ({ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" })),
  });
  const { KeyMetadata } = await clients[HOME].keys.send(new CreateKeyCommand({ Policy }));
  return KeyMetadata?.KeyId ?? "";
}

async function encrypt({ clients }: Rig, AttributeValue: string): Promise<void> {
  const AttributeName = "KmsMasterKeyId";
  await clients[HOME].topics.send(
    new SetTopicAttributesCommand({ TopicArn: TOPIC_ARN, AttributeName, AttributeValue }),
  );
}
