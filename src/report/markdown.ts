import { tellPlan, tellRest } from "./plan-wording.ts";
import { printable } from "./printable.ts";
import type { AuditReport, ReportedFinding } from "./report.ts";
import {
  OUTCOME_WORDS,
  shownWitnesses,
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

/** The report as Markdown, for a pull request or a ticket: a table, then what stands, with the events. */
export function renderMarkdown(report: AuditReport): string {
  const changes = tellChanges(report);
  const several = report.accounts.length > 1;
  const head = [...(several ? ["Account"] : []), "Control", "Verdict", "Breaks at", "Heard by", "Since", "Exception"];
  const rows = report.findings.map((finding) => [
    ...(several ? [finding.account] : []),
    finding.control,
    VERDICT_WORDS[finding.verdict],
    finding.brokenLink ?? "",
    [...new Set(finding.hears.map(({ endpoint }) => endpoint))].join(", "),
    finding.change?.kind ?? "",
    finding.exception === undefined ? "" : `${finding.exception.id} (${finding.exception.status})`,
  ]);
  return [
    "# Would the bell ring?",
    "",
    `**${OUTCOME_WORDS[report.outcome]}** ${inline(tellCounts(report))}.`,
    ...(changes === undefined ? [] : ["", `Since ${inline(report.since?.generatedAt ?? "")}: ${inline(changes)}.`]),
    "",
    ...report.accounts.map(
      ({ account, collectedAt, regions }) =>
        `- Account ${inline(account)}, read at ${collectedAt}: ${inline(regions.join(", "))}`,
    ),
    "",
    row(head),
    row(head.map(() => "---")),
    ...rows.map((cells) => row(cells.map(inline))),
    ...report.findings.filter(({ verdict }) => verdict !== "rings").flatMap(section),
    ...plansOf(report),
    ...breakagesOf(report),
    ...exceptionsOf(report),
    ...gapsOf(report),
    "",
  ].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function section(finding: ReportedFinding): readonly string[] {
  const { title, control, account, summary, links, secondEvent, caveats, coverage } = finding;
  const { shown, more } = shownWitnesses(finding);
  const change = tellChange(finding);
  const authorities = tellAuthorities(finding);
  return [
    "",
    `## ${inline(title)}`,
    "",
    `\`${control}\` in ${inline(account)}: ${inline(summary)}`,
    "",
    ...(finding.verdict === "noisy" ? [] : [`- Breaks at ${inline(tellBreak(finding))}`]),
    ...(change === undefined ? [] : [`- Since the earlier audit: ${inline(change)}`]),
    ...(secondEvent === undefined ? [] : [`- ${inline(secondEvent)}`]),
    ...[...caveats.map(({ text }) => text), ...coverage.map(({ why }) => why)].map((text) => `- ${inline(text)}`),
    ...(authorities === undefined ? [] : [`- Others see it otherwise: it ${inline(authorities)}`]),
    ...shown.map(({ event, title: what, why }) => `- ${inline(what)} (\`${event}\`): ${inline(why)}`),
    ...(more === 0 ? [] : [`- and ${more} more`]),
    "",
    ...links.map(
      ({ link, state, evidence }) =>
        `1. ${link}, ${state}${evidence.length === 0 ? "" : `: ${inline(evidence.join("; "))}`}`,
    ),
    ...firstRecord(finding),
  ];
}

function firstRecord(finding: ReportedFinding): readonly string[] {
  const [witness] = shownWitnesses(finding).shown;
  if (witness === undefined) return [];
  const record = printable(witness.record);
  return ["", ...fenced("json", [record])];
}

/** Lines within a fence longer than any run of back quotes in them. */
function fenced(language: string, lines: readonly string[]): readonly string[] {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []);
  const fence = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return [`${fence}${language}`, ...lines, fence];
}

function plansOf({ findings }: AuditReport): readonly string[] {
  const planned = findings.flatMap(({ plan, control, account }) =>
    plan === undefined ? [] : [{ plan, control, account }],
  );
  if (planned.length === 0) return [];
  return [
    "",
    "## Filters to add",
    ...planned.flatMap(({ plan, control, account }) => [
      "",
      `\`${control}\` in ${inline(account)}, ${inline(tellPlan(plan))}`,
      ...(plan.commands.length === 0 ? [] : ["", ...fenced("sh", plan.commands.map(printable))]),
      ...tellRest(plan).flatMap((line) => ["", `- ${inline(line)}`]),
    ]),
  ];
}

function breakagesOf(report: AuditReport): readonly string[] {
  const told = tellBreakages(report);
  if (told === undefined) return [];
  const silent = (report.breakages ?? []).filter(({ silentSinglePoint }) => silentSinglePoint);
  return [
    "",
    "## Every link, broken once",
    "",
    `${told}.`,
    "",
    ...silent.map((one) => `- ${one.link}: ${inline(`${one.title} (${one.eventName}): ${tellSilences(one)}`)}`),
  ];
}

function exceptionsOf({ exceptions }: AuditReport): readonly string[] {
  if (exceptions.length === 0) return [];
  return [
    "",
    "## Exceptions",
    "",
    ...exceptions.map((exception) => {
      const { status, covers, reason } = exception;
      const why = reason === undefined ? "" : `: ${reason}`;
      const what = covers.length === 0 ? "; covers nothing" : `; covers ${covers.join(", ")}`;
      return `- ${status}: ${inline(`${tellException(exception)}${why}${what}`)}`;
    }),
  ];
}

function gapsOf({ accounts }: AuditReport): readonly string[] {
  const gaps = accounts.flatMap(({ account, gaps: own }) =>
    own.map(
      ({ service, operation, region, code }) =>
        `- ${account}: ${inline(`${service}:${operation} in ${region}: ${code}`)}`,
    ),
  );
  return gaps.length === 0 ? [] : ["", "## What could not be read", "", ...gaps];
}

/** Text of others as text: nothing in it is markup, a link or HTML. */
function inline(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>#|~!&@]/g, (character) => `&#${character.charCodeAt(0)};`);
}
