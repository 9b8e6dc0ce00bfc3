import type { Coverage, Verdict, Witness } from "../audit/finding.ts";
import type { LinkEvidence, LinkState } from "./link-evidence.ts";
import { tellPlan, tellRest } from "./plan-wording.ts";
import { escapeMarkup } from "./printable.ts";
import type { ReportedControl, ReportedFinding } from "./report.ts";
import { tellChange, VERDICT_WORDS } from "./wording.ts";

const VERDICT_CLASSES: Readonly<Record<Verdict, string>> = {
  silent: "bad",
  "rings-for-some": "bad",
  noisy: "warn",
  unknown: "odd",
  rings: "good",
};

const STATES: Readonly<Record<LinkState, { readonly words: string; readonly style: string }>> = {
  passed: { words: "passed", style: "good" },
  partly: { words: "passed by some", style: "bad" },
  broken: { words: "broken", style: "bad" },
  unknown: { words: "unknown", style: "odd" },
  "not-reached": { words: "not reached", style: "calm" },
};

export function badge(words: string, style: string): string {
  return `<span class="badge ${style}">${escapeMarkup(words)}</span>`;
}

export function verdictBadge(verdict: Verdict): string {
  return badge(VERDICT_WORDS[verdict], VERDICT_CLASSES[verdict]);
}

/** The anchor of a finding; ids of controls and accounts hold letters, digits and hyphens only. */
export function anchorOf({ account, control }: Pick<ReportedFinding, "account" | "control">): string {
  return escapeMarkup(`${control}-${account}`);
}

/** One finding: its verdict, the chain link by link, its events with their records, and what authorities would say. */
export function renderFinding(finding: ReportedFinding, control: ReportedControl | undefined): string {
  const { title, account, verdict, summary, secondEvent, caveats, coverage, exception, gaps } = finding;
  const change = tellChange(finding);
  const numbers = (control?.benchmarks ?? []).map(({ benchmark, number }) => `${benchmark} ${number}`).join(", ");
  const anchor = anchorOf(finding);
  return [
    `<article id="${anchor}" aria-labelledby="${anchor}-title">`,
    `<div class="title"><h3 id="${anchor}-title">${escapeMarkup(title)}</h3>${verdictBadge(verdict)}`,
    change === undefined ? "" : badge(change, finding.change?.kind === "broke" ? "bad" : "calm"),
    exception === undefined
      ? ""
      : badge(`exception ${exception.id}: ${exception.status}`, exceptionStyle(exception.status)),
    "</div>",
    `<p class="soft"><code>${escapeMarkup(finding.control)}</code> in account ${escapeMarkup(account)}${numbers === "" ? "" : `; ${escapeMarkup(numbers)}`}</p>`,
    `<p>${escapeMarkup(summary)}</p>`,
    renderCaveats([...(secondEvent === undefined ? [] : [secondEvent]), ...caveats.map(({ text }) => text)]),
    gaps.length === 0 ? "" : `<p>Not read: ${escapeMarkup(gaps.join("; "))}.</p>`,
    control === undefined ? "" : `<p class="soft">${escapeMarkup(control.rationale)}</p>`,
    "<h4>The chain</h4>",
    `<ol class="chain">${finding.links.map(renderLink).join("")}</ol>`,
    renderWitnesses(finding),
    coverage.length === 0 ? "" : `<h4>Beyond these events</h4>\n${coverage.map(renderCoverage).join("\n")}`,
    renderAuthorities(finding),
    renderPlan(finding),
    "</article>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function renderCaveats(texts: readonly string[]): string {
  return texts.length === 0 ? "" : `<ul>${texts.map((text) => `<li>${escapeMarkup(text)}</li>`).join("")}</ul>`;
}

function renderCoverage({ why, record }: Coverage): string {
  const shown =
    record === undefined ? "" : `<details><summary>The record</summary><pre>${escapeMarkup(record)}</pre></details>`;
  return `<p>${escapeMarkup(why)}</p>${shown}`;
}

export function exceptionStyle(status: NonNullable<ReportedFinding["exception"]>["status"]): string {
  switch (status) {
    case "active":
      return "good";
    case "expiring":
      return "warn";
    case "expired":
    case "invalid":
      return "bad";
  }
}

function renderLink({ link, state, evidence }: LinkEvidence): string {
  const { words, style } = STATES[state];
  const what = evidence.map((text) => `<p>${escapeMarkup(text)}</p>`).join("");
  return `<li><span class="name">${link}</span><span>${badge(words, style)}</span><div class="what">${what}</div></li>`;
}

function renderWitnesses({ witnesses }: ReportedFinding): string {
  if (witnesses.length === 0) return "";
  return [
    "<h4>The events</h4>",
    '<div class="wide"><table class="events">',
    "<caption>Each event, delivered to this chain on a virtual clock, and what became of it</caption>",
    '<thead><tr><th scope="col">Event</th><th scope="col">Should</th><th scope="col">Did</th><th scope="col">Why</th></tr></thead>',
    `<tbody>${witnesses.map(renderWitness).join("\n")}</tbody>`,
    "</table></div>",
  ].join("\n");
}

function renderWitness(witness: Witness): string {
  const { event, title, expected, outcome, why, delay, record } = witness;
  const should = expected === "must-ring" ? "ring" : "be silent";
  const right = (expected === "must-ring") === (outcome === "rings");
  const style = outcome === "unknown" ? "odd" : right ? "good" : expected === "must-ring" ? "bad" : "warn";
  const when = delay === undefined ? "" : ` after ${Math.round(delay / 1000)} s`;
  // Harmless events that stayed silent are many, and their records prove nothing that the row does not say.
  const shown = expected === "must-ring" || outcome === "rings";
  return [
    `<tr${shown ? ' class="told"' : ""}><th scope="row">${escapeMarkup(title)}<br><code>${escapeMarkup(event)}</code></th>`,
    `<td>${should}</td><td>${badge(outcome, style)}${when}</td><td>${escapeMarkup(why)}</td></tr>`,
    shown
      ? `<tr><td colspan="4"><details><summary>The record</summary><pre>${escapeMarkup(record)}</pre></details></td></tr>`
      : "",
  ].join("");
}

function renderPlan({ plan }: ReportedFinding): string {
  if (plan === undefined) return "";
  const { commands } = plan;
  return [
    "<h4>Filters to add</h4>",
    `<p>${escapeMarkup(tellPlan(plan))}</p>`,
    ...(commands.length === 0 ? [] : [`<pre>${commands.map(escapeMarkup).join("\n")}</pre>`]),
    ...tellRest(plan).map((line) => `<p>${escapeMarkup(line)}</p>`),
  ].join("\n");
}

function renderAuthorities({ authorities }: ReportedFinding): string {
  if (authorities.length === 0) return "";
  const rows = authorities.map(({ authority, id, verdict, why, exception }) => {
    const style = verdict === "pass" ? "good" : verdict === "fail" ? "warn" : "calm";
    const excused =
      exception === undefined ? "" : ` ${badge(`exception ${exception.id}`, exceptionStyle(exception.status))}`;
    return `<tr><th scope="row">${escapeMarkup(authority)}</th><td>${escapeMarkup(id)}</td><td>${badge(verdict, style)}${excused}</td><td>${escapeMarkup(why)}</td></tr>`;
  });
  const counts = (["pass", "fail", "not-assessed", "unknown"] as const).flatMap((verdict) => {
    const count = authorities.filter((one) => one.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  return [
    "<h4>What authorities would say</h4>",
    `<details><summary>${counts.join(", ")}</summary>`,
    '<div class="wide"><table class="authorities">',
    "<caption>The same account, judged by the rules of others</caption>",
    '<thead><tr><th scope="col">Authority</th><th scope="col">Check</th><th scope="col">Verdict</th><th scope="col">Why</th></tr></thead>',
    `<tbody>${rows.join("\n")}</tbody>`,
    "</table></div></details>",
  ].join("\n");
}
