import type { Subscription, Tag } from "@aws-sdk/client-sns";
import type { Page } from "../reader.ts";
import type { ClientSettings } from "./settings.ts";

/** The calls to SNS of one region. */
export interface Sns {
  topicAttributes(topicArn: string): Promise<Readonly<Record<string, string>>>;
  subscriptions(topicArn: string, token: string | undefined): Promise<Page<Subscription>>;
  subscriptionAttributes(subscriptionArn: string): Promise<Readonly<Record<string, string>>>;
  tags(topicArn: string): Promise<readonly Tag[]>;
}

export async function openSns(settings: ClientSettings, signal: AbortSignal): Promise<Sns> {
  const {
    GetSubscriptionAttributesCommand,
    GetTopicAttributesCommand,
    ListSubscriptionsByTopicCommand,
    ListTagsForResourceCommand,
    SNSClient,
  } = await import("@aws-sdk/client-sns");
  const client = new SNSClient(settings);
  const options = { abortSignal: signal };
  return {
    async topicAttributes(TopicArn) {
      const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn }), options);
      return Attributes;
    },
    async subscriptions(TopicArn, token) {
      const command = new ListSubscriptionsByTopicCommand({ TopicArn, NextToken: token });
      const { Subscriptions = [], NextToken } = await client.send(command, options);
      return { items: Subscriptions, next: NextToken };
    },
    async subscriptionAttributes(SubscriptionArn) {
      const { Attributes = {} } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }), options);
      return Attributes;
    },
    async tags(ResourceArn) {
      const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceArn }), options);
      return Tags;
    },
  };
}
