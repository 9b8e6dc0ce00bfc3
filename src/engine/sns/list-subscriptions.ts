import { shownEndpoint } from "../../topic/endpoint.ts";
import type { Operation } from "../context.ts";
import type { Subscription } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { decodePageToken, encodePageToken, PAGE_SIZE } from "./page-token.ts";
import { forgotten, type Shelf, shelfName, tokenExpired } from "./subscriptions.ts";
import { requireTopic } from "./topics.ts";

export interface ListSubscriptionsInput {
  readonly NextToken?: string;
}

export interface ListSubscriptionsByTopicInput extends ListSubscriptionsInput {
  readonly TopicArn: string;
}

export interface ListedSubscription {
  /** The ARN, `PendingConfirmation`, or `Deleted`. */
  readonly SubscriptionArn: string;
  readonly Owner: string;
  readonly Protocol: string;
  readonly Endpoint: string;
  readonly TopicArn: string;
}

export interface ListSubscriptionsOutput {
  readonly Subscriptions: readonly ListedSubscription[];
  readonly NextToken?: string;
}

/** ListSubscriptions: the region's subscriptions, topic by topic, 100 a page. */
export const listSubscriptions: Operation<ListSubscriptionsInput, ListSubscriptionsOutput> = async (
  engine,
  call,
  input,
) =>
  engine.store.transaction(async (tx) => {
    const region = call.scope.region;
    const topics = await tx.listDocuments("topic", { region });
    const names = topics.map((topic) => topic.Name);
    return pageOfSubscriptions(tx, region, names, input.NextToken, engine.clock.now());
  });

/** ListSubscriptionsByTopic: the subscriptions of one topic, 100 a page. */
export const listSubscriptionsByTopic: Operation<ListSubscriptionsByTopicInput, ListSubscriptionsOutput> = async (
  engine,
  call,
  input,
) =>
  engine.store.transaction(async (tx) => {
    const topic = await requireTopic(tx, call, input.TopicArn);
    return pageOfSubscriptions(tx, call.scope.region, [topic.Name], input.NextToken, engine.clock.now());
  });

/** One page, from the place a NextToken stands for: a topic's name, a shelf, and the last ARN seen there. */
async function pageOfSubscriptions(
  tx: Transaction,
  region: string,
  topicNames: readonly string[],
  nextToken: string | undefined,
  now: number,
): Promise<ListSubscriptionsOutput> {
  const [fromTopic = "", fromShelf, fromArn = ""] = nextToken === undefined ? [] : decodePageToken(nextToken, 3);
  const rows: { readonly listed: ListedSubscription; readonly position: readonly string[] }[] = [];
  for (const topicName of topicNames.filter((name) => name >= fromTopic)) {
    const resumed = topicName === fromTopic;
    const shelves: readonly Shelf[] = resumed && fromShelf === "removed" ? ["removed"] : ["current", "removed"];
    for (const shelf of shelves) {
      const found = await tx.listDocuments("subscription", {
        region,
        parent: shelfName(topicName, shelf),
        ...(resumed && shelf === fromShelf ? { after: fromArn } : {}),
      });
      for (const subscription of found) {
        if (shelf === "removed" ? tokenExpired(subscription, now) : forgotten(subscription, now)) continue;
        rows.push({
          listed: listed(subscription, shelf),
          position: [topicName, shelf, subscription.SubscriptionArn],
        });
      }
      if (rows.length > PAGE_SIZE) break;
    }
    if (rows.length > PAGE_SIZE) break;
  }
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    Subscriptions: page.map((row) => row.listed),
    ...(rows.length > PAGE_SIZE && last !== undefined ? { NextToken: encodePageToken(last.position) } : {}),
  };
}

function listed(subscription: Subscription, shelf: Shelf): ListedSubscription {
  const { SubscriptionArn, Owner, Protocol, Endpoint, TopicArn, confirmed } = subscription;
  const shown = shelf === "removed" ? "Deleted" : confirmed ? SubscriptionArn : "PendingConfirmation";
  return { SubscriptionArn: shown, Owner, Protocol, Endpoint: shownEndpoint(Endpoint), TopicArn };
}
