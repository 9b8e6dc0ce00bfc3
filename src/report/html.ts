import { createHash } from "node:crypto";
import { anchorOf, badge, exceptionStyle, renderFinding, verdictBadge } from "./html-finding.ts";
import { HTML_STYLE } from "./html-style.ts";
import { escapeMarkup } from "./printable.ts";
import type { AuditReport, ReportedException } from "./report.ts";
import {
  OUTCOME_WORDS,
  tellBreakages,
  tellChanges,
  tellCounts,
  tellException,
  tellSilences,
  VERDICT_WORDS,
} from "./wording.ts";

/**
 * The report as one HTML file that can be handed to an auditor: no script, nothing from the network, and a content
 * security policy that would allow neither. Whatever comes from the account is escaped.
 */
export function renderHtml(report: AuditReport): string {
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  const accounts = report.accounts.map(({ account }) => account).join(", ");
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(HTML_STYLE)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>Would the bell ring? ${escapeMarkup(accounts)}</title>`,
    `<style>${HTML_STYLE}</style>`,
    "</head>",
    "<body>",
    '<a class="skip" href="#findings">To the findings</a>',
    renderHead(report),
    '<main id="findings">',
    renderOverview(report),
    "<h2>Findings</h2>",
    ...report.findings.map((finding) => renderFinding(finding, controls.get(finding.control))),
    renderBreakages(report),
    renderExceptions(report),
    renderGaps(report),
    "</main>",
    `<footer class="soft"><p>Tocsin ${escapeMarkup(report.tool.version)}, ${escapeMarkup(report.generatedAt)}. Every verdict comes from running the account's own configuration.</p></footer>`,
    "</body>",
    "</html>",
    "",
  ]
    .filter((part) => part !== "")
    .join("\n")
    .concat("\n");
}

/** Only this one style sheet may be applied. */
function policyFor(style: string): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function renderHead(report: AuditReport): string {
  const changes = tellChanges(report);
  const accounts = report.accounts.map(
    ({ account, collectedAt, regions }) =>
      `<li>Account <strong>${escapeMarkup(account)}</strong>, read at ${escapeMarkup(collectedAt)} in ${escapeMarkup(regions.join(", "))}</li>`,
  );
  return [
    "<header>",
    "<h1>Would the bell ring?</h1>",
    `<p class="outcome">${escapeMarkup(OUTCOME_WORDS[report.outcome])}</p>`,
    `<p>${escapeMarkup(tellCounts(report))}.</p>`,
    changes === undefined
      ? ""
      : `<p>Since the audit of ${escapeMarkup(report.since?.generatedAt ?? "")}: ${escapeMarkup(changes)}.</p>`,
    `<ul class="soft">${accounts.join("")}</ul>`,
    "</header>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function renderOverview({ findings, since }: AuditReport): string {
  const rows = findings.map((finding) => {
    const { control, title, verdict, brokenLink, hears, change, exception } = finding;
    const heard = [...new Set(hears.map(({ endpoint }) => endpoint))].join(", ");
    const excused = exception === undefined ? "" : badge(exception.status, exceptionStyle(exception.status));
    return [
      `<tr><th scope="row"><a href="#${anchorOf(finding)}">${escapeMarkup(title)}</a><br><code>${escapeMarkup(control)}</code></th>`,
      `<td>${verdictBadge(verdict)}</td><td>${escapeMarkup(brokenLink ?? "")}</td><td>${escapeMarkup(heard)}</td>`,
      since === undefined ? "" : `<td>${escapeMarkup(change?.kind ?? "")}</td>`,
      `<td>${excused}</td></tr>`,
    ].join("");
  });
  const heads = ["Control", "Verdict", "Breaks at", "Heard by", ...(since === undefined ? [] : ["Since"]), "Exception"];
  return [
    '<nav aria-label="Overview" class="wide"><table>',
    "<caption>Every control; what is most exposed and worst comes first</caption>",
    `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>`,
    `<tbody>${rows.join("\n")}</tbody>`,
    "</table></nav>",
    ...renderGone(since),
  ].join("\n");
}

function renderGone(since: AuditReport["since"]): readonly string[] {
  if (since === undefined || since.gone.length === 0) return [];
  const names = since.gone.map(
    ({ account, control, verdict }) => `${control} in ${account} (was ${VERDICT_WORDS[verdict]})`,
  );
  return [`<p>Not looked at again: ${escapeMarkup(names.join(", "))}.</p>`];
}

function renderBreakages(report: AuditReport): string {
  const told = tellBreakages(report);
  if (told === undefined) return "";
  const rows = (report.breakages ?? []).map((breakage) => {
    const { account, link, title, eventName, silences, noticed, silentSinglePoint } = breakage;
    const what = silentSinglePoint ? badge("silent", "bad") : badge(noticed ? "noticed" : "borne", "good");
    const state = silences.length > 0 && !noticed && !silentSinglePoint ? badge("in part", "warn") : what;
    return `<tr><th scope="row">${escapeMarkup(title)}</th><td>${escapeMarkup(account)}</td><td>${link}</td><td>${escapeMarkup(eventName)}</td><td>${state}</td><td>${escapeMarkup(tellSilences(breakage))}</td></tr>`;
  });
  const heads = ["Fault", "Account", "Link", "Brought about by", "Result", "Effect"];
  return [
    "<h2>Every link, broken once</h2>",
    `<p>${escapeMarkup(told)}.</p>`,
    '<div class="wide"><table>',
    "<caption>Each single fault, run through the same chain; silent: a control is left with nothing, and nobody is told</caption>",
    `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>`,
    `<tbody>${rows.join("\n")}</tbody>`,
    "</table></div>",
  ].join("\n");
}

function renderExceptions({ exceptions }: AuditReport): string {
  if (exceptions.length === 0) return "";
  const heads = ["Exception", "Status", "Reason", "Evidence", "Covers"];
  return [
    "<h2>Exceptions</h2>",
    '<div class="wide"><table>',
    "<caption>What somebody answers for, until when, and why</caption>",
    `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>`,
    `<tbody>${exceptions.map(renderException).join("\n")}</tbody>`,
    "</table></div>",
  ].join("\n");
}

function renderException(exception: ReportedException): string {
  const { status, reason = "", evidence = [], covers, history = [] } = exception;
  const past = history.map(
    ({ date, by, note }) => `<br><span class="soft">${escapeMarkup(`${date} ${by}: ${note}`)}</span>`,
  );
  return [
    `<tr><th scope="row">${escapeMarkup(tellException(exception))}${past.join("")}</th>`,
    `<td>${badge(status, exceptionStyle(status))}</td><td>${escapeMarkup(reason)}</td>`,
    `<td>${evidence.map(escapeMarkup).join("<br>")}</td><td>${covers.map(escapeMarkup).join("<br>") || "nothing"}</td></tr>`,
  ].join("");
}

function renderGaps({ accounts }: AuditReport): string {
  const gaps = accounts.flatMap(({ account, gaps: own }) => own.map((gap) => ({ account, ...gap })));
  if (gaps.length === 0) return "";
  const items = gaps.map(({ account, service, operation, region, resource, code, message }) => {
    const of = resource === undefined ? "" : ` of ${resource}`;
    return `<li>${escapeMarkup(`${account}: ${service}:${operation}${of} in ${region}: ${code}. ${message}`)}</li>`;
  });
  return ["<h2>What could not be read</h2>", `<ul>${items.join("\n")}</ul>`].join("\n");
}
