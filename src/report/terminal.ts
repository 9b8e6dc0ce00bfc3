import type { Verdict } from "../audit/finding.ts";
import { tellLongestDelay } from "../audit/tell.ts";
import { tellPlan, tellPlansToBeHad, tellRest } from "./plan-wording.ts";
import { printable } from "./printable.ts";
import type { AuditReport, ReportedFinding } from "./report.ts";
import {
  decisiveWitnesses,
  OUTCOME_WORDS,
  tellAuthorities,
  tellBreak,
  tellBreakages,
  tellChange,
  tellChanges,
  tellCounts,
  tellException,
  tellSilences,
  VERDICT_WORDS,
} from "./wording.ts";

const COLOURS: Readonly<Record<Verdict, number>> = {
  silent: 31,
  "rings-for-some": 31,
  unknown: 35,
  noisy: 33,
  rings: 32,
};

const VERDICT_WIDTH = "RINGS FOR SOME".length;

/** A report for people at a terminal: a control a paragraph, what stands first; every line ended. */
export function renderTerminal(report: AuditReport, options: { readonly color: boolean }): string {
  const paint = (code: number, text: string): string => (options.color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const several = report.accounts.length > 1;
  const lines: string[] = [];
  for (const finding of report.findings) {
    const word = VERDICT_WORDS[finding.verdict].toUpperCase().padEnd(VERDICT_WIDTH);
    const account = several ? ` in ${finding.account}` : "";
    lines.push(`${paint(COLOURS[finding.verdict], word)}  ${printable(finding.control)}${account}`);
    lines.push(...detailsOf(finding).map((line) => `${" ".repeat(VERDICT_WIDTH)}  ${printable(line)}`));
  }
  lines.push("", tellCounts(report));
  const changes = tellChanges(report);
  if (changes !== undefined) lines.push(`Since ${printable(report.since?.generatedAt ?? "")}: ${changes}`);
  const breakages = tellBreakages(report);
  const silent = (report.breakages ?? []).filter(({ silentSinglePoint }) => silentSinglePoint);
  if (breakages !== undefined) lines.push(`${breakages}${silent.length === 0 ? "." : ":"}`);
  for (const breakage of silent) {
    lines.push(
      `  ${printable(`${breakage.link}: ${breakage.title} (${breakage.eventName}): ${tellSilences(breakage)}`)}`,
    );
  }
  for (const exception of report.exceptions) {
    const { status, covers } = exception;
    if (status === "active" && covers.length > 0) continue;
    const unused = covers.length === 0 && status !== "invalid" ? ", covers nothing" : "";
    lines.push(`Exception ${status}${unused}: ${printable(tellException(exception))}`);
  }
  const gaps = report.accounts.reduce((sum, account) => sum + account.gaps.length, 0);
  if (gaps > 0) lines.push(`${gaps} call${gaps === 1 ? "" : "s"} could not be made; what depends on them is unknown.`);
  const hint = tellPlansToBeHad(report);
  if (hint !== undefined) lines.push(hint);
  const bold = report.outcome === "clean" ? 32 : 1;
  lines.push(paint(bold, OUTCOME_WORDS[report.outcome]), "");
  return lines.join("\n");
}

function detailsOf(finding: ReportedFinding): readonly string[] {
  const { verdict, witnesses: events, hears, secondEvent, caveats, coverage, exception, gaps, plan } = finding;
  const rings = verdict === "rings" || verdict === "noisy";
  const witnesses = decisiveWitnesses(finding);
  const [first] = witnesses;
  const more = witnesses.length > 1 ? `, and ${witnesses.length - 1} more` : "";
  const heard = [...new Set(hears.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`))];
  const change = tellChange(finding);
  const authorities = tellAuthorities(finding);
  return [
    ...(rings ? [] : [tellBreak(finding)]),
    ...(first === undefined ? [] : [`${tellWitness(verdict)}: ${first.title} (${first.event})${more}`]),
    ...(heard.length === 0 ? [] : [`heard by ${heard.join(", ")} within ${tellLongestDelay(events)}`]),
    ...(secondEvent === undefined ? [] : [secondEvent]),
    ...caveats.map(({ text }) => text),
    // Where records of the corpus go unseen, those are told.
    ...coverage.flatMap(({ covered, why }) => (covered === "yes" || !rings ? [] : [why])),
    ...(authorities === undefined ? [] : [authorities]),
    ...(gaps.length === 0 ? [] : [`not read: ${gaps.join("; ")}`]),
    ...(exception === undefined ? [] : [`exception ${exception.id}, ${exception.status}`]),
    ...(change === undefined || change === "unchanged" ? [] : [change]),
    ...(plan === undefined
      ? []
      : [tellPlan(plan), ...plan.commands.map((command) => `  ${command}`), ...tellRest(plan)]),
  ];
}

/** What became of the event that is shown. */
function tellWitness(verdict: Verdict): string {
  switch (verdict) {
    case "noisy":
      return "rings for the harmless";
    case "unknown":
      return "not known";
    case "silent":
    case "rings-for-some":
    case "rings":
      return "unseen";
  }
}
