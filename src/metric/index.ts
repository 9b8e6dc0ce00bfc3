export { compileTransformation, type Published } from "./compile-transformation.ts";
export { type MetricDelta, mergeDeltas } from "./delta.ts";
export type { Dimension } from "./dimension.ts";
export { EVIDENCE_LIMIT, type EvidenceRef, mergeEvidence } from "./evidence.ts";
export { type MetricIdentity, metricIdentity, metricKey } from "./metric.ts";
export {
  aggregate,
  alignEnd,
  alignStart,
  bucketStart,
  type Datapoint,
  isPeriodAllowed,
  type MetricBucket,
} from "./period.ts";
export { isStandardUnit, STANDARD_UNITS, type StandardUnit } from "./standard-unit.ts";
export {
  emptyStatistics,
  isMetricValue,
  mergeStatistics,
  publishedStatistics,
  type StatisticSet,
  singleSample,
} from "./statistic-set.ts";
export {
  type AnyStatistic,
  isStatistic,
  type Percentile,
  type PercentileRank,
  parseStatistic,
  readStatistic,
  STATISTICS,
  type Statistic,
  type Trimmed,
} from "./statistics.ts";
export type { MetricTransformation } from "./transformation.ts";
