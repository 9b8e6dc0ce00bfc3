import type { Control, PublishedPattern } from "./control.ts";
import { type CorpusRecord, judgementOf } from "./corpus-record.ts";
import { auditSteps, remediationPaths, type Step } from "./procedure.ts";

/**
 * All about a control, in Markdown: who demands it, what must ring and what not, which patterns see it, how to audit
 * it and how to mend it.
 *
 * @param corpus the records that the control's events name
 * @example
 * controlPage(control, corpus).split("\n")[0]; // "# AWS Management Console sign-in without MFA"
 */
export function controlPage(control: Control, corpus: readonly CorpusRecord[]): string {
  const { events } = control;
  return [
    `# ${control.title}\n`,
    `\`${control.id}\`\n`,
    `${control.rationale}\n`,
    ...benchmarkTable(control),
    ...checkList(control),
    "## Events that must ring\n",
    recordTable(control, events.mustRing, corpus),
    "## Events that must not ring\n",
    recordTable(control, events.mustNot, corpus),
    ...(events.unknowable === undefined
      ? []
      : ["## Events of which CloudTrail cannot tell\n", recordTable(control, events.unknowable, corpus)]),
    "## Recommended filters\n",
    ...control.recommended.map(
      ({ filterName, filterPattern, why }) => `\`${filterName}\`: ${why}\n\n${fence("text", [filterPattern])}`,
    ),
    ...publishedList(control),
    "## Audit\n",
    steps(auditSteps(control)),
    "## Remediation\n",
    ...remediationPaths(control).map((path) => `### ${path.title}\n\n${path.when}\n\n${steps(path.steps)}`),
    ...list("Notes", control.notes),
    ...mappingTable(control),
    ...list(
      "References",
      control.references.map(({ title, url }) => `[${title}](${url})`),
    ),
  ].join("\n");
}

function benchmarkTable({ benchmarks }: Control): readonly string[] {
  if (benchmarks.length === 0) return [];
  const rows = benchmarks.map(({ benchmark, number, level, assessment, demands }) => [
    benchmark,
    number,
    String(level),
    assessment,
    demands === "monitoring" ? "that it is monitored" : "a metric filter and an alarm",
  ]);
  return ["## CIS AWS Foundations Benchmark\n", table(["Version", "Number", "Level", "Assessment", "Demands"], rows)];
}

function checkList({ checks }: Control): readonly string[] {
  if (checks.length === 0) return [];
  const items = checks.map(({ authority, id, filterPattern, note }) => {
    const head = `- ${authority}: ${id}${note === undefined ? "" : `. ${note}`}`;
    return filterPattern === undefined ? head : `${head}\n\n${indent(fence("text", [filterPattern]))}`;
  });
  return ["## The same control elsewhere\n", `${items.join("\n")}\n`];
}

function recordTable(control: Control, ids: readonly string[], corpus: readonly CorpusRecord[]): string {
  const records = new Map(corpus.map((record) => [record.id, record]));
  const rows = ids.map((id) => {
    const record = records.get(id);
    const why = record === undefined ? undefined : judgementOf(record, control.id)?.why;
    return [`\`${id}\``, record?.title ?? "", why ?? ""];
  });
  return table(["Record", "What happens", "Why"], rows);
}

function publishedList({ published }: Control): readonly string[] {
  if (published.length === 0) return [];
  const items = published.map((pattern) => `${statements(pattern)}\n\n${fence("text", [pattern.filterPattern])}`);
  return ["## Published patterns\n", ...items];
}

function statements({ statedBy, flaw }: PublishedPattern): string {
  const names = statedBy.map(({ source, place, versions }) =>
    [source, place, versions?.join(", ")].filter((part) => part !== undefined).join(", "),
  );
  const fault = flaw === undefined ? "" : `\n\n**${flaw.kind.replace("-", " ")}**: ${flaw.why}`;
  return `Stated by ${names.join("; ")}.${fault}`;
}

function mappingTable({ mappings }: Control): readonly string[] {
  if (mappings.length === 0) return [];
  const rows = mappings.map(({ framework, requirements, statedBy }) => [framework, requirements.join(", "), statedBy]);
  return [
    "## Mappings\n",
    "Authors do not agree: each line says who states it.\n",
    table(["Framework", "Requirements", "Stated by"], rows),
  ];
}

function steps(all: readonly Step[]): string {
  return all
    .map(({ title, commands, expect }, index) => {
      const block = commands.length === 0 ? "" : `\n\n${indent(fence("sh", commands))}`;
      const after = expect === undefined ? "" : `${block === "" ? "\n\n" : "\n"}${indent(expect)}\n`;
      return `${index + 1}. ${title}${block}${after}`;
    })
    .map((step) => step.trimEnd())
    .join("\n")
    .concat("\n");
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`## ${title}\n`, `${items.map((item) => `- ${item}`).join("\n")}\n`];
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(titles), `|${titles.map(() => "---|").join("")}`, ...rows.map(line), ""].join("\n");
}

function fence(language: string, lines: readonly string[]): string {
  return `\`\`\`${language}\n${lines.join("\n")}\n\`\`\`\n`;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "   ");
}
