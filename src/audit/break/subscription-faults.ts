import type { SubscriptionItem } from "../inventory.ts";
import { type Fault, type FaultKind, faultsOfItem } from "./fault.ts";

const KINDS: readonly FaultKind<SubscriptionItem>[] = [
  { kind: "unsubscribed", does: "the subscription is removed", eventName: "Unsubscribe", change: () => undefined },
  {
    kind: "subscription-pending",
    does: "the subscription waits for confirmation",
    eventName: "Subscribe",
    change: (subscription) => ({ ...subscription, SubscriptionArn: "PendingConfirmation" }),
  },
  {
    kind: "subscription-filtered",
    does: "a filter policy asks for a message attribute, which alarms do not send",
    eventName: "SetSubscriptionAttributes",
    change: (subscription) => ({
      ...subscription,
      attributes: { ...subscription.attributes, FilterPolicy: '{"severity":["high"]}' },
    }),
  },
];

export function subscriptionFaults(subscription: SubscriptionItem): readonly Fault[] {
  const { Protocol, Endpoint } = subscription;
  return faultsOfItem("subscription", `subscription ${Protocol} ${Endpoint}`, KINDS, subscription, {
    of: ({ subscriptions }) => subscriptions,
    put: (inventory, subscriptions) => ({ ...inventory, subscriptions }),
  });
}
