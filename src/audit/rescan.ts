import type { Finding, Link, Verdict } from "./finding.ts";
import { SEVERITY } from "./verdict.ts";

/** What is known of a finding of an earlier audit. */
export interface EarlierFinding {
  readonly account: string;
  readonly control: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly brokenLink?: Link;
}

/**
 * `fixed`: it rings, and did not. `broke`: fewer events ring than did, or more harmless ones. `changed`: otherwise,
 * such as less broken than it was, or no longer known. `new`: the earlier audit did not look at it.
 */
export type ChangeKind = "fixed" | "broke" | "new" | "changed" | "unchanged";

export interface ChangeSince {
  readonly kind: ChangeKind;
  /** Absent of what is new. */
  readonly before?: { readonly verdict: Verdict; readonly brokenLink?: Link };
}

/** An audit held against an earlier one. */
export interface Rescan {
  /** Of the findings that were given, in their order. */
  readonly changes: readonly ChangeSince[];
  /** What the earlier audit looked at and this one did not. */
  readonly gone: readonly EarlierFinding[];
}

/**
 * Says what became of each finding since an earlier audit.
 *
 * @example
 * compareFindings(now, before).changes.filter(({ kind }) => kind === "broke").length;
 */
export function compareFindings(
  findings: readonly (Finding & { readonly account: string })[],
  earlier: readonly EarlierFinding[],
): Rescan {
  const before = new Map(earlier.map((finding) => [keyOf(finding), finding]));
  const now = new Set(findings.map(keyOf));
  return {
    changes: findings.map((finding) => changeOf(finding, before.get(keyOf(finding)))),
    gone: earlier.filter((finding) => !now.has(keyOf(finding))),
  };
}

function keyOf({ account, control }: { readonly account: string; readonly control: string }): string {
  return `${account}/${control}`;
}

function changeOf({ verdict, brokenLink }: Finding, earlier: EarlierFinding | undefined): ChangeSince {
  if (earlier === undefined) return { kind: "new" };
  const link = earlier.brokenLink === undefined ? {} : { brokenLink: earlier.brokenLink };
  const before = { verdict: earlier.verdict, ...link };
  if (earlier.verdict === verdict) return { kind: earlier.brokenLink === brokenLink ? "unchanged" : "changed", before };
  if (earlier.verdict === "unknown" || verdict === "unknown") return { kind: "changed", before };
  if (verdict === "rings") return { kind: "fixed", before };
  return { kind: SEVERITY[verdict] > SEVERITY[earlier.verdict] ? "broke" : "changed", before };
}
