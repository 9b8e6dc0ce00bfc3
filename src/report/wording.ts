import { isAnsweredFor } from "../audit/exceptions/exceptions.ts";
import type { Verdict, Witness } from "../audit/finding.ts";
import type { AuditReport, Outcome, ReportedBreakage, ReportedException, ReportedFinding } from "./report.ts";

/** Verdicts as people read them, the worst first. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  silent: "silent",
  "rings-for-some": "rings for some",
  unknown: "unknown",
  noisy: "noisy",
  rings: "rings",
};

const PLURALS: Readonly<Record<Verdict, string>> = {
  ...VERDICT_WORDS,
  rings: "ring",
  "rings-for-some": "ring for some",
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  clean: "Every event would be heard of, or somebody answers for it.",
  findings: "Not every event would be heard of.",
  incomplete: "Nothing is wrong for certain, but not everything could be read.",
};

/** `15 controls: 9 ring, 3 silent, 3 noisy; 1 is answered for by an exception` */
export function tellCounts({ counts, findings }: AuditReport): string {
  const verdicts = (["rings", "rings-for-some", "silent", "noisy", "unknown"] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${counts[verdict] === 1 ? VERDICT_WORDS[verdict] : PLURALS[verdict]}`);
  const excused = findings.filter(({ exception }) => isAnsweredFor(exception));
  const exceptions = excused.length === 0 ? "" : `; ${excused.length} under an exception`;
  return `${findings.length} control${findings.length === 1 ? "" : "s"}: ${verdicts.join(", ")}${exceptions}`;
}

/** `fixed 2, broke 1, unchanged 12`; undefined without an earlier audit. */
export function tellChanges({ findings, since }: AuditReport): string | undefined {
  if (since === undefined) return undefined;
  const told = (["fixed", "broke", "new", "changed", "unchanged"] as const).flatMap((kind) => {
    const count = findings.filter(({ change }) => change?.kind === kind).length;
    return count === 0 ? [] : [`${kind} ${count}`];
  });
  const gone = since.gone.length === 0 ? [] : [`not looked at again ${since.gone.length}`];
  return [...told, ...gone].join(", ");
}

/** `broke: was rings`; undefined without an earlier audit. */
export function tellChange({ change }: ReportedFinding): string | undefined {
  if (change === undefined) return undefined;
  const { kind, before } = change;
  if (before === undefined || kind === "unchanged") return kind;
  const link = before.brokenLink === undefined ? "" : ` at the ${before.brokenLink}`;
  return `${kind}: was ${VERDICT_WORDS[before.verdict]}${link}`;
}

/** Reports that are not kept whole show so many of the events that a verdict rests on. */
const MOST_SHOWN = 5;

/** The first of the events that a verdict rests on, and how many there are besides. */
export function shownWitnesses(finding: ReportedFinding): {
  readonly shown: readonly Witness[];
  readonly more: number;
} {
  const witnesses = decisiveWitnesses(finding);
  return { shown: witnesses.slice(0, MOST_SHOWN), more: Math.max(0, witnesses.length - MOST_SHOWN) };
}

/**
 * Where authorities see it otherwise: `would still pass: prowler, mondoo` of what does not ring, `would fail: security-hub`
 * of what does; undefined where nobody does.
 */
export function tellAuthorities({ verdict, authorities }: ReportedFinding): string | undefined {
  const rings = verdict === "rings" || verdict === "noisy";
  if (verdict === "unknown") return undefined;
  const others = authorities.filter((one) => one.verdict === (rings ? "fail" : "pass"));
  if (others.length === 0) return undefined;
  return `${rings ? "would fail" : "would still pass"}: ${namesOf(others.map(({ authority }) => authority))}`;
}

/** `security-hub, prowler, cis-1.4 and 3 more`: each once, versions of the benchmark last, since they are many. */
export function namesOf(authorities: readonly string[]): string {
  const names = [...new Set(authorities)];
  const isBenchmark = (name: string): boolean => name.startsWith("cis-");
  return firstOf([...names.filter((name) => !isBenchmark(name)), ...names.filter(isBenchmark)]);
}

/** `a, b and 3 more` */
function firstOf(names: readonly string[]): string {
  if (names.length <= MOST_SHOWN) return names.join(", ");
  return `${names.slice(0, MOST_SHOWN - 1).join(", ")} and ${names.length - MOST_SHOWN + 1} more`;
}

/** The events that a verdict rests on: those that went unseen or are not known, else the harmless ones that rang. */
export function decisiveWitnesses({ witnesses }: ReportedFinding): readonly Witness[] {
  const unseen = witnesses.filter(({ expected, outcome }) => expected === "must-ring" && outcome !== "rings");
  if (unseen.length > 0) return unseen;
  return witnesses.filter(({ expected, outcome }) => expected === "must-not" && outcome === "rings");
}

/** Why a finding does not ring, and where events end. */
export function tellBreak({ brokenLink, reason, summary }: ReportedFinding): string {
  if (brokenLink === undefined) return reason ?? summary;
  return `${brokenLink}: ${reason ?? summary}`;
}

/** `12 of 40 single faults are silent single points of failure`; undefined unless that was asked. */
export function tellBreakages({ breakages, counts }: AuditReport): string | undefined {
  if (breakages === undefined) return undefined;
  // Only what an event passes that rings can be broken.
  if (breakages.length === 0)
    return `No event ${counts.unknown > 0 ? "is known to ring" : "rings"}, so there is nothing to break`;
  const silent = breakages.filter(({ silentSinglePoint }) => silentSinglePoint).length;
  const borne = breakages.filter(({ silences }) => silences.length === 0).length;
  const points = silent === 1 ? "is a silent single point" : "are silent single points";
  return `${silent} of ${breakages.length} single faults ${points} of failure, ${borne} are borne`;
}

/** `silences root-account-usage; leaves part of vpc-changes` */
export function tellSilences({ silences }: ReportedBreakage): string {
  if (silences.length === 0) return "silences nothing";
  const whole = silences.filter(({ left }) => left === 0).map(({ control }) => control);
  const partly = silences.filter(({ left }) => left > 0).map(({ control }) => control);
  return [
    ...(whole.length === 0 ? [] : [`silences ${firstOf(whole)}`]),
    ...(partly.length === 0 ? [] : [`leaves part of ${firstOf(partly)}`]),
  ].join("; ");
}

/** `EX-3 of security@example.com, until 2026-12-31` */
export function tellException({ id, owner, expires, status, problems = [] }: ReportedException): string {
  const whose = owner === undefined ? "" : ` of ${owner}`;
  const until = expires === undefined ? "" : `, ${status === "expired" ? "ended" : "until"} ${expires}`;
  const wrong = problems.length === 0 ? "" : `: ${problems.join("; ")}`;
  return `${id}${whose}${until}${wrong}`;
}
