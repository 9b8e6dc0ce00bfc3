import type { Subscription } from "@aws-sdk/client-sns";
import type { AlarmItem, SubscriptionItem, TopicItem } from "../audit/inventory.ts";
import type { Sns } from "./aws/sns.ts";
import type { Clients } from "./clients.ts";
import { defined } from "./defined.ts";
import { tagsOf } from "./read-trails.ts";
import type { Reader } from "./reader.ts";

export interface TopicReading {
  readonly topics: readonly TopicItem[];
  readonly subscriptions: readonly SubscriptionItem[];
}

/** The topics that alarms name in any action, each once, sorted. */
export function topicsOf(alarms: readonly AlarmItem[]): readonly string[] {
  const actions = alarms.flatMap(({ configuration: { AlarmActions, OKActions, InsufficientDataActions } }) => [
    ...AlarmActions,
    ...OKActions,
    ...InsufficientDataActions,
  ]);
  return [...new Set(actions.filter((arn) => /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[^:]+$/.test(arn)))].toSorted();
}

/** Reads a topic and its subscriptions. Of one that does not exist nothing is left, and no gap: that is known, then. */
export async function readTopic(TopicArn: string, clients: Clients, reader: Reader): Promise<TopicReading> {
  const region = TopicArn.split(":")[3] ?? "";
  const sns = await clients.sns(region);
  const about = { region, resource: TopicArn };
  const answer = await reader.read({ action: "sns:GetTopicAttributes", ...about }, () => sns.topicAttributes(TopicArn));
  if (answer.kind === "missing") return { topics: [], subscriptions: [] };
  const [tags, subscriptions] = await Promise.all([
    reader.read({ action: "sns:ListTagsForResource", ...about }, async () => tagsOf(await sns.tags(TopicArn))),
    readSubscriptions(TopicArn, region, sns, reader),
  ]);
  const topic = {
    region,
    TopicArn,
    ...(answer.kind === "given" ? { attributes: answer.value } : {}),
    ...(tags.kind === "given" ? { tags: tags.value } : {}),
  };
  return { topics: [topic], subscriptions };
}

async function readSubscriptions(
  TopicArn: string,
  region: string,
  sns: Sns,
  reader: Reader,
): Promise<readonly SubscriptionItem[]> {
  const call = { action: "sns:ListSubscriptionsByTopic", region, resource: TopicArn } as const;
  const listed = await reader.list(call, (token) => sns.subscriptions(TopicArn, token));
  const read = await Promise.all(listed.map((found) => readSubscription(found, TopicArn, region, sns, reader)));
  return read.flatMap((item) => (item === undefined ? [] : [item]));
}

async function readSubscription(
  { SubscriptionArn = "", Protocol = "", Endpoint = "", Owner }: Subscription,
  TopicArn: string,
  region: string,
  sns: Sns,
  reader: Reader,
): Promise<SubscriptionItem | undefined> {
  const item = { region, TopicArn, SubscriptionArn, Protocol, Endpoint, ...defined({ Owner }) };
  // `PendingConfirmation` and `Deleted` stand where an ARN would: there is nothing to ask about.
  if (!SubscriptionArn.startsWith("arn:")) return item;
  const call = { action: "sns:GetSubscriptionAttributes", region, resource: SubscriptionArn } as const;
  const answer = await reader.read(call, () => sns.subscriptionAttributes(SubscriptionArn));
  switch (answer.kind) {
    case "given":
      return { ...item, attributes: answer.value };
    case "failed":
      return item;
    case "missing":
      return undefined;
    default:
      return answer satisfies never;
  }
}
