import type { KeyItem, TopicItem } from "../inventory.ts";
import { type Fault, type FaultKind, faultsOfItem } from "./fault.ts";

/** A policy that lets another service publish, and no alarm. */
function foreignPolicy(TopicArn: string): string {
  const Principal = { Service: "events.amazonaws.com" };
  return JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "SNS:Publish", Resource: TopicArn }] });
}

const KINDS: readonly FaultKind<TopicItem>[] = [
  { kind: "topic-deleted", does: "the topic is deleted", eventName: "DeleteTopic", change: () => undefined },
  {
    kind: "topic-policy-without-cloudwatch",
    does: "the policy does not let cloudwatch.amazonaws.com publish",
    eventName: "SetTopicAttributes",
    change: (topic) => ({ ...topic, attributes: { ...topic.attributes, Policy: foreignPolicy(topic.TopicArn) } }),
  },
  {
    kind: "topic-aws-managed-key",
    does: "the topic is encrypted with alias/aws/sns",
    eventName: "SetTopicAttributes",
    change: (topic) => ({ ...topic, attributes: { ...topic.attributes, KmsMasterKeyId: "alias/aws/sns" } }),
  },
];

export function topicFaults(topic: TopicItem): readonly Fault[] {
  const name = topic.TopicArn.split(":")[5] ?? topic.TopicArn;
  return faultsOfItem("topic", `topic ${name}`, KINDS, topic, {
    of: ({ topics }) => topics,
    put: (inventory, topics) => ({ ...inventory, topics }),
  });
}

const KEY_KINDS: readonly FaultKind<KeyItem>[] = [
  {
    kind: "key-policy-without-cloudwatch",
    does: "the key's policy does not let cloudwatch.amazonaws.com use the key",
    eventName: "PutKeyPolicy",
    change: (key) => ({ ...key, policy: '{"Statement":[]}' }),
  },
  {
    kind: "key-disabled",
    does: "the key is disabled",
    eventName: "DisableKey",
    change: (key) => ({ ...key, keyState: "Disabled" }),
  },
];

/** What can go wrong with the key that a topic is encrypted with. */
export function keyFaults(key: KeyItem): readonly Fault[] {
  return faultsOfItem("topic", `key ${key.keyId}`, KEY_KINDS, key, {
    of: ({ keys }) => keys,
    put: (inventory, keys) => ({ ...inventory, keys }),
  });
}
