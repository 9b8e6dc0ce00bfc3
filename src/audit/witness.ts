import type { CorpusRecord } from "../controls/corpus-record.ts";
import { deliveriesOf } from "./chain/trail.ts";
import { eventInRegion, isRegional } from "./events.ts";
import type { Witness } from "./finding.ts";
import { type Fate, possibleMessages, ringingMessages, type SimulatedEvent, type Simulator } from "./simulate.ts";

/** A record that must ring, and what became of it. */
export function ringingWitness(corpusRecord: CorpusRecord, event: SimulatedEvent, fate: Fate, at: number): Witness {
  return {
    event: corpusRecord.id,
    title: corpusRecord.title,
    expected: "must-ring",
    ...outcomeOf(fate, at),
    record: event.text,
  };
}

function outcomeOf(fate: Fate, at: number): Pick<Witness, "outcome" | "stoppedAt" | "why" | "delay"> {
  const [first] = ringingMessages(fate);
  if (fate.outcome === "rings" && first !== undefined) {
    const { alarmName, protocol, endpoint } = first;
    return { outcome: "rings", why: `the alarm ${alarmName} tells ${protocol} ${endpoint}`, delay: first.at - at };
  }
  const { outcome, stop } = fate;
  return {
    outcome: outcome === "unknown" ? "unknown" : "silent",
    ...(stop === undefined ? {} : { stoppedAt: stop.link }),
    why: stop?.reason ?? "nobody is told",
  };
}

/** A harmless record, and the alarms that ring for it and should not. */
export function harmlessWitness(
  corpusRecord: CorpusRecord,
  event: SimulatedEvent,
  fate: Fate,
  falseAlarms: readonly string[],
  at: number,
): Witness {
  const base = { event: corpusRecord.id, title: corpusRecord.title, expected: "must-not", record: event.text } as const;
  const ringing = possibleMessages(fate);
  const wrong = ringing.find(({ alarmArn }) => falseAlarms.includes(alarmArn));
  if (wrong !== undefined) {
    const why = `the alarm ${wrong.alarmName} tells ${wrong.protocol} ${wrong.endpoint} of a harmless event`;
    return { ...base, outcome: "rings", why, delay: wrong.at - at };
  }
  const [rightly] = ringing;
  if (rightly !== undefined)
    return {
      ...base,
      outcome: "silent",
      why: `only the alarm ${rightly.alarmName} rings, which is there for other events`,
    };
  return {
    ...base,
    outcome: fate.outcome === "unknown" ? "unknown" : "silent",
    why: fate.stop?.reason ?? "nobody is told",
  };
}

/**
 * The regions in which an act goes unseen that is seen where its record happened; undefined when it is seen everywhere,
 * or happens in one region only.
 */
export function unseenElsewhere(
  simulator: Simulator,
  corpusRecord: CorpusRecord,
  event: SimulatedEvent,
): Witness | undefined {
  if (!isRegional(event)) return undefined;
  const { account, at } = simulator;
  const home = deliveriesOf(account, event.record).groups;
  const unseen: { readonly region: string; readonly event: SimulatedEvent; readonly fate: Fate }[] = [];
  for (const region of account.inventory.regions) {
    if (region === event.record["awsRegion"]) continue;
    const there = eventInRegion(event, region);
    const { groups } = deliveriesOf(account, there.record);
    const same = groups.size === home.size && [...groups].every(([group, times]) => home.get(group) === times);
    // The same log groups treat it the same, unless a pattern looks at the region.
    if (same && ![...groups.keys()].some((group) => account.filters.of(group).looksAtRegion)) continue;
    const fate = simulator.fateOf(there);
    if (fate.outcome !== "rings") unseen.push({ region, event: there, fate });
  }
  const [first] = unseen;
  if (first === undefined) return undefined;
  const others = unseen.length === 1 ? "" : ` and ${unseen.length - 1} more region${unseen.length === 2 ? "" : "s"}`;
  const title = `${corpusRecord.title}, in ${first.region}${others}`;
  return ringingWitness({ ...corpusRecord, title }, first.event, first.fate, at);
}
