import { confirmSubscription } from "./confirm-subscription.ts";
import { createTopic } from "./create-topic.ts";
import { deleteTopic } from "./delete-topic.ts";
import { getSubscriptionAttributes } from "./get-subscription-attributes.ts";
import { getTopicAttributes } from "./get-topic-attributes.ts";
import { listSubscriptions, listSubscriptionsByTopic } from "./list-subscriptions.ts";
import { listTopics } from "./list-topics.ts";
import { checkIfPhoneNumberIsOptedOut, listPhoneNumbersOptedOut, optInPhoneNumber } from "./opted-out.ts";
import { addPermission, removePermission } from "./permissions.ts";
import { publish } from "./publish.ts";
import { publishBatch } from "./publish-batch.ts";
import { setSubscriptionAttributes } from "./set-subscription-attributes.ts";
import { setTopicAttributes } from "./set-topic-attributes.ts";
import { subscribe } from "./subscribe.ts";
import { listTagsForResource, tagResource, untagResource } from "./tags.ts";
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
  PublishBatch: publishBatch,
  AddPermission: addPermission,
  RemovePermission: removePermission,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTagsForResource,
  CheckIfPhoneNumberIsOptedOut: checkIfPhoneNumberIsOptedOut,
  ListPhoneNumbersOptedOut: listPhoneNumbersOptedOut,
  OptInPhoneNumber: optInPhoneNumber,
} as const;
