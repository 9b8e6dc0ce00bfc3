import type { Control } from "../../controls/control.ts";
import type { CorpusRecord } from "../../controls/corpus-record.ts";
import { accountOf } from "../account.ts";
import { eventIn } from "../events.ts";
import type { Link } from "../finding.ts";
import type { Inventory } from "../inventory.ts";
import { type SimulatedEvent, type Simulator, simulatorOf } from "../simulate.ts";
import { faultsOnWays, type Ringing } from "./resources.ts";

/** What one fault does to an account whose chain rings. */
export interface Breakage {
  /** What is wrong, and with what: `trail-stopped trail main`. */
  readonly fault: string;
  readonly kind: string;
  readonly link: Link;
  readonly title: string;
  /** The AWS operation that would bring it about. */
  readonly eventName: string;
  readonly silences: readonly Silenced[];
  /** Whether somebody would be told of the operation itself. */
  readonly noticed: boolean;
}

/** A control of which a fault silences something. */
export interface Silenced {
  readonly control: string;
  /** Ids of the records that rang and no longer do. */
  readonly events: readonly string[];
  /** How many of the control's events still ring. */
  readonly left: number;
}

/**
 * Breaks every link of an account's chain, one at a time, and tells what goes unheard then. A breakage that leaves a
 * control with nothing, and that nobody is told of, is a silent single point of failure. Faults that silence nothing are
 * among the answers, with an empty list: the chain bears them.
 *
 * @throws Error when a control names a record that the corpus does not have
 * @example
 * breakEveryLink(inventory, controls, corpus).filter(isSilentSinglePoint).map(({ fault }) => fault);
 */
export function breakEveryLink(
  inventory: Inventory,
  controls: readonly Control[],
  corpus: readonly CorpusRecord[],
  options: { readonly at?: number } = {},
): readonly Breakage[] {
  const at = options.at ?? inventory.collectedAt;
  const intact = simulatorOf(accountOf(inventory), at);
  const events = new Map(corpus.map((record) => [record.id, eventIn(inventory.account, record)]));
  const wanted = controls.map((control) => ({
    control: control.id,
    ringing: ringingOf(intact, control, events),
  }));
  const ringing = new Map(wanted.flatMap((one) => one.ringing.map((rang) => [rang.event.id, rang])));
  return faultsOnWays(intact.account, [...ringing.values()]).map(({ fault, events: passing }) => {
    const broken = simulatorOf(accountOf(fault.apply(inventory), intact.account), at);
    const silenced = new Set(passing.filter((event) => !isHeard(broken, event)).map(({ id }) => id));
    const silences = wanted.flatMap(({ control, ringing: rang }): readonly Silenced[] => {
      const lost = rang.filter(({ event }) => silenced.has(event.id)).map(({ event }) => event.id);
      return lost.length === 0 ? [] : [{ control, events: lost, left: rang.length - lost.length }];
    });
    const { id, kind, link, title, eventName } = fault;
    // A trail still delivers the record of the call that changes it (inf); all else is as it is after the call.
    const witness = link === "trail" ? intact : broken;
    const noticed = [...events.values()].some((event) => isCallOf(event, eventName) && isHeard(witness, event));
    return { fault: id, kind, link, title, eventName, silences, noticed };
  });
}

/** Whether a fault silences a control altogether, and nobody is told of it. */
export function isSilentSinglePoint({ silences, noticed }: Breakage): boolean {
  return !noticed && silences.some(({ left }) => left === 0);
}

function ringingOf(
  simulator: Simulator,
  { id, events: { mustRing } }: Control,
  events: ReadonlyMap<string, SimulatedEvent>,
): readonly Ringing[] {
  return mustRing.flatMap((name) => {
    const event = events.get(name);
    if (event === undefined)
      throw new Error(`the control ${id} names the record ${name}, which the corpus does not have`);
    const fate = simulator.fateOf(event);
    return fate.outcome === "rings" ? [{ event, fate }] : [];
  });
}

function isHeard(simulator: Simulator, event: SimulatedEvent): boolean {
  return simulator.fateOf(event).outcome === "rings";
}

/** A call that succeeded. */
function isCallOf({ record }: SimulatedEvent, eventName: string): boolean {
  return record["eventName"] === eventName && record["errorCode"] === undefined;
}
