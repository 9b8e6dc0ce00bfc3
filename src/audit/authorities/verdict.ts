import type { Control } from "../../controls/control.ts";
import type { AuthorityVerdict } from "../finding.ts";
import { gapFor, type Wanted } from "../gaps.ts";
import type { Inventory, MetricFilterItem } from "../inventory.ts";
import type { Auditor } from "./auditor.ts";
import { type ChainJudgement, judgeChain } from "./judge-chain.ts";

/** What an auditor says of an inventory, by its own rule. */
export interface AuditorVerdict extends AuthorityVerdict {
  readonly judgement?: ChainJudgement;
}

/**
 * Judges an inventory as an auditor would. What could not be read makes a failure unknown: the missing link may be there.
 *
 * @example
 * auditorVerdict(prowler, inventory, control).why; // "no metric filter has a text that it accepts; it wants { … }"
 */
export function auditorVerdict(auditor: Auditor, inventory: Inventory, control: Control): AuditorVerdict {
  const head = { authority: auditor.authority, id: auditor.idOf(control) };
  const rule = auditor.textRule(control);
  if (rule === undefined) return { ...head, verdict: "not-assessed", why: "no rule of it for this control is known" };
  const judgement = judgeChain(
    inventory,
    auditor.demands,
    (filterPattern) => filterPattern.length <= LONGEST_PATTERN && rule(filterPattern),
  );
  if (judgement.stage === "passed")
    return { ...head, verdict: "pass", why: `it accepts ${tell(judgement.filter)}`, judgement };
  const { trail } = auditor.demands;
  const seesNothing = judgement.stage === "trail" && trail !== "not-looked-at" && trail.otherwise !== "fail";
  const why = seesNothing
    ? "it looks at trails only, and finds none to look at"
    : whyNot(judgement, auditor.wants(control));
  const gap = firstGap(inventory, judgement);
  return gap === undefined
    ? { ...head, verdict: seesNothing ? trail.otherwise : "fail", why, judgement }
    : { ...head, verdict: "unknown", why: `${why}; but not everything could be read (${gap})`, judgement };
}

/** Longer ones cannot be deployed, and no text of an auditor is longer. */
const LONGEST_PATTERN = 4096;

function whyNot(judgement: Exclude<ChainJudgement, { readonly stage: "passed" }>, wants: string | undefined): string {
  switch (judgement.stage) {
    case "trail":
      return "no trail is as it wants it: logging, of all Regions, with management events and a log group, as far as it looks";
    case "metric-filter":
      return `no metric filter has a text that it accepts${wants === undefined ? "" : `; it wants ${wants}`}`;
    case "twins":
      return `it gives up when several filters have the same text: ${judgement.filters.map(tell).join(", ")}`;
    case "alarm":
      return `it finds no alarm for ${tell(judgement.filter)}`;
    case "alarm-action":
      return `no alarm for ${tell(judgement.filter)} has an action`;
    case "subscription":
      return `no subscription that counts hears of ${tell(judgement.filter)}`;
  }
}

function tell({ filterName, logGroupName }: MetricFilterItem): string {
  return `the metric filter ${filterName} of ${logGroupName}`;
}

const READINGS: readonly (readonly [ChainJudgement["stage"], Wanted])[] = [
  ["trail", { service: "cloudtrail", operations: ["DescribeTrails", "GetTrailStatus", "GetEventSelectors"] }],
  ["metric-filter", { service: "logs", operations: ["DescribeMetricFilters"] }],
  ["alarm", { service: "cloudwatch", operations: ["DescribeAlarms"] }],
  ["alarm-action", { service: "cloudwatch", operations: ["DescribeAlarms"] }],
  ["subscription", { service: "sns", operations: ["ListSubscriptionsByTopic", "ListSubscriptions"] }],
];

/** A gap in what was read up to the link that is missing. */
function firstGap(inventory: Inventory, { stage }: ChainJudgement): string | undefined {
  const last = READINGS.findIndex(([name]) => name === stage);
  for (const [, wanted] of READINGS.slice(0, last + 1)) {
    const gap = gapFor(inventory, wanted);
    if (gap !== undefined) return gap;
  }
  return undefined;
}
