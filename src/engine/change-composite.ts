import type { AlarmState } from "../alarm/alarm.ts";
import { evaluatedState, suppressorName, withSuppression } from "../alarm/composite/follow.ts";
import { compositeState } from "../alarm/composite/state.ts";
import { type SuppressionStep, suppress } from "../alarm/composite/suppression.ts";
import type { AlarmSnapshot } from "../alarm/history.ts";
import { type AlarmHistoryItem, stateUpdateItem } from "../alarm/history.ts";
import { commitAlarm } from "./commit-alarm.ts";
import { type CompositeRecord, suppressorOf } from "./composite-relations.ts";
import type { EngineContext } from "./context.ts";
import type { Transaction } from "./ports.ts";

/** A composite alarm is due when a period of its suppression ends, and never else. */
export function dueWith({ suppression }: AlarmState): Pick<CompositeRecord, "nextEvaluation"> {
  return suppression === undefined || suppression.kind === "Alarm" ? {} : { nextEvaluation: suppression.until };
}

/** A change of a composite alarm that somebody asked for: the alarm after it, and the history of it. */
export interface RequestedChange {
  readonly region: string;
  readonly before: CompositeRecord | undefined;
  readonly after: AlarmSnapshot & Pick<CompositeRecord, "configuration">;
  readonly history: readonly AlarmHistoryItem[];
  /** Whether the rule was put, and is to be evaluated. */
  readonly put: boolean;
}

/** Evaluates a rule that was put, decides on the actions, and commits. Returns the alarm as it is then. */
export async function changeComposite(
  engine: EngineContext,
  tx: Transaction,
  change: RequestedChange,
): Promise<CompositeRecord> {
  const { region, before, after } = change;
  const { configuration } = after;
  const now = engine.clock.now();
  const evaluated = change.put ? evaluatePut(change, now) : { state: after.state, history: [] };
  const left = before?.state.StateValue ?? after.state.StateValue;
  const changed = left !== evaluated.state.StateValue;
  const suppressor = await suppressorOf(tx, region, configuration);
  const waiting = evaluated.state.suppression;
  const replaced = before !== undefined && suppressorName(before.configuration) !== suppressorName(configuration);
  let step: SuppressionStep = { act: false, ...(waiting === undefined ? {} : { suppression: waiting }) };
  if (changed) step = suppress(waiting, { kind: "StateChanged", from: left, suppressor }, now);
  else if (replaced) step = suppress(waiting, { kind: "SuppressorReplaced", suppressor }, now);
  const state = withSuppression(evaluated.state, step, now);
  const record: CompositeRecord = { region, configuration, state, ...dueWith(state) };
  await commitAlarm(engine, tx, {
    record,
    history: [...change.history, ...evaluated.history],
    ...(step.act ? { actFrom: { StateValue: changed ? left : (waiting?.from ?? left) } } : {}),
  });
  return record;
}

/** What the rule makes of an alarm that was put. The same state keeps its reason (obs STACKD dependencies/15). */
function evaluatePut(
  { before, after }: RequestedChange,
  now: number,
): { readonly state: AlarmState; readonly history: readonly AlarmHistoryItem[] } {
  const { configuration, state, children = [] } = after;
  const value = evaluatedState(configuration, children);
  if (value === state.StateValue) return { state, history: [] };
  const kind = before === undefined ? "created" : "updated";
  const next = compositeState(value, { kind, arn: configuration.AlarmArn }, children, now);
  return { state: next, history: [stateUpdateItem(configuration, state, next)] };
}

/** Runs the actions whose wait or extension period has ended, as of the end of the period. */
export async function endSuppression(engine: EngineContext, tx: Transaction, record: CompositeRecord): Promise<void> {
  const { state, region, configuration, nextEvaluation: end = engine.clock.now() } = record;
  const step = suppress(state.suppression, { kind: "TimePassed" }, end);
  const next = withSuppression(state, step, end);
  await commitAlarm(engine, tx, {
    record: { region, configuration, state: next, ...dueWith(next) },
    history: [],
    ...(step.act && state.suppression !== undefined ? { actFrom: { StateValue: state.suppression.from } } : {}),
  });
}
