import type { Operation } from "../context.ts";
import { readTopicArn } from "./arns.ts";
import { forgetMessages } from "./deduplication.ts";
import { listShelf, type Shelf, subscriptionKey } from "./subscriptions.ts";
import { topicKey } from "./topics.ts";

export interface DeleteTopicInput {
  readonly TopicArn: string;
}

const shelves: readonly Shelf[] = ["current", "removed"];

/** DeleteTopic: removes a topic with all its subscriptions; succeeds when there is none. Messages on their way still go out. */
export const deleteTopic: Operation<DeleteTopicInput, undefined> = async (engine, call, input) => {
  const { name } = readTopicArn(call, input.TopicArn);
  const region = call.scope.region;
  await engine.store.transaction(async (tx) => {
    const topic = await tx.getDocument("topic", topicKey(region, name));
    if (topic === undefined || topic.TopicArn !== input.TopicArn) return;
    for (const shelf of shelves) {
      for (const { SubscriptionArn } of await listShelf(tx, region, name, shelf)) {
        await tx.deleteDocument("subscription", subscriptionKey(region, SubscriptionArn, shelf));
      }
    }
    await forgetMessages(tx, region, name);
    await tx.deleteDocument("topic", topicKey(region, name));
  });
  return undefined;
};
