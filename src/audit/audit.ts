import type { Control } from "../controls/control.ts";
import type { CorpusRecord } from "../controls/corpus-record.ts";
import { accountOf } from "./account.ts";
import { caveatsOf } from "./caveat/caveats.ts";
import { type CoverageOf, coverageIn } from "./coverage/coverage.ts";
import { eventIn } from "./events.ts";
import { exposureOfChain } from "./exposure.ts";
import type { AuthorityVerdict, Finding, Hearer, Witness } from "./finding.ts";
import { gapFor } from "./gaps.ts";
import type { Inventory } from "./inventory.ts";
import { type Noise, noiseIn } from "./noise.ts";
import { secondEventAfter } from "./second-event.ts";
import { type Delivered, type Fate, ringingMessages, type Simulator, simulatorOf } from "./simulate.ts";
import { tellSecondEvent, tellSummary } from "./tell.ts";
import { judgeWitnesses, SEVERITY } from "./verdict.ts";
import { harmlessWitness, ringingWitness, unseenElsewhere } from "./witness.ts";

export interface AuditOptions {
  /** When the events happen, epoch milliseconds; the time of the inventory unless given. */
  readonly at?: number;
  /** How authorities would judge the inventory by their own rules; none unless given. */
  readonly authorities?: (control: Control) => readonly AuthorityVerdict[];
}

/**
 * Judges an account by behaviour: for each control its events are delivered to the account's chain on a virtual clock.
 * The most exposed findings come first, then the worst.
 *
 * @throws Error when a control names a record that the corpus does not have
 * @example
 * const findings = audit(inventory, controls, corpus);
 * findings.filter(({ verdict }) => verdict === "silent").map(({ control, brokenLink }) => [control, brokenLink]);
 */
export function audit(
  inventory: Inventory,
  controls: readonly Control[],
  corpus: readonly CorpusRecord[],
  options: AuditOptions = {},
): readonly Finding[] {
  const simulator = simulatorOf(accountOf(inventory), options.at ?? inventory.collectedAt);
  const bench = benchOf(simulator, corpus);
  const findings = controls.map((control) => findingOf(bench, control, options.authorities?.(control) ?? []));
  return findings.sort((a, b) => b.exposure - a.exposure || SEVERITY[b.verdict] - SEVERITY[a.verdict]);
}

/** The records of the corpus, each delivered to the account when it is first asked for. */
interface Bench {
  readonly simulator: Simulator;
  readonly noise: Noise;
  readonly coverageOf: CoverageOf;
  of(id: string): DeliveredRecord;
}

interface DeliveredRecord extends Delivered {
  readonly record: CorpusRecord;
}

function benchOf(simulator: Simulator, corpus: readonly CorpusRecord[]): Bench {
  const { account } = simulator.account.inventory;
  const records = new Map(corpus.map((record) => [record.id, record]));
  const delivered = new Map<string, DeliveredRecord>();
  const of = (id: string): DeliveredRecord => {
    const known = delivered.get(id);
    if (known !== undefined) return known;
    const record = records.get(id);
    if (record === undefined) throw new Error(`a control names the record ${id}, which the corpus does not have`);
    const event = eventIn(account, record);
    const fresh = { record, event, fate: simulator.fateOf(event) };
    delivered.set(id, fresh);
    return fresh;
  };
  return { simulator, noise: noiseIn(corpus, (id) => of(id).fate), coverageOf: coverageIn(simulator), of };
}

function findingOf(bench: Bench, control: Control, authorities: readonly AuthorityVerdict[]): Finding {
  const { simulator } = bench;
  const { account, at } = simulator;
  const { mustRing, mustNot } = control.events;
  const wanted = mustRing.map((id) => bench.of(id));
  const falseAlarms = bench.noise.of(control.id, mustRing, mustNot);
  const harmless = mustNot.map((id) => {
    const { record, event, fate } = bench.of(id);
    return harmlessWitness(record, event, fate, falseAlarms.get(id) ?? [], at);
  });
  const witnesses = [...wanted.flatMap((one) => wantedWitnesses(simulator, one)), ...harmless];
  const judged = judgeWitnesses(witnesses);
  const fates = wanted.map(({ fate }) => fate);
  const ringing = fates.find(({ outcome }) => outcome === "rings");
  const second = ringing === undefined ? undefined : secondEventAfter(simulator, ringing.publications);
  const hears = hearersOf(fates);
  return {
    control: control.id,
    title: control.title,
    ...judged,
    summary: tellSummary({ judged, witnesses, hears }),
    witnesses,
    hears,
    ...(second === undefined ? {} : { secondEvent: tellSecondEvent(second) }),
    ...caveatsOf(simulator, wanted, hears),
    coverage: bench.coverageOf(control, wanted),
    authorities,
    gaps: gapsOf(account.inventory, fates),
    exposure: exposureOfChain(account.inventory, fates),
  };
}

function wantedWitnesses(simulator: Simulator, { record, event, fate }: DeliveredRecord): readonly Witness[] {
  const own = ringingWitness(record, event, fate, simulator.at);
  const elsewhere = fate.outcome === "rings" ? unseenElsewhere(simulator, record, event) : undefined;
  return elsewhere === undefined ? [own] : [own, elsewhere];
}

function hearersOf(fates: readonly Fate[]): readonly Hearer[] {
  const found = new Map<string, Hearer>();
  for (const fate of fates) {
    if (fate.outcome !== "rings") continue;
    for (const { alarmArn, topicArn, protocol, endpoint } of ringingMessages(fate)) {
      found.set(JSON.stringify([alarmArn, topicArn, protocol, endpoint]), { alarmArn, topicArn, protocol, endpoint });
    }
  }
  return [...found.values()];
}

/** What could not be read of what the events met, and of the mute rules where alarms rang. */
function gapsOf(inventory: Inventory, fates: readonly Fate[]): readonly string[] {
  const needed = new Set(fates.flatMap(({ outcome, unknown }) => (outcome === "unknown" ? unknown : [])));
  for (const region of new Set(fates.flatMap(({ notifications }) => notifications.map((one) => one.region)))) {
    const muted = gapFor(inventory, {
      service: "cloudwatch",
      operations: ["ListAlarmMuteRules", "GetAlarmMuteRule"],
      region,
    });
    if (muted !== undefined) needed.add(muted);
  }
  return [...needed];
}
