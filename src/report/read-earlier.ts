import type { Link, Verdict } from "../audit/finding.ts";
import { LINKS } from "../audit/finding.ts";
import type { EarlierFinding } from "../audit/rescan.ts";
import { VERDICT_WORDS } from "./wording.ts";

/** What an earlier JSON report says, as far as a rescan wants to know. */
export type EarlierReport =
  | { readonly ok: true; readonly generatedAt: string; readonly findings: readonly EarlierFinding[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the text of an earlier JSON report, or tells all that keeps it from being one.
 *
 * @example
 * readEarlierReport("{}"); // { ok: false, problems: ["formatVersion must be 1", …] }
 */
export function readEarlierReport(text: string): EarlierReport {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    return { ok: false, problems: ["it is no JSON"] };
  }
  if (!isMembers(report)) return { ok: false, problems: ["it is no JSON object"] };
  const { formatVersion, generatedAt, findings } = report;
  const problems: string[] = [];
  if (formatVersion !== 1) problems.push("formatVersion must be 1");
  if (typeof generatedAt !== "string") problems.push("generatedAt must be a time");
  if (!Array.isArray(findings)) problems.push("findings must be a list");
  const list: readonly unknown[] = Array.isArray(findings) ? findings : [];
  const read = list.flatMap((value, index) => {
    const finding = readFinding(value);
    if (finding === undefined) problems.push(`findings[${index}] lacks an account, a control, a title or a verdict`);
    return finding === undefined ? [] : [finding];
  });
  if (problems.length > 0 || typeof generatedAt !== "string") return { ok: false, problems };
  return { ok: true, generatedAt, findings: read };
}

function readFinding(value: unknown): EarlierFinding | undefined {
  if (!isMembers(value)) return undefined;
  const { account, control, title, verdict, brokenLink } = value;
  if (typeof account !== "string" || typeof control !== "string" || typeof title !== "string" || !isVerdict(verdict))
    return undefined;
  return { account, control, title, verdict, ...(isLink(brokenLink) ? { brokenLink } : {}) };
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isVerdict(value: unknown): value is Verdict {
  return typeof value === "string" && Object.hasOwn(VERDICT_WORDS, value);
}

function isLink(value: unknown): value is Link {
  return LINKS.some((link) => link === value);
}
