import type { Chain } from "./chain.ts";
import { ALARM_CHAINS } from "./chains/alarm.ts";
import { METRIC_CHAINS } from "./chains/metric.ts";
import { PATTERN_CHAINS } from "./chains/pattern.ts";
import { REACH_CHAINS } from "./chains/reach.ts";
import { SOUND } from "./chains/sound.ts";
import { TRAIL_CHAINS } from "./chains/trail.ts";

const CATALOGUE = [...SOUND, ...TRAIL_CHAINS, ...PATTERN_CHAINS, ...METRIC_CHAINS, ...ALARM_CHAINS, ...REACH_CHAINS];
const TRAIL = ["cloudtrail:DescribeTrails", "cloudtrail:GetEventSelectors", "cloudtrail:GetTrailStatus"];
const FILTERS = ["logs:DescribeLogGroups", "logs:DescribeMetricFilters"];
const TO_THE_ALARM = [...TRAIL, ...FILTERS, "cloudwatch:DescribeAlarms"];
const TO_THE_TOPIC = [...TO_THE_ALARM, "sns:GetTopicAttributes"];
const SUBSCRIBERS = ["sns:ListSubscriptionsByTopic", "sns:GetSubscriptionAttributes"];
/** Whoever could mute the alarm, and did not. */
const MUTES = "cloudwatch:ListAlarmMuteRules";
/** What all of a chain that rings depends on. */
const RINGING = [...TO_THE_TOPIC, ...SUBSCRIBERS, MUTES];
const KEY = ["kms:DescribeKey", "kms:GetKeyPolicy"];

/** Chains of the catalogue, each with the operations without which its verdict is unknown; without others it stands. */
export const DEPENDS_ON: Readonly<Record<string, readonly string[]>> = {
  "as recommended": RINGING,
  "in another region, trail and all": RINGING,
  "a composite alarm whose suppressor keeps quiet": RINGING,
  "a mute rule covers the first minutes of each hour: it rings when they are over": [
    ...RINGING,
    "cloudwatch:GetAlarmMuteRule",
  ],
  "the trail is the organisation's": RINGING,
  "the topic is encrypted with a key that CloudWatch may use": [...RINGING, ...KEY],
  "advanced event selectors with management events": RINGING,
  "two trails write to one log group, and the threshold of 2 counts on it": RINGING,
  "an empty pattern: every event rings": RINGING,
  "writes only: what root reads goes unseen": RINGING,
  // Where it is silent for certain at a link, nothing beyond that link can matter.
  "the trail was stopped": ["cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus"],
  "the log group was deleted": [...TRAIL, "logs:DescribeLogGroups"],
  "the filters are on another log group than the trail's": [...TRAIL, ...FILTERS],
  "the alarm watches the metric under a misspelt name": TO_THE_ALARM,
  "actions are disabled": TO_THE_ALARM,
  "a mute rule covers the morning, and the alarm is OK again when it ends": [
    ...TO_THE_ALARM,
    MUTES,
    "cloudwatch:GetAlarmMuteRule",
  ],
  "the composite alarm above waits for a second alarm": TO_THE_ALARM,
  "the topic is encrypted with a key that CloudWatch may not use": [...TO_THE_TOPIC, ...KEY],
  "the topic was deleted": TO_THE_TOPIC,
  "the subscription was never confirmed": [...TO_THE_TOPIC, "sns:ListSubscriptionsByTopic"],
  "a filter policy lets only OK pass": [...TO_THE_TOPIC, ...SUBSCRIBERS],
};

export function chainNamed(name: string): Chain {
  const found = CATALOGUE.find((chain) => chain.name === name);
  if (found === undefined) throw new Error(`the catalogue has no chain ${name}`);
  return found;
}
