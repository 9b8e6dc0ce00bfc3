import type { Call } from "../context.ts";
import type { DocumentKey, Subscription, Topic } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { readSubscriptionArn } from "./arns.ts";
import { subscriptionNotFound } from "./errors.ts";

const DAY = 24 * 60 * 60 * 1000;
/** Tokens are good for two days. doc MODEL */
const TOKEN_LIFETIME = 2 * DAY;
/** A subscription that nobody confirms is gone a day after its token. doc SNSDG (about three days; when exactly: unk) */
const PENDING_LIFETIME = 3 * DAY;

/**
 * A topic's subscriptions lie in two shelves. "current" are those that are confirmed or wait for it. "removed" are those
 * that a stranger removed through an UnsubscribeURL: they get nothing, are listed as `Deleted`, and the token of the
 * UnsubscribeConfirmation brings them back. obs STACKD deleted_rejoin
 */
export type Shelf = "current" | "removed";

/** No topic's name can hold a slash, so the shelves of two topics never meet. */
export function shelfName(topicName: string, shelf: Shelf): string {
  return shelf === "current" ? topicName : `${topicName}/removed`;
}

export function subscriptionKey(region: string, subscriptionArn: string, shelf: Shelf = "current"): DocumentKey {
  const topicName = subscriptionArn.split(":")[5] ?? "";
  return { region, parent: shelfName(topicName, shelf), name: subscriptionArn };
}

export async function listShelf(
  tx: Transaction,
  region: string,
  topicName: string,
  shelf: Shelf,
): Promise<readonly Subscription[]> {
  return tx.listDocuments("subscription", { region, parent: shelfName(topicName, shelf) });
}

/**
 * The subscription a request names.
 *
 * @throws AwsError InvalidParameter for an ARN that is none, NotFound for a subscription that is not there or was removed
 */
export async function requireSubscription(
  tx: Transaction,
  call: Call,
  subscriptionArn: string,
  now: number,
): Promise<Subscription> {
  readSubscriptionArn(call, subscriptionArn);
  const subscription = await tx.getDocument("subscription", subscriptionKey(call.scope.region, subscriptionArn));
  if (subscription === undefined || forgotten(subscription, now)) throw subscriptionNotFound();
  return subscription;
}

export async function putSubscription(tx: Transaction, region: string, subscription: Subscription): Promise<void> {
  await tx.putDocument("subscription", subscriptionKey(region, subscription.SubscriptionArn), subscription);
}

/** The subscription that a token was sent for, and its shelf. Looks at every region: a token names no topic. */
export async function findByToken(
  tx: Transaction,
  token: string,
): Promise<{ readonly subscription: Subscription; readonly shelf: Shelf } | undefined> {
  const all = await tx.listDocuments("subscription", {});
  const subscription = all.find((candidate) => candidate.token === token);
  if (subscription === undefined) return undefined;
  const region = subscription.TopicArn.split(":")[3] ?? "";
  const current = await tx.getDocument("subscription", subscriptionKey(region, subscription.SubscriptionArn));
  return { subscription, shelf: current === undefined ? "removed" : "current" };
}

export function tokenExpired(subscription: Subscription, now: number): boolean {
  return now - subscription.created >= TOKEN_LIFETIME;
}

/** Whether a subscription was never confirmed for so long that it is there no more. */
export function forgotten(subscription: Subscription, now: number): boolean {
  return !subscription.confirmed && now - subscription.created >= PENDING_LIFETIME;
}

/**
 * Drops the subscriptions of a topic that were never confirmed in time, and the removed ones that can no longer come
 * back. inf: AWS's own delays are not known.
 */
export async function dropExpired(tx: Transaction, region: string, topic: Topic, now: number): Promise<void> {
  for (const subscription of await listShelf(tx, region, topic.Name, "removed")) {
    if (!tokenExpired(subscription, now)) continue;
    await tx.deleteDocument("subscription", subscriptionKey(region, subscription.SubscriptionArn, "removed"));
  }
  for (const subscription of await listShelf(tx, region, topic.Name, "current")) {
    if (!forgotten(subscription, now)) continue;
    await tx.deleteDocument("subscription", subscriptionKey(region, subscription.SubscriptionArn));
  }
}
