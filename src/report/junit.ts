import { escapeMarkup } from "./printable.ts";
import { type AuditReport, type ReportedException, type ReportedFinding, stands } from "./report.ts";
import { shownWitnesses, tellBreak, tellChange, tellException } from "./wording.ts";

/**
 * The report as JUnit XML: a suite an account, a case a control. What stands is a failure, what is unknown an error, what
 * an exception covers is skipped; exceptions are a suite of their own.
 */
export function renderJunit(report: AuditReport): string {
  const suites = report.accounts.map(({ account, collectedAt }) => {
    const findings = report.findings.filter((finding) => finding.account === account);
    return renderSuite(`tocsin audit of ${account}`, collectedAt, findings.map(caseOf));
  });
  if (report.exceptions.length > 0)
    suites.push(renderSuite("tocsin exceptions", report.generatedAt, report.exceptions.map(exceptionCase)));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="tocsin audit">',
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

interface Case {
  readonly className: string;
  readonly name: string;
  readonly result: "passed" | "failure" | "error" | "skipped";
  readonly message: string;
  readonly details: readonly string[];
}

function renderSuite(name: string, timestamp: string, cases: readonly Case[]): string {
  const count = (result: Case["result"]): number => cases.filter((one) => one.result === result).length;
  const head = attributes({
    name,
    tests: String(cases.length),
    failures: String(count("failure")),
    errors: String(count("error")),
    skipped: String(count("skipped")),
    time: "0",
    timestamp: timestamp.replace(/\.\d+Z$/, ""),
  });
  return [`  <testsuite${head}>`, ...cases.map(renderCase), "  </testsuite>"].join("\n");
}

function renderCase({ className, name, result, message, details }: Case): string {
  const head = `    <testcase${attributes({ classname: className, name, time: "0" })}`;
  if (result === "passed") return `${head}/>`;
  const text = details.map(escapeMarkup).join("\n");
  const type = result === "skipped" ? {} : { type: result === "error" ? "unknown" : "finding" };
  const body = `      <${result}${attributes({ message, ...type })}>${result === "skipped" ? "" : text}</${result}>`;
  return [`${head}>`, body, "    </testcase>"].join("\n");
}

function caseOf(finding: ReportedFinding): Case {
  const { account, control, title, verdict, summary, exception } = finding;
  const change = tellChange(finding);
  const { shown, more } = shownWitnesses(finding);
  return {
    className: `tocsin.${account}`,
    name: `${control}: ${title}`,
    result: resultOf(finding),
    message: exception === undefined ? summary : `${summary} Exception ${exception.id}, ${exception.status}.`,
    details: [
      `${verdict} at ${tellBreak(finding)}`,
      ...(change === undefined ? [] : [change]),
      ...shown.map(({ event, title: what, why, record }) => `${event} (${what}): ${why}\n${record}`),
      ...(more === 0 ? [] : [`and ${more} more`]),
    ].flatMap((detail) => detail.split("\n")),
  };
}

function resultOf(finding: ReportedFinding): Case["result"] {
  if (finding.verdict === "rings") return "passed";
  if (!stands(finding)) return "skipped";
  return finding.verdict === "unknown" ? "error" : "failure";
}

function exceptionCase(exception: ReportedException): Case {
  const { id, status } = exception;
  const fails = status === "expired" || status === "invalid";
  const message = `${status}: ${tellException(exception)}`;
  return {
    className: "tocsin.exceptions",
    name: id,
    result: fails ? "failure" : "passed",
    message,
    details: [message],
  };
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeMarkup(value)}"`)
    .join("");
}
