import type { AlarmState, MetricAlarmConfiguration } from "../../alarm/alarm.ts";
import { evaluateAlarm } from "../../alarm/evaluate.ts";
import { evaluationRange, nextEvaluation, slotStarts } from "../../alarm/evaluation-range.ts";
import type { Slot } from "../../alarm/judgement.ts";
import { type EvaluationPlan, evaluationPlan, slotsOf } from "../../engine/slots.ts";
import type { MetricDelta } from "../../metric/delta.ts";
import { metricKey } from "../../metric/metric.ts";
import type { MetricBucket } from "../../metric/period.ts";
import { singleSample } from "../../metric/statistic-set.ts";
import type { DefaultSample } from "../account.ts";

/** Samples that reach a metric at a time, epoch milliseconds. */
export interface Arrival {
  readonly at: number;
  /** The key of the metric. */
  readonly metric: string;
  readonly delta: MetricDelta;
}

/** What an alarm on metrics does of itself, from before the first sample until it is calm again. */
export interface Timeline {
  /** The state that it is in without any event. */
  readonly standing: AlarmState;
  readonly changes: readonly StateTransition[];
  /** The periods of the first evaluation that saw one of the samples; absent when none did. */
  readonly seen?: readonly Slot[];
}

export interface StateTransition {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly from: AlarmState;
  readonly to: AlarmState;
}

const MINUTE = 60_000;
/** Minutes, or evaluations where these are further apart, before the first sample: enough to arrive at the state that lasts. */
const EVALUATIONS_BEFORE = 2;
/** More evaluations than any alarm needs to be calm again after one event: a week by the minute. */
const MOST_EVALUATIONS = 11_000;

/**
 * Evaluates an alarm at its own seconds, from a fresh OK, while samples arrive.
 *
 * @param arrivals samples on the metrics of the alarm, earliest first; at least one
 * @param background what is published each minute whatever happens
 */
export function timelineOf(
  alarm: MetricAlarmConfiguration,
  arrivals: readonly Arrival[],
  background: readonly DefaultSample[],
): Timeline {
  const plan = evaluationPlan(alarm);
  const { schedule } = plan;
  const first = arrivals[0]?.at ?? 0;
  const last = arrivals.at(-1)?.at ?? first;
  const interval = nextEvaluation(schedule, nextEvaluation(schedule, first)) - nextEvaluation(schedule, first);
  let state: AlarmState = freshState(first);
  // All alarms begin in the same minute, so that which of them comes first to its lasting state is as it would be.
  const beginning = Math.floor(first / MINUTE) * MINUTE - (EVALUATIONS_BEFORE + 1) * Math.max(interval, MINUTE);
  let time = nextEvaluation(schedule, beginning);
  const slotsAt = (now: number) => readSlots(plan, now, arrivals, background);
  for (; time <= first; time = nextEvaluation(schedule, time)) {
    state = evaluated(alarm, slotsAt(time), state, time);
  }
  const standing = state;
  const calm = last + (evaluationRange(schedule) + 1) * schedule.Period * 1000 + 2 * interval;
  const quiet = slotsAt(first);
  const changes: StateTransition[] = [];
  let seen: readonly Slot[] | undefined;
  for (let count = 0; time <= calm && count < MOST_EVALUATIONS; count += 1) {
    const slots = slotsAt(time);
    if (seen === undefined && differs(slots, quiet)) seen = slots;
    const next = evaluated(alarm, slots, state, time);
    if (next !== state) changes.push({ at: time, from: state, to: next });
    state = next;
    time = nextEvaluation(schedule, time);
  }
  return { standing, changes, ...(seen === undefined ? {} : { seen }) };
}

/** OK, and nothing to tell of it: the state that every alarm on a metric begins in. */
export function freshState(at: number): AlarmState {
  return { StateValue: "OK", StateReason: "", StateUpdatedTimestamp: at, StateTransitionedTimestamp: at };
}

function evaluated(
  alarm: MetricAlarmConfiguration,
  slots: readonly Slot[],
  state: AlarmState,
  now: number,
): AlarmState {
  const verdict = evaluateAlarm({ alarm, slots, state, now });
  return verdict.kind === "transition" ? verdict.state : state;
}

function readSlots(
  plan: EvaluationPlan,
  now: number,
  arrivals: readonly Arrival[],
  background: readonly DefaultSample[],
): readonly Slot[] {
  const starts = slotStarts(plan.schedule, now);
  const samplesPerSlot = Math.max(1, Math.floor(plan.schedule.Period / 60));
  const found = plan.readings.map(({ metric, unit }): readonly MetricBucket[] => {
    const key = metricKey(metric);
    const buckets: MetricBucket[] = [];
    for (const { at, metric: arrived, delta } of arrivals) {
      if (at < now && arrived === key && (unit ?? delta.unit) === delta.unit) buckets.push(delta);
    }
    for (const sample of background) {
      if (metricKey(sample.metric) !== key || (unit ?? sample.unit) !== sample.unit) continue;
      const statistics = singleSample(sample.value, samplesPerSlot);
      for (const start of starts) buckets.push({ start, statistics, evidence: [] });
    }
    return buckets;
  });
  return slotsOf(plan, starts, found);
}

function differs(slots: readonly Slot[], others: readonly Slot[]): boolean {
  return slots.some(
    ({ value, sampleCount }, at) => value !== others[at]?.value || sampleCount !== others[at]?.sampleCount,
  );
}

/** Timelines that are known already, by alarm and by what arrives: most events publish the same on most metrics. */
export type TimelineCache = Map<MetricAlarmConfiguration, Map<string, Timeline>>;

/** {@link timelineOf}, worked out once for the same samples. */
export function knownTimelineOf(
  cache: TimelineCache,
  alarm: MetricAlarmConfiguration,
  arrivals: readonly Arrival[],
  background: readonly DefaultSample[],
): Timeline {
  const ofAlarm = cache.get(alarm) ?? new Map<string, Timeline>();
  cache.set(alarm, ofAlarm);
  const key = JSON.stringify([
    arrivals.map(arrivalKey),
    background.map(({ metric, unit, value }) => [metricKey(metric), unit, value]),
  ]);
  const known = ofAlarm.get(key) ?? timelineOf(alarm, arrivals, background);
  ofAlarm.set(key, known);
  return known;
}

function arrivalKey({ at, metric, delta: { unit, start, statistics } }: Arrival): readonly unknown[] {
  return [at, metric, unit, start, statistics.sampleCount, statistics.sum, statistics.minimum, statistics.maximum];
}
