import { alarmArn } from "../../src/alarm/alarm.ts";
import { audit } from "../../src/audit/audit.ts";
import { authorities } from "../../src/audit/authorities/authorities.ts";
import { breakEveryLink } from "../../src/audit/break/break.ts";
import { applyExceptions } from "../../src/audit/exceptions/apply.ts";
import { parseExceptions } from "../../src/audit/exceptions/file.ts";
import type { Finding } from "../../src/audit/finding.ts";
import { ACCOUNT, alarmWith, chain, NOON, REGION, soundFilter } from "../../src/audit/inventory.testing.ts";
import type { AlarmItem, Inventory, MetricFilterItem } from "../../src/audit/inventory.ts";
import { type AccountPlan, accountPlan } from "../../src/audit/plan/account-plan.ts";
import { compareFindings, type EarlierFinding } from "../../src/audit/rescan.ts";
import { readControls, readCorpus } from "../../src/cli/controls/library.ts";
import type { Control } from "../../src/controls/control.ts";
import { type AuditReport, buildReport } from "../../src/report/report.ts";

/** Text that would do harm wherever it is not escaped. */
export const HOSTILE = `<img src=x onerror=alert(1)>"'&]]>\`|\u001b[2J*_[x](http://e.example)`;

const CONTROLS = readControls();
const CORPUS = readCorpus();

/** `rings`: its recommended filters; `noisy`: one for every event; `silent`: an alarm without actions; `partly`: root only. */
type Wish = "rings" | "noisy" | "silent" | "partly";

const WISHES: Readonly<Record<string, Wish>> = {
  "root-account-usage": "rings",
  "vpc-changes": "noisy",
  "iam-policy-changes": "silent",
  "security-group-changes": "partly",
};

/** An account in which each verdict occurs, but unknown. */
function mixedAccount(): Inventory {
  const wished = CONTROLS.flatMap((control) => {
    const wish = WISHES[control.id];
    return wish === undefined ? [] : [linksFor(control, wish)];
  });
  return chain({
    metricFilters: wished.flatMap(({ filters }) => filters),
    alarms: wished.flatMap(({ alarms }) => alarms),
  });
}

function linksFor(
  { id, recommended }: Control,
  wish: Wish,
): { readonly filters: readonly MetricFilterItem[]; readonly alarms: readonly AlarmItem[] } {
  const patterns = wish === "rings" || wish === "silent" ? recommended.map(({ filterPattern }) => filterPattern) : [];
  if (wish === "noisy") patterns.push('{ $.eventSource = "ec2.amazonaws.com" }');
  if (wish === "partly") patterns.push('{ $.eventName = "AuthorizeSecurityGroupIngress" }');
  const alarm = alarmWith({
    AlarmName: id,
    AlarmArn: alarmArn(REGION, ACCOUNT, id),
    MetricName: id,
    ActionsEnabled: wish !== "silent",
  });
  const filters = patterns.map((filterPattern, index) => ({
    ...soundFilter,
    filterName: `${id}-${index}`,
    filterPattern,
    metricTransformations: [{ metricName: id, metricNamespace: "CIS", metricValue: "1" }],
  }));
  return { filters, alarms: [alarm] };
}

export const MIXED_ACCOUNT = mixedAccount();

/** An account of which nothing could be read but who it is. */
export function unreadAccount(): Inventory {
  return chain({
    trails: [],
    logGroups: [],
    metricFilters: [],
    alarms: [],
    topics: [],
    subscriptions: [],
    gaps: [
      { service: "cloudtrail", operation: "DescribeTrails", region: REGION, code: "AccessDenied", message: HOSTILE },
    ],
  });
}

export const EXCEPTIONS = `formatVersion: 1
exceptions:
  - id: EX-1
    control: iam-policy-changes
    owner: security@example.com
    reason: The pipeline changes policies all day; <b>reviewed</b> there.
    created: 2026-01-01
    expires: 2027-09-30
    evidence: [https://wiki.example.com/EX-1]
    history:
      - {date: 2026-06-30, by: ciso@example.com, note: renewed for a year, expires: 2027-09-30}
  - id: EX-2
    control: security-group-changes
    reason: nobody answers for it
    created: 2026-01-01
    expires: 2027-01-01
    evidence: none
`;

/** Findings of an earlier audit: of each kind of change there is one. */
export const EARLIER: readonly EarlierFinding[] = [
  earlierFinding("root-account-usage", "silent"),
  earlierFinding("vpc-changes", "rings"),
  { ...earlierFinding("iam-policy-changes", "silent"), brokenLink: "alarm" },
  earlierFinding("retired-control", "noisy"),
];

function earlierFinding(control: string, verdict: EarlierFinding["verdict"]): EarlierFinding {
  return { account: ACCOUNT, control, title: control, verdict };
}

export interface Wanted {
  readonly inventory?: Inventory;
  readonly controls?: readonly string[];
  readonly exceptions?: string;
  readonly earlier?: readonly EarlierFinding[];
  readonly breaks?: boolean;
  /** Plans for these authorities. */
  readonly plans?: readonly string[];
}

/** The report of an audit of the mixed account, as the command would make it. */
export function reportOf(wanted: Wanted = {}): AuditReport {
  const { inventory = MIXED_ACCOUNT, controls: ids, exceptions, earlier, breaks = false, plans } = wanted;
  const controls = ids === undefined ? CONTROLS : CONTROLS.filter(({ id }) => ids.includes(id));
  const parsed =
    exceptions === undefined ? undefined : parseExceptions(exceptions, { controls: CONTROLS.map(({ id }) => id) });
  const entries = parsed?.ok === true ? parsed.entries : [];
  const found = findingsOf(inventory, controls);
  const { findings, exceptions: applied } = applyExceptions(inventory.account, found, entries, NOON);
  const rescan = earlier === undefined ? undefined : compareFindings(findings, earlier);
  return buildReport({
    version: "1.2.3",
    generatedAt: NOON,
    inventories: [inventory],
    controls,
    findings,
    exceptions: applied,
    ...(rescan === undefined ? {} : { since: { generatedAt: "2026-09-01T00:00:00.000Z", rescan } }),
    ...(breaks
      ? { breakages: [{ account: inventory.account, breakages: breakEveryLink(inventory, controls, CORPUS) }] }
      : {}),
    ...(plans === undefined
      ? {}
      : { plans: { authorities: plans, ofFindings: findings.map((one) => planFor(one, inventory, plans)) } }),
  });
}

function planFor(finding: Finding, inventory: Inventory, plans: readonly string[]): AccountPlan | undefined {
  const control = CONTROLS.find(({ id }) => id === finding.control);
  return control && accountPlan({ inventory, control, finding, corpus: CORPUS, authorities: plans });
}

/** What audits of the mixed account found, by their controls: many tests ask for the same. */
const KNOWN = new Map<string, readonly Finding[]>();

function findingsOf(inventory: Inventory, controls: readonly Control[]): readonly Finding[] {
  const key = controls.map(({ id }) => id).join();
  const known = inventory === MIXED_ACCOUNT ? KNOWN.get(key) : undefined;
  if (known !== undefined) return known;
  const found = audit(inventory, controls, CORPUS, { authorities: (control) => authorities(inventory, control) });
  if (inventory === MIXED_ACCOUNT) KNOWN.set(key, found);
  return found;
}

/** A report in which everything that comes from outside is hostile. */
export function hostileReport(): AuditReport {
  const controls = ["iam-policy-changes", "root-account-usage"];
  const report = reportOf({ controls, exceptions: EXCEPTIONS, plans: ["security-hub", "trivy"] });
  const spoilt: unknown = JSON.parse(JSON.stringify(report), (key, value: unknown) => {
    if (key === "commands" && Array.isArray(value)) return [...value, HOSTILE];
    return typeof value === "string" && SPOILT.has(key) ? `${value} ${HOSTILE}` : value;
  });
  return isReport(spoilt) ? spoilt : report;
}

const SPOILT = new Set([
  "title",
  "summary",
  "reason",
  "why",
  "record",
  "endpoint",
  "rationale",
  "owner",
  "secondEvent",
]);

function isReport(value: unknown): value is AuditReport {
  return typeof value === "object" && value !== null && "formatVersion" in value;
}
