import { type Breakage, isSilentSinglePoint } from "../audit/break/break.ts";
import type { AnsweredFinding, AppliedException } from "../audit/exceptions/apply.ts";
import { type Exception, type ExceptionEntry, isAnsweredFor } from "../audit/exceptions/exceptions.ts";
import type { Verdict } from "../audit/finding.ts";
import type { Gap, Inventory } from "../audit/inventory.ts";
import type { AccountPlan } from "../audit/plan/account-plan.ts";
import type { ChangeSince, EarlierFinding, Rescan } from "../audit/rescan.ts";
import type { Control } from "../controls/control.ts";
import { type LinkEvidence, linksOf } from "./link-evidence.ts";

/** One audit, of one account or several: what every report is rendered from, and what the JSON report holds. */
export interface AuditReport {
  readonly formatVersion: 1;
  readonly tool: { readonly name: "tocsin"; readonly version: string };
  /** ISO 8601, as all times here. */
  readonly generatedAt: string;
  /** What became of the audit as a whole. */
  readonly outcome: Outcome;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** The benchmark version whose controls were asked for, if one was. */
  readonly benchmark?: string;
  readonly accounts: readonly AuditedAccount[];
  /** The controls that were judged. */
  readonly controls: readonly ReportedControl[];
  /** The most exposed first, then the worst. */
  readonly findings: readonly ReportedFinding[];
  readonly exceptions: readonly ReportedException[];
  /** What each single fault of the chain would silence; absent unless that was asked. */
  readonly breakages?: readonly ReportedBreakage[];
  /** The authorities that plans were asked for; absent unless they were. */
  readonly plannedFor?: readonly string[];
  /** The earlier audit that this one was held against. */
  readonly since?: { readonly generatedAt: string; readonly gone: readonly EarlierFinding[] };
}

/** `clean`: all ring or are answered for; `findings`: not; `incomplete`: none is wrong for certain, but not all is known. */
export type Outcome = "clean" | "findings" | "incomplete";

export interface AuditedAccount {
  readonly account: string;
  readonly collectedAt: string;
  readonly regions: readonly string[];
  readonly gaps: readonly Gap[];
}

export interface ReportedControl {
  readonly id: string;
  readonly title: string;
  readonly rationale: string;
  readonly benchmarks: readonly { readonly benchmark: string; readonly number: string }[];
}

export interface ReportedFinding extends AnsweredFinding {
  /** The links of the chain in their order, each with what stands there. */
  readonly links: readonly LinkEvidence[];
  /** Absent unless there is an earlier audit. */
  readonly change?: ChangeSince;
  /** Absent unless plans were asked for and this finding needs one. */
  readonly plan?: AccountPlan;
}

export interface ReportedBreakage extends Breakage {
  readonly account: string;
  /** It leaves a control with nothing, and nobody is told. */
  readonly silentSinglePoint: boolean;
}

/** An exception, for people who were not there when it was granted. */
export interface ReportedException {
  readonly id: string;
  readonly status: AppliedException["status"];
  /** Its line in the file. */
  readonly line: number;
  readonly covers: readonly string[];
  readonly control?: string;
  readonly owner?: string;
  readonly reason?: string;
  readonly scope?: Exception["scope"];
  readonly created?: string;
  readonly expires?: string;
  readonly evidence?: readonly string[];
  readonly history?: Exception["history"];
  /** What is wrong with it, with line numbers. */
  readonly problems?: readonly string[];
}

export interface ReportParts {
  readonly version: string;
  /** Epoch milliseconds. */
  readonly generatedAt: number;
  readonly benchmark?: string;
  readonly inventories: readonly Inventory[];
  readonly controls: readonly Control[];
  readonly findings: readonly AnsweredFinding[];
  readonly exceptions: readonly AppliedException[];
  readonly since?: { readonly generatedAt: string; readonly rescan: Rescan };
  readonly breakages?: readonly { readonly account: string; readonly breakages: readonly Breakage[] }[];
  /** The plan of each finding, in their order, and the authorities that plans were asked for. */
  readonly plans?: {
    readonly authorities: readonly string[];
    readonly ofFindings: readonly (AccountPlan | undefined)[];
  };
}

/** Puts together what reports are rendered from. */
export function buildReport(parts: ReportParts): AuditReport {
  const { inventories, controls, findings, since, benchmark, breakages, plans } = parts;
  const inventoryOf = new Map(inventories.map((inventory) => [inventory.account, inventory]));
  const exceptions = parts.exceptions.map(reportedException);
  const reported = findings.map((finding, index): ReportedFinding => {
    const change = since?.rescan.changes[index];
    const links = linksOf(inventoryOf.get(finding.account), finding);
    const plan = plans?.ofFindings[index];
    return {
      ...finding,
      links,
      ...(change === undefined ? {} : { change }),
      ...(plan === undefined ? {} : { plan }),
    };
  });
  return {
    formatVersion: 1,
    tool: { name: "tocsin", version: parts.version },
    generatedAt: isoTime(parts.generatedAt),
    outcome: outcomeOf(reported, exceptions),
    counts: countVerdicts(findings),
    ...(benchmark === undefined ? {} : { benchmark }),
    accounts: inventories.map(({ account, collectedAt, regions, gaps }) => ({
      account,
      collectedAt: isoTime(collectedAt),
      regions,
      gaps,
    })),
    controls: controls.map(({ id, title, rationale, benchmarks }) => ({
      id,
      title,
      rationale,
      benchmarks: benchmarks.map((item) => ({ benchmark: item.benchmark, number: item.number })),
    })),
    findings: reported,
    exceptions,
    ...(breakages === undefined
      ? {}
      : {
          breakages: breakages.flatMap(({ account, breakages: own }) =>
            own.map((one) => ({ account, ...one, silentSinglePoint: isSilentSinglePoint(one) })),
          ),
        }),
    ...(plans === undefined ? {} : { plannedFor: plans.authorities }),
    ...(since === undefined ? {} : { since: { generatedAt: since.generatedAt, gone: since.rescan.gone } }),
  };
}

/** Whether a finding stands: it is not sound, and nobody answers for it. */
export function stands({ verdict, exception }: Pick<ReportedFinding, "verdict" | "exception">): boolean {
  return verdict !== "rings" && !isAnsweredFor(exception);
}

/** What is wrong for certain counts before what is not known; an exception that is over or unsound is wrong by itself. */
function outcomeOf(findings: readonly ReportedFinding[], exceptions: readonly ReportedException[]): Outcome {
  const standing = findings.filter(stands);
  const rotten = exceptions.some(({ status }) => status === "expired" || status === "invalid");
  if (rotten || standing.some(({ verdict }) => verdict !== "unknown")) return "findings";
  return standing.length > 0 ? "incomplete" : "clean";
}

function countVerdicts(findings: readonly AnsweredFinding[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict): number => findings.filter((finding) => finding.verdict === verdict).length;
  return {
    rings: count("rings"),
    "rings-for-some": count("rings-for-some"),
    silent: count("silent"),
    noisy: count("noisy"),
    unknown: count("unknown"),
  };
}

function reportedException({ entry, status, covers }: AppliedException): ReportedException {
  return { ...described(entry), status, covers };
}

function described(entry: ExceptionEntry): Omit<ReportedException, "status" | "covers"> {
  if (entry.kind === "unsound") {
    const { id, line, control, problems } = entry;
    const told = problems.map((problem) => `line ${problem.line}: ${problem.path} ${problem.message}`);
    return { id, line, ...(control === undefined ? {} : { control }), problems: told };
  }
  const { exception, line } = entry;
  return { line, ...exception };
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
