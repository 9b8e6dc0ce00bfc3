import { alarmArn } from "../../alarm/alarm.ts";
import type { Control } from "../../controls/control.ts";
import type { CorpusRecord } from "../../controls/corpus-record.ts";
import { type Account, accountOf } from "../account.ts";
import { stopAtTopic } from "../chain/topic.ts";
import { deliveriesOf } from "../chain/trail.ts";
import { eventIn } from "../events.ts";
import type { Finding } from "../finding.ts";
import type { Inventory } from "../inventory.ts";
import type { TopicToUse } from "./addition.ts";

/** A log group, by what commands call it. */
export interface LogGroupPlace {
  readonly region: string;
  readonly logGroupName: string;
}

/** The log groups that trails deliver a control's events to; the one that gets most of them first. */
export function logGroupsFor(
  inventory: Inventory,
  control: Control,
  corpus: readonly CorpusRecord[],
): readonly LogGroupPlace[] {
  const account = accountOf(inventory);
  const wanted = new Set(control.events.mustRing);
  const counts = new Map<LogGroupPlace, number>();
  for (const record of corpus) {
    if (!wanted.has(record.id)) continue;
    const { groups } = deliveriesOf(account, eventIn(inventory.account, record).record);
    for (const group of groups.keys()) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([{ region, logGroupName }]) => ({ region, logGroupName }));
}

const NEW_PAGER = "tocsin-pager";
const LOW_PRIORITY = "tocsin-low-priority";

/** Existing topics that are tried before a new one is planned. */
const MOST_TRIED = 3;

/**
 * Topics for what must wake somebody, the best first: those through which somebody hears of the control, those to which
 * alarms may publish and that have a confirmed subscription, a new one.
 */
export function pagerTopics(inventory: Inventory, finding: Finding, region: string): readonly TopicToUse[] {
  const account = accountOf(inventory);
  const low = lowPriorityTopic(inventory, region).topicArn;
  const inUse = confirmedTopics(inventory, account, region);
  const hearing = finding.hears.map(({ topicArn }) => topicArn).filter((arn) => arn.split(":")[3] === region);
  const existing = [...new Set([...hearing, ...inUse])].filter((arn) => arn !== low).slice(0, MOST_TRIED);
  const own = arnOf(inventory, region, NEW_PAGER);
  const fresh = { topicArn: own, use: "pager", isNew: !isKnown(inventory, own), subscribes: true } as const;
  return [...existing.map((topicArn) => ({ topicArn, use: "pager", isNew: false, subscribes: false }) as const), fresh];
}

/** The topic for what only auditors want to see. */
export function lowPriorityTopic(inventory: Inventory, region: string): TopicToUse {
  const topicArn = arnOf(inventory, region, LOW_PRIORITY);
  return { topicArn, use: "low-priority", isNew: !isKnown(inventory, topicArn), subscribes: false };
}

/** Topics of a region that alarms can reach somebody through; the one that most alarms name first. */
function confirmedTopics(inventory: Inventory, account: Account, region: string): readonly string[] {
  const alarm = alarmArn(region, inventory.account, "alarm");
  const uses = (arn: string): number =>
    inventory.alarms.filter(({ configuration }) => configuration.AlarmActions.includes(arn)).length;
  return inventory.topics
    .filter(
      ({ TopicArn, region: own }) =>
        own === region &&
        stopAtTopic(account, TopicArn, alarm) === undefined &&
        (account.subscriptions.get(TopicArn) ?? []).some(({ SubscriptionArn }) => SubscriptionArn.startsWith("arn:")),
    )
    .map(({ TopicArn }) => TopicArn)
    .sort((a, b) => uses(b) - uses(a));
}

function isKnown(inventory: Inventory, topicArn: string): boolean {
  return inventory.topics.some(({ TopicArn }) => TopicArn === topicArn);
}

function arnOf({ account }: Inventory, region: string, name: string): string {
  const [, partition] = alarmArn(region, account, name).split(":");
  return `arn:${partition}:sns:${region}:${account}:${name}`;
}
