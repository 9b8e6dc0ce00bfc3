import type { Hearer, Witness } from "./finding.ts";
import type { SecondEvent } from "./second-event.ts";
import { tellDuration } from "./tell-duration.ts";
import type { Judged } from "./verdict.ts";

/** A finding in one sentence for a person. */
export function tellSummary(finding: {
  readonly judged: Judged;
  readonly witnesses: readonly Witness[];
  readonly hears: readonly Hearer[];
}): string {
  const { judged, witnesses, hears } = finding;
  return `${tellVerdict(judged, witnesses, hears)}.`;
}

function tellVerdict(
  { verdict, brokenLink, reason }: Judged,
  witnesses: readonly Witness[],
  hears: readonly Hearer[],
): string {
  const wanted = witnesses.filter(({ expected }) => expected === "must-ring");
  const unseen = wanted.filter(({ outcome }) => outcome !== "rings");
  switch (verdict) {
    case "rings":
      return `Every event is told to ${tellHearers(hears)} within ${tellLongestDelay(wanted)}`;
    case "noisy": {
      const harmless = witnesses.filter(({ expected, outcome }) => expected === "must-not" && outcome === "rings");
      return `Every event is told to ${tellHearers(hears)}, and so are ${harmless.length} kinds of harmless ones`;
    }
    case "rings-for-some":
      return `${unseen.length} of ${wanted.length} kinds of events go unseen: ${reason ?? "nobody is told"}`;
    case "silent":
      return `No event reaches anybody, it ends at the ${brokenLink ?? "chain"}: ${reason ?? "nobody is told"}`;
    case "unknown":
      return `Whether anybody is told is not known: ${reason ?? "something could not be read"}`;
  }
}

function tellHearers(hears: readonly Hearer[]): string {
  const named = [...new Set(hears.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`))];
  const shown = named.slice(0, 3).join(", ");
  return named.length > 3 ? `${shown} and ${named.length - 3} more` : shown;
}

/** How long it takes at most until somebody is told of one of the events that ring. */
export function tellLongestDelay(witnesses: readonly Witness[]): string {
  const wanted = witnesses.filter(({ expected }) => expected === "must-ring");
  return tellDuration(Math.max(0, ...wanted.map(({ delay = 0 }) => delay)));
}

/** Which second event nobody would hear of. */
export function tellSecondEvent(second: SecondEvent): string {
  if (second.kind === "never")
    return "After the first event the alarm stays in ALARM by itself: no second event is ever told until somebody resets it.";
  return `A second event less than ${tellDuration(second.from)} after the first reaches nobody: the alarm still stands in ALARM.`;
}
