import type { Statistic } from "../metric/statistics.ts";

const CONSTANTS: Readonly<Record<Statistic, string>> = {
  SampleCount: "SAMPLE_COUNT",
  Average: "AVERAGE",
  Sum: "SUM",
  Minimum: "MINIMUM",
  Maximum: "MAXIMUM",
};

/** A statistic as notifications and history spell it: `Sum` is `SUM` (obs STACKD). */
export function statisticConstant(statistic: Statistic): string {
  return CONSTANTS[statistic];
}
