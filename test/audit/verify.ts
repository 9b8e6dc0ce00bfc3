import { SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import { accountOf } from "../../src/audit/account.ts";
import { audit } from "../../src/audit/audit.ts";
import type { Finding, Witness } from "../../src/audit/finding.ts";
import type { Inventory } from "../../src/audit/inventory.ts";
import { type Fate, simulatorOf } from "../../src/audit/simulate.ts";
import { readControls, readCorpus } from "../../src/cli/controls/library.ts";
import { readRecord } from "../../src/cloudtrail/record.ts";
import { openAccount } from "../../src/collect/account.ts";
import { collect } from "../../src/collect/collect.ts";
import type { Control } from "../../src/controls/control.ts";
import type { CorpusRecord } from "../../src/controls/corpus-record.ts";
import { ALARM, build } from "./build.ts";
import type { Chain } from "./chain.ts";
import { HOME, MORNING, REGIONS, type Rig } from "./rig.ts";

const MINUTE = 60_000;
const HALF_AN_HOUR = 30 * MINUTE;

const CORPUS = readCorpus();
const CONTROLS = readControls();

export function controlOf({ control = "console-signin-without-mfa" }: Chain): Control {
  const found = CONTROLS.find(({ id }) => id === control);
  if (found === undefined) throw new Error(`there is no control ${control}`);
  return found;
}

/** What the audit says of a chain, and what the engine did. */
export interface Verified {
  readonly finding: Finding;
  readonly witnesses: readonly Comparison[];
}

export function recordOf(event: string): CorpusRecord {
  const found = CORPUS.find(({ id }) => id === event);
  if (found === undefined) throw new Error(`there is no record ${event}`);
  return found;
}

/** The region in which an event happens, where it is not that of the corpus. */
export function elsewhere({ event, record }: Witness): string | undefined {
  const known = recordOf(event).record["awsRegion"];
  const { awsRegion } = JSON.parse(record) as { readonly awsRegion?: string };
  return awsRegion === known ? undefined : awsRegion;
}

/** One event: what the audit says comes of it, and what came of it. */
export interface Comparison {
  readonly event: string;
  readonly said: Told;
  readonly happened: Told;
}

interface Told {
  readonly rings: boolean;
  /** Everything that is sent while nothing else happens, as `delay: subject to whom`. */
  readonly quiet: readonly string[];
  /** Everything that is sent while other events come each minute; only where that makes a difference. */
  readonly busy?: readonly string[];
}

/** Builds a chain, audits it through the endpoint, and then lets each event of the control happen in the engine. */
export async function verify(rig: Rig, chain: Chain): Promise<Verified> {
  await rig.reset();
  const control = controlOf(chain);
  await build(rig, chain, control);
  await rig.advanceTo(MORNING);
  const inventory = await inventoryOf(rig);
  const [finding] = audit(inventory, [control], CORPUS);
  if (finding === undefined) throw new Error("the audit found nothing to say");
  const simulator = simulatorOf(accountOf(inventory), MORNING);
  // Other events matter only by the default values that they publish.
  const hasDefault = chain.parts.transformation?.defaultValue !== undefined;
  const delivered = finding.witnesses.map((witness) => ({ witness, fate: simulator.fateOf(eventOf(witness)) }));
  // What no filter matches happens together: when nothing is heard of all of it, nothing is heard of each.
  const isUnmatched = ({ fate }: Delivered): boolean => !hasDefault && fate.matched.length === 0;
  const unheard = delivered.filter(isUnmatched).map(({ witness }) => witness);
  const together = await happen(rig, chain, unheard, "quiet");
  const witnesses: Comparison[] = [];
  for (const one of delivered) {
    const { event, expected } = one.witness;
    const quiet = isUnmatched(one) ? together : await happen(rig, chain, [one.witness], "quiet");
    const isBusyToo = hasDefault && expected === "must-ring";
    const busy = isBusyToo ? await happen(rig, chain, [one.witness], "busy") : undefined;
    const happened = {
      // What must ring must ring in either case.
      rings: isRinging(quiet) && (busy === undefined || isRinging(busy)),
      quiet,
      ...(busy === undefined ? {} : { busy }),
    };
    witnesses.push({ event, said: said(one, isBusyToo, happened.rings), happened });
  }
  return { finding, witnesses };
}

interface Delivered {
  readonly witness: Witness;
  readonly fate: Fate;
}

/** The chain as `tocsin audit --endpoint-url` reads it. */
export async function inventoryOf(rig: Rig): Promise<Inventory> {
  const { signal } = new AbortController();
  const opened = await openAccount({ endpointUrl: rig.url, region: HOME }, signal);
  if (!opened.ok) throw new Error(opened.message);
  return collect({ source: opened.account, regions: REGIONS, collectedAt: rig.now(), signal });
}

/**
 * Lets events happen and tells what was sent. That is a whole number of half hours after the morning, at the same place of a
 * period each time.
 */
async function happen(
  rig: Rig,
  { between = HALF_AN_HOUR, isReset = false }: Chain,
  witnesses: readonly Witness[],
  background: "quiet" | "busy",
): Promise<readonly string[]> {
  if (background === "busy") {
    await rig.ingest(eachMinute(rig.now(), 2 * between));
    await rig.advance(between);
  }
  if (isReset) await reset(rig);
  const at = rig.now();
  await rig.ingest(witnesses.map(({ record }) => happening(JSON.parse(record), at)));
  await rig.advance(between);
  const heard = await rig.heardSince(at);
  // Until the other events are forgotten.
  if (background === "busy") await rig.advance(between);
  return heard.map((one) => `${one.at - at}: ${one.subject.replace(/ in [^"]*$/, "")} to ${one.to}`).sort();
}

async function reset(rig: Rig): Promise<void> {
  const StateReason = "somebody has looked at it";
  await rig.clients[HOME].alarms.send(new SetAlarmStateCommand({ AlarmName: ALARM, StateValue: "OK", StateReason }));
}

/** No filter of the catalogue matches it, but those that match everything. */
const HARMLESS = {
  eventVersion: "1.11",
  userIdentity: { type: "IAMUser", accountId: "123456789012", userName: "carol" },
  eventSource: "s3.amazonaws.com",
  eventName: "ListBuckets",
  awsRegion: HOME,
  sourceIPAddress: "203.0.113.5",
  readOnly: true,
  eventType: "AwsApiCall",
  managementEvent: true,
  eventCategory: "Management",
};

/** Something harmless each minute: it comes early, and counts in its own minute. */
export function eachMinute(from: number, milliseconds: number): readonly object[] {
  return Array.from({ length: milliseconds / MINUTE }, (_, minute) => happening(HARMLESS, from + minute * MINUTE));
}

/** A record of something that happens now. */
export function happening(record: object, at: number): object {
  return { ...record, eventTime: new Date(at).toISOString().replace(".000Z", "Z") };
}

function eventOf({ event, record: text }: Witness): Parameters<ReturnType<typeof simulatorOf>["fateOf"]>[0] {
  const reading = readRecord(JSON.parse(text), { index: 0, text });
  if (!reading.ok) throw new Error(`${event} is no record`);
  return { id: event, record: reading.read.record, text };
}

function said({ witness, fate }: Delivered, isBusyToo: boolean, happened: boolean): Told {
  const { expected, outcome, why, delay } = witness;
  const quiet = messagesOf(fate.notifications);
  // Of a harmless event the audit counts only the alarms that should have kept quiet.
  const isRight = expected === "must-not" && why.endsWith(" which is there for other events");
  if (outcome === "rings" && !quiet.some((message) => message.startsWith(`${delay}: ALARM: `)))
    throw new Error(`the delay ${delay} is none of ${quiet.join(", ")}`);
  return {
    rings: isRight ? happened : outcome === "rings",
    quiet,
    ...(isBusyToo ? { busy: messagesOf(fate.busy) } : {}),
  };
}

function messagesOf(notifications: Fate["notifications"]): readonly string[] {
  return notifications
    .map(({ at, StateValue, alarmName, endpoint }) => `${at - MORNING}: ${StateValue}: "${alarmName}" to ${endpoint}`)
    .sort();
}

function isRinging(messages: readonly string[]): boolean {
  return messages.some((message) => message.includes(": ALARM: "));
}
