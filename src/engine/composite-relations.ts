import type { CompositeAlarmConfiguration } from "../alarm/alarm.ts";
import type { ChildState } from "../alarm/composite/child-state.ts";
import { childNames, ruleOf } from "../alarm/composite/composite-alarm.ts";
import { asSuppressor, childState, suppressorName } from "../alarm/composite/follow.ts";
import type { Suppressor } from "../alarm/composite/suppression.ts";
import type { AlarmRecord, Transaction } from "./ports.ts";

export type CompositeRecord = AlarmRecord<CompositeAlarmConfiguration>;

/** Alarms by name, as they stand in this transaction: some may have changed without being stored yet. */
export type Overlay = ReadonlyMap<string, AlarmRecord>;

const NOTHING: Overlay = new Map();

/** The alarms of these names that exist, by name. */
export async function alarmsNamed(
  tx: Transaction,
  region: string,
  names: readonly string[],
  overlay: Overlay = NOTHING,
): Promise<ReadonlyMap<string, AlarmRecord>> {
  const stored = names.length === 0 ? [] : await tx.listAlarms({ region, names });
  return new Map(
    stored.map((record) => [record.configuration.AlarmName, overlay.get(record.configuration.AlarmName) ?? record]),
  );
}

/** The alarms that a rule mentions, in the order of their first mention. */
export async function childrenOf(
  tx: Transaction,
  region: string,
  configuration: CompositeAlarmConfiguration,
  overlay?: Overlay,
): Promise<readonly ChildState[]> {
  const names = childNames(ruleOf(configuration));
  const found = await alarmsNamed(tx, region, names, overlay);
  return names.flatMap((name) => {
    const record = found.get(name);
    return record === undefined ? [] : [childState(record)];
  });
}

/** The suppressor of a composite alarm as it stands; absent when it has none. */
export async function suppressorOf(
  tx: Transaction,
  region: string,
  configuration: CompositeAlarmConfiguration,
  overlay?: Overlay,
): Promise<Suppressor | undefined> {
  const name = suppressorName(configuration);
  if (name === undefined) return undefined;
  const record = (await alarmsNamed(tx, region, [name], overlay)).get(name);
  return record === undefined ? undefined : asSuppressor(configuration, record);
}
