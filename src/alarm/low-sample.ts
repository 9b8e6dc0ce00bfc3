import { parseStatistic } from "../metric/statistics.ts";
import type { MetricAlarmConfiguration } from "./alarm.ts";
import type { Slot } from "./judgement.ts";

/** Percentiles have up to ten decimals; with this scale they are whole numbers. */
const SCALE = 10 ** 10;

/**
 * Whether a period has too few samples for the alarm's percentile to mean anything, and the alarm says to ignore such
 * periods: fewer than 10 / (1 - p), or 10 / p below the median (doc CWUG; p90 with 99 and 100 samples: obs STACKD).
 */
export function isLowSample(alarm: MetricAlarmConfiguration, slot: Slot): boolean {
  if (alarm.EvaluateLowSampleCountPercentile !== "ignore" || alarm.Metrics !== undefined) return false;
  if (alarm.ExtendedStatistic === undefined) return false;
  const parsed = parseStatistic(alarm.ExtendedStatistic);
  if (!parsed.ok || typeof parsed.statistic === "string" || slot.sampleCount === undefined) return false;
  if (parsed.statistic.kind !== "percentile") return false;
  const percent = Math.round(parsed.statistic.percent * SCALE);
  const tail = Math.min(percent, 100 * SCALE - percent);
  // At p0 and p100 no number of samples would do; the guide's formula leaves both out.
  return tail > 0 && slot.sampleCount * tail < 1000 * SCALE;
}
