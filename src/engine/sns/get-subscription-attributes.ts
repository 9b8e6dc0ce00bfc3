import { effectivePolicy, subscriptionPolicyText } from "../../topic/delivery-policy.ts";
import { shownEndpoint } from "../../topic/endpoint.ts";
import type { Operation } from "../context.ts";
import { rootArn } from "../sts/root-arn.ts";
import { ownDeliveryPolicy } from "./subscription-attributes.ts";
import { requireSubscription } from "./subscriptions.ts";
import { topicDeliveryPolicy } from "./topic-attributes.ts";
import { topicKey } from "./topics.ts";

export interface GetSubscriptionAttributesInput {
  readonly SubscriptionArn: string;
}

export interface GetSubscriptionAttributesOutput {
  readonly Attributes: Readonly<Record<string, string>>;
}

/** GetSubscriptionAttributes, of confirmed and of pending subscriptions; every value is a text. */
export const getSubscriptionAttributes: Operation<
  GetSubscriptionAttributesInput,
  GetSubscriptionAttributesOutput
> = async (engine, call, input) => {
  const { subscription, topic } = await engine.store.transaction(async (tx) => {
    const subscription = await requireSubscription(tx, call, input.SubscriptionArn, engine.clock.now());
    const name = subscription.TopicArn.split(":")[5] ?? "";
    return { subscription, topic: await tx.getDocument("topic", topicKey(call.scope.region, name)) };
  });
  const { FilterPolicyScope: scope = "MessageAttributes", ...attributes } = subscription.attributes;
  const policy = effectivePolicy(
    topic === undefined ? {} : topicDeliveryPolicy(topic),
    ownDeliveryPolicy(subscription),
  );
  const http = subscription.Protocol === "http" || subscription.Protocol === "https";
  return {
    Attributes: {
      SubscriptionArn: subscription.SubscriptionArn,
      TopicArn: subscription.TopicArn,
      Protocol: subscription.Protocol,
      Endpoint: shownEndpoint(subscription.Endpoint),
      Owner: subscription.Owner,
      SubscriptionPrincipal: rootArn(subscription.Owner),
      ConfirmationWasAuthenticated: String(subscription.confirmationWasAuthenticated),
      PendingConfirmation: String(!subscription.confirmed),
      RawMessageDelivery: "false",
      ...(http ? { EffectiveDeliveryPolicy: subscriptionPolicyText(policy) } : {}),
      ...attributes,
      // obs LS test_set_subscription_filter_policy_scope: the scope shows with a policy only.
      ...(attributes["FilterPolicy"] === undefined ? {} : { FilterPolicyScope: scope }),
    },
  };
};
