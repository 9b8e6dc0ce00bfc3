import { type AlarmNotification, alarmNotification } from "../../alarm/notification.ts";
import { compileFilterPolicy } from "../../topic/filter-policy/compile.ts";
import { passesFilter } from "../../topic/filter-policy/match.ts";
import type { Account } from "../account.ts";
import { gapFor } from "../gaps.ts";
import type { Inventory, SubscriptionItem } from "../inventory.ts";
import type { Telling } from "./actions.ts";
import type { Stop } from "./stop.ts";

/** Which subscriptions of a topic get an alarm's message, and why the others do not. */
export interface Reached {
  readonly subscriptions: readonly SubscriptionItem[];
  readonly stops: readonly Stop[];
}

export function subscribersOf(account: Account, topicArn: string, telling: Telling, region: string): Reached {
  const { inventory } = account;
  const found = account.subscriptions.get(topicArn) ?? [];
  const topicName = topicArn.split(":")[5] ?? "";
  const subscriptions: SubscriptionItem[] = [];
  const stops: Stop[] = [];
  for (const subscription of found) {
    const stop = stopAtSubscription(inventory, subscription, telling, region);
    if (stop === undefined) subscriptions.push(subscription);
    else stops.push(stop);
  }
  const operations = ["ListSubscriptionsByTopic", "ListSubscriptions"];
  const place = topicArn.split(":")[3] ?? region;
  const unknown = gapFor(inventory, { service: "sns", operations, region: place, resources: [topicArn, topicName] });
  if (unknown !== undefined)
    stops.push({ link: "subscription", reason: `the subscriptions of ${topicName} could not be read`, unknown });
  else if (found.length === 0)
    stops.push({ link: "subscription", reason: `the topic ${topicName} has no subscription` });
  return { subscriptions, stops };
}

function stopAtSubscription(
  inventory: Inventory,
  subscription: SubscriptionItem,
  telling: Telling,
  region: string,
): Stop | undefined {
  const { SubscriptionArn, Protocol, Endpoint, attributes } = subscription;
  const name = `the subscription ${Protocol} ${Endpoint}`;
  const stop = (how: string): Stop => ({ link: "subscription", reason: `${name} ${how}` });
  if (SubscriptionArn === "Deleted") return stop("was removed (Deleted)");
  if (!SubscriptionArn.startsWith("arn:") || attributes?.["PendingConfirmation"] === "true")
    return stop("is not confirmed (PendingConfirmation)");
  if (attributes === undefined) {
    const resources = [SubscriptionArn];
    const gap = gapFor(inventory, { service: "sns", operations: ["GetSubscriptionAttributes"], resources });
    return {
      ...stop("has attributes that could not be read"),
      unknown: gap ?? `the filter policy of ${name} was not read`,
    };
  }
  const policy = attributes["FilterPolicy"] ?? "";
  if (policy === "") return undefined;
  const scope = attributes["FilterPolicyScope"] === "MessageBody" ? "MessageBody" : "MessageAttributes";
  const compiled = compileFilterPolicy(policy, scope, "");
  if (!compiled.ok) return { ...stop("has a FilterPolicy"), unknown: `the filter policy of ${name} is not understood` };
  const message = messageFor(notificationOf(telling, inventory.account, region), Protocol);
  // CloudWatch publishes alarms without message attributes. obs STACKD sns_publications
  if (passesFilter(compiled.policy, { message, attributes: {} })) return undefined;
  return stop(`drops what alarms publish (FilterPolicy, FilterPolicyScope ${scope})`);
}

function notificationOf({ alarm, from, afterMuteWindow }: Telling, account: string, region: string): AlarmNotification {
  const { configuration, state } = alarm;
  const oldState = { StateValue: from };
  return alarmNotification({ configuration, oldState, newState: state, account, region, afterMuteWindow });
}

function messageFor(notification: AlarmNotification, protocol: string): string {
  switch (protocol) {
    case "sms":
      return notification.sms;
    case "email":
      return notification.email;
    default:
      return notification.default;
  }
}
