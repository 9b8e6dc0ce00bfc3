import type { Control } from "../../controls/control.ts";
import { auditorsOf } from "../authorities/authorities.ts";
import type { AuthorityVerdict, Finding, Verdict } from "../finding.ts";
import { gapFor } from "../gaps.ts";
import type { Inventory } from "../inventory.ts";
import { type Addition, type FilterToAdd, type TopicToUse, withAddition } from "./addition.ts";
import { commandsFor } from "./commands.ts";
import { complianceAddition } from "./compliance-filters.ts";
import { chosenVerdicts, compareOutcomes, findingIn, type PlanRequest } from "./judging.ts";
import { notesOn } from "./notes.ts";
import { type LogGroupPlace, logGroupsFor } from "./places.ts";
import { preciseAddition } from "./precise-filters.ts";
import { isShowable } from "./shell.ts";
import { candidateTexts, isAccepted, takes, whyNoText } from "./texts.ts";

/** The smallest set of filters that passes the chosen authorities in an account while only precise ones page. */
export interface AccountPlan {
  readonly control: string;
  /** Where the filters go; absent where no log group is fit for them. */
  readonly region?: string;
  readonly logGroupName?: string;
  readonly filters: readonly FilterToAdd[];
  readonly topics: readonly TopicToUse[];
  /** Of the AWS CLI, for a POSIX shell, in this order; empty where there is nothing to add. */
  readonly commands: readonly string[];
  /** Each chosen authority that has a rule for the control. */
  readonly authorities: readonly PlannedVerdict[];
  readonly verdictBefore: Verdict;
  /** What the audit finds once the commands have run, and whoever they subscribed has confirmed. */
  readonly verdictAfter: Verdict;
  /** Chosen authorities that fail with the plan as well, and why. */
  readonly unreachable: readonly Unreachable[];
  /** What the plan leaves as it is, and somebody should look at. One sentence each. */
  readonly notes: readonly string[];
  /** Why there are no commands, though something is wrong. */
  readonly notOffered?: string;
}

export interface PlannedVerdict {
  readonly authority: string;
  readonly before: AuthorityVerdict["verdict"];
  readonly after: AuthorityVerdict["verdict"];
}

export interface Unreachable {
  readonly authority: string;
  readonly why: string;
}

/** Metric filters of one log group. doc CWLUG quotas */
const MOST_FILTERS = 100;

/**
 * Plans what to add to an account for one control, and proves it: the plan is applied to the inventory, the control is
 * audited again, and the chosen authorities judge again. Nothing that makes the verdict worse is offered.
 *
 * @returns undefined where the control rings and no chosen authority fails
 * @throws Error when the control names a record that the corpus does not have
 * @example
 * const plan = accountPlan({ inventory, control, finding, corpus, authorities: ["security-hub", "scoutsuite"] });
 * plan?.commands.join("\n"); // for a shell
 */
export function accountPlan(request: PlanRequest): AccountPlan | undefined {
  const { inventory, control, finding, corpus } = request;
  const before = chosenVerdicts(request, inventory);
  if (finding.verdict === "rings" && !before.some(({ verdict }) => verdict === "fail")) return undefined;
  const reasons: string[] = [];
  let best: Draft | undefined;
  for (const place of logGroupsFor(inventory, control, corpus)) {
    const reason = whyNotThere(inventory, place);
    const draft = reason ?? draftIn(request, place);
    if (typeof draft === "string") reasons.push(draft);
    else if (best === undefined || isBetter(draft, best)) best = draft;
  }
  if (best === undefined) return unplanned(request, before, reasons[0] ?? mendFirst(finding));
  return planFrom(request, before, best);
}

/** A proven addition. */
interface Draft {
  readonly addition: Addition;
  readonly finding: Finding;
  readonly verdicts: readonly AuthorityVerdict[];
}

function draftIn(request: PlanRequest, place: LogGroupPlace): Draft | string {
  const { inventory, finding } = request;
  // Whether an unknown control rings already cannot be said: a second page for the same event helps nobody.
  const mayPage = finding.verdict !== "rings" && finding.verdict !== "unknown";
  const precise = mayPage ? preciseAddition(request, place) : { ...place, filters: [], topics: [] };
  const compliance = complianceAddition(request, withAddition(inventory, precise), place);
  const addition = {
    ...place,
    filters: [...precise.filters, ...compliance.filters],
    topics: [...precise.topics, ...compliance.topics],
  };
  const planned = withAddition(inventory, addition);
  const there = planned.metricFilters.filter(
    (one) => one.region === place.region && one.logGroupName === place.logGroupName,
  );
  if (there.length > MOST_FILTERS && addition.filters.some(({ existing }) => existing !== true))
    return `the log group ${place.logGroupName} would have ${there.length} metric filters, and AWS takes ${MOST_FILTERS}`;
  const after = findingIn(request, planned);
  if (compareOutcomes(after, finding) < 0)
    return `with these filters the verdict would be ${after.verdict} instead of ${finding.verdict}`;
  return { addition, finding: after, verdicts: chosenVerdicts(request, planned) };
}

/** Why nothing can be planned in a log group. */
function whyNotThere(inventory: Inventory, { region, logGroupName }: LogGroupPlace): string | undefined {
  if (!isShowable(logGroupName)) return "the name of the log group holds characters that no command can show";
  const logs = { service: "logs", operations: ["DescribeMetricFilters"], region, resources: [logGroupName] } as const;
  const alarms = { service: "cloudwatch", operations: ["DescribeAlarms"], region } as const;
  const gap = gapFor(inventory, logs) ?? gapFor(inventory, alarms);
  return gap === undefined
    ? undefined
    : `which names are taken is not known (${gap}), and a filter or alarm may not be replaced`;
}

function mendFirst({ brokenLink, reason }: Finding): string {
  return `no trail delivers these events to a log group that can have metric filters; mend first the ${brokenLink ?? "trail"}: ${reason ?? "nothing is delivered"}`;
}

/** The better verdict first, then the more authorities, then the fewer filters. */
function isBetter(a: Draft, b: Draft): boolean {
  const failures = ({ verdicts }: Draft): number => verdicts.filter(({ verdict }) => verdict === "fail").length;
  const size = ({ addition }: Draft): number => addition.filters.length;
  return (compareOutcomes(a.finding, b.finding) || failures(b) - failures(a) || size(b) - size(a)) > 0;
}

function planFrom(request: PlanRequest, before: readonly AuthorityVerdict[], draft: Draft): AccountPlan {
  const { control, finding } = request;
  const { addition, verdicts } = draft;
  const chosen = auditorsOf(control).filter(({ authority }) => verdicts.some((one) => one.authority === authority));
  const filters = addition.filters.map((filter) => ({
    ...filter,
    satisfies: chosen.filter((one) => takes(one, filter.filterPattern, control)).map(({ authority }) => authority),
  }));
  return {
    control: control.id,
    region: addition.region,
    logGroupName: addition.logGroupName,
    filters,
    topics: addition.topics,
    commands: commandsFor(addition),
    authorities: plannedVerdicts(before, verdicts),
    verdictBefore: finding.verdict,
    verdictAfter: draft.finding.verdict,
    unreachable: verdicts.flatMap((one) => unreachable(one, control)),
    notes: notesOn(request, addition, draft.finding),
    ...(filters.length > 0 ? {} : { notOffered: "no filter changes anything for the better" }),
  };
}

function unplanned(request: PlanRequest, before: readonly AuthorityVerdict[], notOffered: string): AccountPlan {
  const { control, finding } = request;
  return {
    control: control.id,
    filters: [],
    topics: [],
    commands: [],
    authorities: plannedVerdicts(before, before),
    verdictBefore: finding.verdict,
    verdictAfter: finding.verdict,
    unreachable: before.flatMap((one) => unreachable(one, control)),
    notes: [],
    notOffered,
  };
}

function plannedVerdicts(
  before: readonly AuthorityVerdict[],
  after: readonly AuthorityVerdict[],
): readonly PlannedVerdict[] {
  return before.map(({ authority, verdict }, index) => ({
    authority,
    before: verdict,
    after: after[index]?.verdict ?? verdict,
  }));
}

function unreachable({ authority, verdict, why }: AuthorityVerdict, control: Control): readonly Unreachable[] {
  if (verdict !== "fail") return [];
  const auditor = auditorsOf(control).find((one) => one.authority === authority);
  const hasText =
    auditor === undefined ||
    candidateTexts(control, [auditor]).some((text) => isAccepted(text) && takes(auditor, text, control));
  return [{ authority, why: hasText ? why : whyNoText(auditor, control) }];
}
