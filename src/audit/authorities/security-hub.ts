import type { Control } from "../../controls/control.ts";
import type { AuthorityVerdict } from "../finding.ts";
import type { Inventory } from "../inventory.ts";
import { type Auditor, checkId } from "./auditor.ts";
import { squeeze } from "./benchmark-text.ts";
import type { ChainJudgement } from "./judge-chain.ts";
import { leftOut } from "./management-events.ts";
import { auditorVerdict } from "./verdict.ts";

const NAME = "AWS Security Hub";

/** As its documentation states the rule: exactly one text, no clause more, whatever the white space. doc; closed source */
export const securityHub: Auditor = {
  authority: "security-hub",
  source: "AWS Security Hub User Guide, CloudWatch controls; awsdocs/aws-security-hub-user-guide @ 47bfe2f",
  idOf: (control) => checkId(control, NAME),
  textRule: (control) => {
    const wanted = wantedText(control);
    if (wanted === undefined) return undefined;
    const squeezed = squeeze(wanted);
    return (filterPattern) => squeeze(filterPattern) === squeezed;
  },
  wants: wantedText,
  demands: {
    trail: { multiRegion: true, logging: true, managementEvents: "both", otherwise: "fail" },
    filterIn: "log-group-of-the-trail",
    // How it ties an alarm to its filter is not documented. unk
    alarm: "same-metric",
    alarmActions: true,
    subscription: "any",
  },
};

function wantedText({ checks }: Control): string | undefined {
  return checks.find(({ authority }) => authority === NAME)?.filterPattern;
}

/** The reason code that a failed control shows. doc; which of the two filter codes it shows when is inf */
function reasonCode(judgement: ChainJudgement, { metricFilters }: Inventory): string | undefined {
  switch (judgement.stage) {
    case "passed":
    case "twins":
      return undefined;
    case "trail":
      return "CLOUDTRAIL_MULTI_REGION_NOT_PRESENT";
    case "metric-filter":
      return metricFilters.length === 0
        ? "CLOUDTRAIL_METRIC_FILTERS_NOT_PRESENT"
        : "CLOUDTRAIL_METRIC_FILTER_NOT_VALID";
    case "alarm":
      return "CLOUDWATCH_ALARMS_NOT_PRESENT";
    case "alarm-action":
      return "CLOUDWATCH_ALARM_ACTIONS_NOT_VALID";
    case "subscription":
      return "SNS_SUBSCRIPTION_NOT_PRESENT";
  }
}

/** What it looks at: CloudWatch.7 takes no trail that leaves KMS out. doc */
function withoutKmsTrails(inventory: Inventory, control: Control): Inventory {
  if (control.id !== "kms-cmk-disable-or-delete") return inventory;
  return { ...inventory, trails: inventory.trails.filter((trail) => !leftOut(trail).includes("kms.amazonaws.com")) };
}

/**
 * Security Hub's verdict in one account. Where the only trail that would do belongs to another account, as the trail of an
 * organisation does, it has findings there and NO_DATA here. doc
 */
export function securityHubVerdict(inventory: Inventory, control: Control): AuthorityVerdict {
  const seen = withoutKmsTrails(inventory, control);
  const own = seen.trails.filter(({ TrailARN }) => TrailARN.split(":")[4] === inventory.account);
  const { judgement, ...verdict } = auditorVerdict(securityHub, { ...seen, trails: own }, control);
  if (judgement === undefined) return verdict;
  if (judgement.stage === "trail" && auditorVerdict(securityHub, seen, control).judgement?.stage !== "trail")
    return { ...verdict, verdict: "not-assessed", why: "NO_DATA: the trail that would do is another account's" };
  const code = reasonCode(judgement, inventory);
  return code === undefined ? verdict : { ...verdict, why: `${code}: ${verdict.why}` };
}
