import type { Operation } from "../context.ts";
import { inRegionOfLink, readSubscriptionArn } from "./arns.ts";
import { newToken, sendConfirmation } from "./confirmation.ts";
import { authorizationError, invalidParameter } from "./errors.ts";
import { dropExpired, forgotten, subscriptionKey } from "./subscriptions.ts";
import { putTopic, topicKey } from "./topics.ts";

export interface UnsubscribeInput {
  readonly SubscriptionArn: string;
}

/**
 * Unsubscribe, signed or (through an UnsubscribeURL) not: ends a subscription; succeeds when there is none.
 * After an unsigned one the subscriber gets an UnsubscribeConfirmation, whose token undoes it. doc MODEL, obs STACKD
 *
 * @throws AwsError InvalidParameter, AuthorizationError
 */
export const unsubscribe: Operation<UnsubscribeInput, undefined> = async (engine, request, input) => {
  const call = inRegionOfLink(request, input.SubscriptionArn);
  const { name } = readSubscriptionArn(call, input.SubscriptionArn);
  const region = call.scope.region;
  await engine.store.transaction(async (tx) => {
    const key = subscriptionKey(region, input.SubscriptionArn);
    const subscription = await tx.getDocument("subscription", key);
    const topic = await tx.getDocument("topic", topicKey(region, name));
    const now = engine.clock.now();
    if (subscription === undefined || topic === undefined || forgotten(subscription, now)) return;
    if (!subscription.confirmed) {
      // obs PUB: Terraform's provider and others match this text.
      throw invalidParameter("SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation");
    }
    if (!call.signed && subscription.confirmationWasAuthenticated) {
      throw authorizationError("This subscription may only be deleted by an authorized user.");
    }
    await dropExpired(tx, region, topic, now);
    await tx.deleteDocument("subscription", key);
    await putTopic(tx, region, { ...topic, deletedSubscriptions: topic.deletedSubscriptions + 1 });
    if (call.signed) return;
    const removed = { ...subscription, confirmed: false, token: newToken(engine), created: now };
    await tx.putDocument("subscription", subscriptionKey(region, input.SubscriptionArn, "removed"), removed);
    await sendConfirmation(engine, tx, "UnsubscribeConfirmation", topic, removed, region);
  });
  engine.wake();
  return undefined;
};
