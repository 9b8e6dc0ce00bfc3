import { follow } from "../alarm/composite/follow.ts";
import { stateUpdateItem } from "../alarm/history.ts";
import { dueWith } from "./change-composite.ts";
import { commitAlarm } from "./commit-alarm.ts";
import { type CompositeRecord, childrenOf, suppressorOf } from "./composite-relations.ts";
import type { EngineContext } from "./context.ts";
import type { AlarmRecord, Transaction } from "./ports.ts";

/** What has become of a composite alarm so far. */
interface Change {
  readonly before: CompositeRecord;
  readonly after: CompositeRecord;
  readonly act: boolean;
}

/** How often one change may make rules be evaluated; no chain that people build comes near it. */
const EVALUATIONS = 10_000;

/**
 * Evaluates the composite alarms that mention an alarm which has changed its state, those that mention them, and so on;
 * then commits each of them once, with the net effect. On a path that comes back to an alarm, that alarm is evaluated
 * again and evaluation stops there (doc MODEL; obs STACKD alarm_composites, cycles).
 */
export async function updateDependents(engine: EngineContext, tx: Transaction, changed: AlarmRecord): Promise<void> {
  const changes = new Map<string, Change>();
  const queue = [{ alarm: changed, path: [changed.configuration.AlarmName] }];
  let evaluations = 0;
  for (const { alarm, path } of queue) {
    const { AlarmName } = alarm.configuration;
    for (const dependent of await tx.listDependents(changed.region, AlarmName)) {
      evaluations += 1;
      if (evaluations > EVALUATIONS) break;
      const name = dependent.configuration.AlarmName;
      const known = changes.get(name) ?? { before: dependent, after: dependent, act: false };
      const child = changes.get(AlarmName)?.after ?? alarm;
      const next = await react(tx, known, child, overlayOf(changed, changes), engine.clock.now());
      if (next === undefined) continue;
      changes.set(name, next);
      const stateChanged = next.after.state.StateValue !== known.after.state.StateValue;
      if (stateChanged && !path.includes(name)) queue.push({ alarm: next.after, path: [...path, name] });
    }
  }
  for (const change of changes.values()) await commit(engine, tx, change);
}

function overlayOf(changed: AlarmRecord, changes: ReadonlyMap<string, Change>): ReadonlyMap<string, AlarmRecord> {
  const overlay = new Map<string, AlarmRecord>([[changed.configuration.AlarmName, changed]]);
  for (const [name, { after }] of changes) overlay.set(name, after);
  return overlay;
}

/** How a composite alarm takes the change of one that it mentions; undefined when it does not care. */
async function react(
  tx: Transaction,
  { before, after, act }: Change,
  child: AlarmRecord,
  overlay: ReadonlyMap<string, AlarmRecord>,
  now: number,
): Promise<Change | undefined> {
  const { region, configuration } = after;
  const suppressor = await suppressorOf(tx, region, configuration, overlay);
  const children = await childrenOf(tx, region, configuration, overlay);
  const next = follow({ before, state: after.state, act }, child, { children, suppressor }, now);
  if (next === undefined) return undefined;
  const { state } = next;
  return { before, after: { region, configuration, state, ...dueWith(state) }, act: next.act };
}

async function commit(engine: EngineContext, tx: Transaction, { before, after, act }: Change): Promise<void> {
  const changed = before.state.StateValue !== after.state.StateValue;
  const from = changed ? before.state.StateValue : before.state.suppression?.from;
  await commitAlarm(engine, tx, {
    record: after,
    history: changed ? [stateUpdateItem(after.configuration, before.state, after.state)] : [],
    ...(act && from !== undefined ? { actFrom: { StateValue: from } } : {}),
  });
}
