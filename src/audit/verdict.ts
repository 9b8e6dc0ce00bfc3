import type { Link, Verdict, Witness } from "./finding.ts";
import { LINKS } from "./finding.ts";

/** What the witnesses of a control come to. */
export interface Judged {
  readonly verdict: Verdict;
  readonly brokenLink?: Link;
  readonly reason?: string;
}

/**
 * The verdict of a control from what became of its events. What is silent for certain counts before what is not known,
 * except where nothing rings for certain: there the unknown decides.
 */
export function judgeWitnesses(witnesses: readonly Witness[]): Judged {
  const wanted = witnesses.filter(({ expected }) => expected === "must-ring");
  const having = (outcome: Witness["outcome"]): readonly Witness[] => wanted.filter((one) => one.outcome === outcome);
  const rings = having("rings");
  const silent = having("silent");
  const unknown = having("unknown");
  if (rings.length > 0 && silent.length > 0) return { verdict: "rings-for-some", ...broken(silent) };
  if (unknown.length > 0) return { verdict: "unknown", ...broken(unknown) };
  if (silent.length > 0) return { verdict: "silent", ...broken(silent) };
  const noisy = witnesses.some(({ expected, outcome }) => expected === "must-not" && outcome === "rings");
  return { verdict: noisy ? "noisy" : "rings" };
}

/** The link where the event that got furthest ended: the first to mend. */
function broken(witnesses: readonly Witness[]): Pick<Judged, "brokenLink" | "reason"> {
  let furthest: Witness | undefined;
  for (const witness of witnesses) if (step(witness) > step(furthest)) furthest = witness;
  if (furthest?.stoppedAt === undefined) return {};
  return { brokenLink: furthest.stoppedAt, reason: furthest.why };
}

function step(witness: Witness | undefined): number {
  return witness?.stoppedAt === undefined ? -1 : LINKS.indexOf(witness.stoppedAt);
}

/** How urgent a verdict is: higher is worse. */
export const SEVERITY: Readonly<Record<Verdict, number>> = {
  silent: 4,
  "rings-for-some": 3,
  unknown: 2,
  noisy: 1,
  rings: 0,
};
