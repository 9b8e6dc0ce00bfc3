import { doubleText } from "../pattern/double-text.ts";
import type { ComparisonOperator, MetricAlarmConfiguration, StateValue, TreatMissingData } from "./alarm.ts";
import { datapointsNeeded, type Judgement, missingDataTreatment, type RealSlot } from "./judgement.ts";
import { shortTimestamp } from "./wire-text.ts";

const COMPARISONS: Readonly<Record<ComparisonOperator, string>> = {
  GreaterThanOrEqualToThreshold: "greater than or equal to",
  GreaterThanThreshold: "greater than",
  LessThanThreshold: "less than",
  LessThanOrEqualToThreshold: "less than or equal to",
};

/** How reasons name the treatment of missing data; they are silent on `missing` and `ignore` (obs STACKD). */
const TREATMENTS: Readonly<Record<TreatMissingData, string | undefined>> = {
  breaching: "Breaching",
  notBreaching: "NonBreaching",
  missing: undefined,
  ignore: undefined,
};

/** From this many datapoints on, the reason names only the newest ones, in a sentence of their own (obs 2017 to 2025). */
const SUMMARY_FROM = 5;

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function were(count: number): string {
  return count === 1 ? "was" : "were";
}

function listed(slots: readonly RealSlot[]): string {
  return `[${slots.map(({ value, start }) => `${doubleText(value)} (${shortTimestamp(start)})`).join(", ")}]`;
}

/** `2 missing datapoints were treated as [Breaching]`, where the treatment of missing data decides. */
function treatedAs(alarm: MetricAlarmConfiguration, missing: number): string | undefined {
  const treatment = TREATMENTS[missingDataTreatment(alarm)];
  if (missing === 0 || treatment === undefined) return undefined;
  return `${counted(missing, "missing datapoint")} ${were(missing)} treated as [${treatment}]`;
}

function thresholdCrossed(alarm: MetricAlarmConfiguration, state: StateValue, judgement: Judgement): string {
  const { agreeing, considered } = judgement;
  const count = agreeing.length;
  const treated = treatedAs(alarm, alarm.EvaluationPeriods - considered.length);
  if (count === 0) {
    // "1 datapoint was received" is known from a single report (obs); the other forms are common.
    const received =
      considered.length === 0
        ? "no datapoints were"
        : `${counted(considered.length, "datapoint")} ${were(considered.length)}`;
    return `${received} received for ${counted(alarm.EvaluationPeriods, "period")}${treated === undefined ? "" : ` and ${treated}`}.`;
  }
  const outOf =
    alarm.DatapointsToAlarm === undefined
      ? counted(count, "datapoint")
      : `${count} out of the last ${alarm.EvaluationPeriods} datapoints`;
  const comparison = `${state === "OK" ? "not " : ""}${COMPARISONS[alarm.ComparisonOperator]} the threshold (${doubleText(alarm.Threshold)})`;
  const verdict = `${were(count)} ${comparison}${treated === undefined ? "" : ` and ${treated}`}`;
  const text =
    count < SUMMARY_FROM
      ? `${outOf} ${listed(agreeing)} ${verdict}`
      : `${outOf} ${verdict}. The most recent datapoints which crossed the threshold: ${listed(agreeing.slice(0, SUMMARY_FROM))}`;
  if (alarm.DatapointsToAlarm === undefined) return `${text}.`;
  const transition = state === "OK" ? "ALARM -> OK" : "OK -> ALARM";
  return `${text} (minimum ${counted(datapointsNeeded(alarm, state), "datapoint")} for ${transition} transition).`;
}

/**
 * The StateReason of a state that an evaluation arrived at, letter for letter (obs STACKD, LS; the sentence for five and
 * more datapoints: obs in public messages; with missing datapoints in it: inf).
 */
export function stateReason(alarm: MetricAlarmConfiguration, state: StateValue, judgement: Judgement): string {
  if (state === "INSUFFICIENT_DATA") {
    const unknown = alarm.EvaluationPeriods;
    return `Insufficient Data: ${counted(unknown, "datapoint")} ${were(unknown)} unknown.`;
  }
  return `Threshold Crossed: ${thresholdCrossed(alarm, state, judgement)}`;
}
