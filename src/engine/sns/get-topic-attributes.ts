import type { Operation } from "../context.ts";
import { forgotten, listShelf } from "./subscriptions.ts";
import { effectiveAttributes } from "./topic-attributes.ts";
import { requireTopic } from "./topics.ts";

export interface GetTopicAttributesInput {
  readonly TopicArn: string;
}

export interface GetTopicAttributesOutput {
  readonly Attributes: Readonly<Record<string, string>>;
}

/** GetTopicAttributes: what was set, the defaults of what was not, and the counts of subscriptions. */
export const getTopicAttributes: Operation<GetTopicAttributesInput, GetTopicAttributesOutput> = async (
  engine,
  call,
  input,
) =>
  engine.store.transaction(async (tx) => {
    const topic = await requireTopic(tx, call, input.TopicArn);
    const shelf = await listShelf(tx, call.scope.region, topic.Name, "current");
    const now = engine.clock.now();
    const subscriptions = shelf.filter((subscription) => !forgotten(subscription, now));
    const confirmed = subscriptions.filter((subscription) => subscription.confirmed).length;
    return {
      Attributes: {
        ...effectiveAttributes(topic),
        SubscriptionsConfirmed: String(confirmed),
        SubscriptionsPending: String(subscriptions.length - confirmed),
        SubscriptionsDeleted: String(topic.deletedSubscriptions),
      },
    };
  });
