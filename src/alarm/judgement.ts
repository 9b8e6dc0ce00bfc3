import type { ComparisonOperator, MetricAlarmConfiguration, StateValue, TreatMissingData } from "./alarm.ts";
import { type Decision, decide } from "./decide.ts";

/** One period of the evaluation range: its start in epoch milliseconds, and its value unless there is no data. */
export interface Slot {
  readonly start: number;
  readonly value?: number;
  readonly sampleCount?: number;
}

/** A period that has a value. */
export interface RealSlot extends Slot {
  readonly value: number;
}

/** What an evaluation found, before it is put in words. */
export interface Judgement {
  /** The at most EvaluationPeriods most recent datapoints, oldest first. */
  readonly considered: readonly RealSlot[];
  /** Those of them on the side of the new state, newest first: the ones the reason lists. */
  readonly agreeing: readonly RealSlot[];
  /** The periods reported as evaluated, newest first, as many as the transition needs. */
  readonly evaluated: readonly Slot[];
}

export function datapointsToAlarm(alarm: MetricAlarmConfiguration): number {
  return alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods;
}

/** How many datapoints lead into a state: M into ALARM, N - M + 1 into OK (obs STACKD). */
export function datapointsNeeded(alarm: MetricAlarmConfiguration, state: StateValue): number {
  const toAlarm = datapointsToAlarm(alarm);
  return state === "OK" ? alarm.EvaluationPeriods - toAlarm + 1 : toAlarm;
}

/** Absent means missing; metrics of DynamoDB keep the state whatever the alarm says (doc CWUG; in metric math: inf). */
export function missingDataTreatment(alarm: MetricAlarmConfiguration): TreatMissingData {
  const keeps =
    alarm.Metrics === undefined
      ? alarm.Namespace === "AWS/DynamoDB"
      : alarm.Metrics.some(({ MetricStat }) => MetricStat?.Metric.Namespace === "AWS/DynamoDB");
  return keeps ? "ignore" : (alarm.TreatMissingData ?? "missing");
}

/** Comparisons of doubles, strictly as the operators say (doc MODEL). */
const BREACHES: Readonly<Record<ComparisonOperator, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** Whether a value is on the side of the threshold that alarms. */
export function isBreaching(alarm: MetricAlarmConfiguration, value: number): boolean {
  return BREACHES[alarm.ComparisonOperator](value, alarm.Threshold);
}

function isReal(slot: Slot): slot is RealSlot {
  return slot.value !== undefined;
}

/** The state that the periods of one evaluation, oldest first, lead to. */
export function decisionOn(alarm: MetricAlarmConfiguration, slots: readonly Slot[]): Decision {
  return decide({
    slots: slots.map((slot) => {
      if (!isReal(slot)) return "missing";
      return isBreaching(alarm, slot.value) ? "breaching" : "ok";
    }),
    evaluationPeriods: alarm.EvaluationPeriods,
    datapointsToAlarm: datapointsToAlarm(alarm),
    treatMissingData: missingDataTreatment(alarm),
  });
}

/** Tells how the periods of one evaluation, oldest first, lead to the state `decision`, the one of `decisionOn`. */
export function judge(alarm: MetricAlarmConfiguration, slots: readonly Slot[], decision: StateValue): Judgement {
  const considered = slots.filter(isReal).slice(-alarm.EvaluationPeriods);
  const agreeing = considered
    .filter((slot) => decision !== "INSUFFICIENT_DATA" && isBreaching(alarm, slot.value) === (decision === "ALARM"))
    .toReversed();
  return { considered, agreeing, evaluated: evaluatedSlots(alarm, slots, decision, agreeing) };
}

/**
 * The newest agreeing datapoints, topped up with the newest missing periods (obs STACKD sparse-old-good-expires; that
 * surplus datapoints are left out: obs, an OK of 1 needed listed 2 and reported 1).
 */
function evaluatedSlots(
  alarm: MetricAlarmConfiguration,
  slots: readonly Slot[],
  state: StateValue,
  agreeing: readonly RealSlot[],
): readonly Slot[] {
  const needed = datapointsNeeded(alarm, state);
  const missing = slots.filter((slot) => !isReal(slot)).toReversed();
  const chosen = [...agreeing.slice(0, needed), ...missing.slice(0, Math.max(0, needed - agreeing.length))];
  return chosen.sort((a, b) => b.start - a.start);
}
