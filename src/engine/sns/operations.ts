import { confirmSubscription } from "./confirm-subscription.ts";
import { createTopic } from "./create-topic.ts";
import { deleteTopic } from "./delete-topic.ts";
import { getSubscriptionAttributes } from "./get-subscription-attributes.ts";
import { getTopicAttributes } from "./get-topic-attributes.ts";
import { listSubscriptions, listSubscriptionsByTopic } from "./list-subscriptions.ts";
import { listTopics } from "./list-topics.ts";
import { publish } from "./publish.ts";
import { setSubscriptionAttributes } from "./set-subscription-attributes.ts";
import { setTopicAttributes } from "./set-topic-attributes.ts";
import { subscribe } from "./subscribe.ts";
import { unsubscribe } from "./unsubscribe.ts";

/** The operations of SNS, by AWS's names. */
export const snsOperations = {
  CreateTopic: createTopic,
  DeleteTopic: deleteTopic,
  ListTopics: listTopics,
  GetTopicAttributes: getTopicAttributes,
  SetTopicAttributes: setTopicAttributes,
  Subscribe: subscribe,
  ConfirmSubscription: confirmSubscription,
  Unsubscribe: unsubscribe,
  ListSubscriptions: listSubscriptions,
  ListSubscriptionsByTopic: listSubscriptionsByTopic,
  GetSubscriptionAttributes: getSubscriptionAttributes,
  SetSubscriptionAttributes: setSubscriptionAttributes,
  Publish: publish,
} as const;
