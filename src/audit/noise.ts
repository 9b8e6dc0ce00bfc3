import type { CorpusRecord } from "../controls/corpus-record.ts";
import { type Fate, possibleMessages } from "./simulate.ts";

/** Tells which alarms ring for events that are harmless to a control, and should not. */
export interface Noise {
  /** For each harmless event that rings, the alarms to blame. */
  of(control: string, mustRing: readonly string[], mustNot: readonly string[]): ReadonlyMap<string, readonly string[]>;
}

/**
 * An event that is harmless to one control may be what another waits for: root signing in with MFA is no sign-in without
 * MFA, and is root usage. So an alarm rings rightly for what another control wants, if it rings for at least as large a part
 * of that one's events; and alarms count only where the control needs them: what it hears without them, it could hear without their noise.
 */
export function noiseIn(corpus: readonly CorpusRecord[], fateOf: (id: string) => Fate): Noise {
  const wanted = wantedBy(corpus);
  const rings = (alarmArn: string, id: string): boolean => ringingAlarms(fateOf(id)).has(alarmArn);
  const shares = new Map<string, number>();
  const shareOf = (alarmArn: string, control: string, events: readonly string[]): number => {
    const key = `${control} ${alarmArn}`;
    const known = shares.get(key);
    if (known !== undefined) return known;
    const share = events.filter((id) => rings(alarmArn, id)).length / Math.max(1, events.length);
    shares.set(key, share);
    return share;
  };
  return {
    of(control, mustRing, mustNot) {
      const isFalse = (alarmArn: string, harmless: string): boolean => {
        const own = shareOf(alarmArn, control, mustRing);
        if (own === 0 || !rings(alarmArn, harmless)) return false;
        for (const [other, events] of wanted) {
          if (other === control || !events.includes(harmless)) continue;
          if (shareOf(alarmArn, other, events) >= own) return false;
        }
        return true;
      };
      const heard = mustRing.filter((id) => ringingAlarms(fateOf(id)).size > 0);
      const alarms = [...new Set(heard.flatMap((id) => [...ringingAlarms(fateOf(id))]))];
      const noisiness = new Map(alarms.map((arn) => [arn, mustNot.filter((id) => isFalse(arn, id)).length]));
      const needed = new Set(alarms);
      for (const arn of alarms.sort((a, b) => (noisiness.get(b) ?? 0) - (noisiness.get(a) ?? 0))) {
        needed.delete(arn);
        if (!heard.every((id) => [...ringingAlarms(fateOf(id))].some((other) => needed.has(other)))) needed.add(arn);
      }
      const blamed = mustNot.map((id) => [id, [...needed].filter((arn) => isFalse(arn, id))] as const);
      return new Map(blamed.filter(([, arns]) => arns.length > 0));
    },
  };
}

/** Ids of the records that each control wants, by the labels of the corpus. */
function wantedBy(corpus: readonly CorpusRecord[]): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, string[]>();
  for (const { id, verdicts } of corpus) {
    for (const [control, { verdict }] of Object.entries(verdicts)) {
      if (verdict !== "must-ring" || control === "*") continue;
      const known = wanted.get(control);
      if (known === undefined) wanted.set(control, [id]);
      else known.push(id);
    }
  }
  return wanted;
}

/** The alarms by which somebody may be told of an event, however busy the log group is. */
function ringingAlarms(fate: Fate): ReadonlySet<string> {
  return new Set(possibleMessages(fate).map(({ alarmArn }) => alarmArn));
}
