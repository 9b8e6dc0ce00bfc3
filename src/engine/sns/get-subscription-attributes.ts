import { defaultSubscriptionDeliveryPolicy } from "../../topic/default-policy.ts";
import { shownEndpoint } from "../../topic/endpoint.ts";
import type { Operation } from "../context.ts";
import { rootArn } from "../sts/root-arn.ts";
import { requireSubscription } from "./subscriptions.ts";

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
  const subscription = await engine.store.transaction((tx) => requireSubscription(tx, call, input.SubscriptionArn));
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
      ...(http ? { EffectiveDeliveryPolicy: defaultSubscriptionDeliveryPolicy } : {}),
      ...subscription.attributes,
    },
  };
};
