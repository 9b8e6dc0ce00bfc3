import type { AlarmState, MetricAlarmConfiguration } from "./alarm.ts";
import { decisionOn, judge, type Slot } from "./judgement.ts";
import { isLowSample } from "./low-sample.ts";
import { stateReason } from "./reason.ts";
import { stateReasonData } from "./reason-data.ts";

export type { Slot } from "./judgement.ts";

/** What one evaluation of an alarm leads to. */
export type Evaluation =
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "transition";
      readonly state: AlarmState;
      /** The periods that decided, newest first: their evidence explains the transition. */
      readonly decidedBy: readonly Slot[];
    };

/**
 * Evaluates an alarm over its periods (`slots` oldest first, one for each of `slotStarts(alarm, now)`). A state that stays
 * keeps its reason and its times too (obs STACKD).
 *
 * @param now time of the evaluation, epoch milliseconds
 * @example
 * ```ts
 * const request = { AlarmName: "root-usage", Namespace: "CIS", MetricName: "RootUsage", Statistic: "Sum", Period: 60,
 *   EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: "GreaterThanOrEqualToThreshold" };
 * const parsed = parseMetricAlarm(request, alarmArn("us-east-1", "123456789012", "root-usage"), 0);
 * if (parsed.ok) {
 *   const slots = [{ start: 0, value: 3, sampleCount: 1 }];
 *   evaluateAlarm({ alarm: parsed.configuration, slots, state: initialState(0), now: 60_000 }).kind; // "transition"
 * }
 * ```
 */
export function evaluateAlarm(input: {
  readonly alarm: MetricAlarmConfiguration;
  readonly slots: readonly Slot[];
  readonly state: AlarmState;
  readonly now: number;
}): Evaluation {
  const { alarm, slots, state, now } = input;
  const decision = decisionOn(alarm, slots);
  if (decision === "RETAIN" || decision === state.StateValue) return { kind: "unchanged" };
  const judgement = judge(alarm, slots, decision);
  // A period with too few samples keeps the state as long as it is among those that would decide (inf for N > 1).
  if (judgement.considered.some((slot) => isLowSample(alarm, slot))) return { kind: "unchanged" };
  return {
    kind: "transition",
    state: {
      StateValue: decision,
      StateReason: stateReason(alarm, decision, judgement),
      StateReasonData: stateReasonData(alarm, slots, judgement, now),
      StateUpdatedTimestamp: now,
      StateTransitionedTimestamp: now,
    },
    decidedBy: judgement.evaluated,
  };
}
