import type { StateValue, TreatMissingData } from "./alarm.ts";

/** A period as the decision sees it: its value crosses the threshold, does not, or there is no value. */
export type SlotVerdict = "breaching" | "ok" | "missing";

/** The state an evaluation arrives at; `RETAIN` keeps the one the alarm has. */
export type Decision = StateValue | "RETAIN";

export interface DecisionInput {
  /** The whole evaluation range, oldest first. */
  readonly slots: readonly SlotVerdict[];
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

/**
 * The rule by which an alarm gets its state from its periods. Real datapoints come first, however old within the range;
 * the treatment of missing data matters only where there are fewer than EvaluationPeriods of them.
 * doc CWUG "Configuring how CloudWatch alarms treat missing data", obs STACKD alarm_evaluation; test/conformance/alarm.
 *
 * @example
 * ```ts
 * decide({
 *   slots: ["missing", "missing", "breaching", "missing", "missing"],
 *   evaluationPeriods: 3,
 *   datapointsToAlarm: 3,
 *   treatMissingData: "missing",
 * }); // "ALARM": the only datapoint breaches and is three periods old
 * ```
 */
export function decide(input: DecisionInput): Decision {
  const { slots, evaluationPeriods, datapointsToAlarm, treatMissingData } = input;
  let unfilled = evaluationPeriods;
  let breaching = 0;
  for (let at = slots.length - 1; at >= 0 && unfilled > 0; at -= 1) {
    if (slots[at] === "missing") continue;
    unfilled -= 1;
    if (slots[at] === "breaching") breaching += 1;
  }
  if (breaching >= datapointsToAlarm) return "ALARM";
  if (unfilled === 0) return "OK";
  switch (treatMissingData) {
    case "breaching":
      return breaching + unfilled >= datapointsToAlarm ? "ALARM" : "OK";
    case "notBreaching":
      return "OK";
    case "missing":
    case "ignore":
      break;
  }
  return decideOnFewDatapoints(slots, datapointsToAlarm, treatMissingData);
}

function decideOnFewDatapoints(
  slots: readonly SlotVerdict[],
  datapointsToAlarm: number,
  treatMissingData: "missing" | "ignore",
): Decision {
  const oldest = slots.findIndex((slot) => slot !== "missing");
  if (oldest < 0) return treatMissingData === "missing" ? "INSUFFICIENT_DATA" : "RETAIN";
  // Before the rule on age: the guide's own table and AWS decide OK for `0 - X -` (obs STACKD sparse-partial-window).
  if (slots.includes("ok")) return "OK";
  // "Avoiding premature transitions to alarm state": too few breaching datapoints alarm once the oldest is old enough.
  const age = slots.length - oldest;
  return age >= datapointsToAlarm && treatMissingData === "missing" ? "ALARM" : "RETAIN";
}
