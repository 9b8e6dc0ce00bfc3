import { parseLogGroupArn } from "../cloudtrail/log-group-arn.ts";
import type { Inventory, Tags } from "./inventory.ts";
import type { Fate } from "./simulate.ts";

/** What tags say of how exposed something is: the first column is the key, in any case; the second the values that count. */
const TAGS: readonly { readonly keys: readonly string[]; readonly values: RegExp; readonly weight: number }[] = [
  { keys: ["environment", "env", "stage"], values: /^(?:prod|production|live)/, weight: 2 },
  { keys: ["internet-facing", "internetfacing", "public"], values: /^(?:true|yes|1)$/, weight: 1 },
  { keys: ["exposure", "scheme"], values: /^(?:public|internet|internet-facing)$/, weight: 1 },
];

/** 2 for production, 1 for what faces the internet, 3 for both, else 0. */
export function exposureOf(tags: Tags): number {
  const weights = new Set<number>();
  for (const [key, value] of Object.entries(tags)) {
    const found = TAGS.find(({ keys, values }) => keys.includes(key.toLowerCase()) && values.test(value.toLowerCase()));
    if (found !== undefined) weights.add(found.weight);
  }
  return [...weights].reduce((sum, weight) => sum + weight, 0);
}

/** The highest exposure among the trails, the log groups they write to, and the alarms and topics that told of events. */
export function exposureOfChain(inventory: Inventory, fates: readonly Fate[]): number {
  const told = fates.flatMap(({ notifications }) => notifications);
  const alarms = new Set(told.map(({ alarmArn }) => alarmArn));
  const topics = new Set(told.map(({ topicArn }) => topicArn));
  const groups = new Set(
    inventory.trails.flatMap(({ CloudWatchLogsLogGroupArn: arn = "" }) => {
      const place = parseLogGroupArn(arn);
      return place === undefined ? [] : `${place.region}/${place.logGroupName}`;
    }),
  );
  const tagged = [
    ...inventory.trails,
    ...inventory.logGroups.filter(({ region, logGroupName }) => groups.has(`${region}/${logGroupName}`)),
    ...inventory.alarms.filter(({ configuration }) => alarms.has(configuration.AlarmArn)),
    ...inventory.topics.filter(({ TopicArn }) => topics.has(TopicArn)),
  ];
  return tagged.reduce((highest, { tags = {} }) => Math.max(highest, exposureOf(tags)), 0);
}
