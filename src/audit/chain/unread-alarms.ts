import { isCompositeAlarm } from "../../alarm/alarm.ts";
import type { StandingAlarm } from "../../alarm/composite/follow.ts";
import { type Account, inRegion, type MetricAlarmItem } from "../account.ts";
import { gapFor, listGapFor } from "../gaps.ts";
import { type CompositeItem, compositesAbove, relativeNames } from "./following.ts";
import type { Stop } from "./stop.ts";

const SERVICE = "cloudwatch";

/** Why an event may ring through an alarm that could not be read, besides those that its samples reach. */
export function unreadPaths(account: Account, region: string, fed: readonly MetricAlarmItem[]): readonly Stop[] {
  const stops: Stop[] = [];
  const wanted = { service: SERVICE, operations: ["DescribeAlarms"], region } as const;
  const gap = listGapFor(account.inventory, wanted);
  if (gap !== undefined)
    stops.push({ link: "alarm", reason: `the alarms of ${region} could not all be read`, unknown: gap });
  for (const { configuration } of compositesAbove(account, region, fed)) {
    const unknown = unreadRelative(account, region, configuration, new Set());
    if (unknown === undefined) continue;
    const reason = `the alarm ${configuration.AlarmName} depends on an alarm that could not be read`;
    stops.push({ link: "alarm", reason, unknown });
  }
  return stops;
}

/** What is not known of whether an alarm tells that it is in ALARM; undefined when all of it is known. */
export function unreadTelling(
  account: Account,
  region: string,
  configuration: StandingAlarm["configuration"],
): string | undefined {
  const operations = ["ListAlarmMuteRules", "GetAlarmMuteRule"];
  const unread = isCompositeAlarm(configuration)
    ? unreadRelative(account, region, configuration, new Set())
    : undefined;
  return unread ?? gapFor(account.inventory, { service: SERVICE, operations, region });
}

/** What is not known of an alarm that a composite alarm looks at, by itself or through others. */
function unreadRelative(
  account: Account,
  region: string,
  configuration: CompositeItem["configuration"],
  seen: Set<string>,
): string | undefined {
  const { AlarmArn, AlarmName } = configuration;
  seen.add(AlarmName);
  for (const name of relativeNames(configuration)) {
    if (seen.has(name)) continue;
    seen.add(name);
    const relative = account.alarms.get(inRegion(region, name));
    const unknown =
      relative === undefined
        ? unreadAlarm(account, region, name, AlarmArn.slice(0, -AlarmName.length) + name)
        : isCompositeAlarm(relative.configuration)
          ? unreadRelative(account, region, relative.configuration, seen)
          : undefined;
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

function unreadAlarm(account: Account, region: string, name: string, arn: string): string | undefined {
  const { inventory, unreadableAlarms } = account;
  const isStrange = unreadableAlarms.some((item) => item.region === region && item.configuration.AlarmName === name);
  if (isStrange) return `the alarm ${name} is not understood`;
  return gapFor(inventory, { service: SERVICE, operations: ["DescribeAlarms"], region, resources: [arn] });
}
