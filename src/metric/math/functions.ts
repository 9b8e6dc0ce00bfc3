/** How many arguments each function takes (doc CWUG). */
const ARGUMENTS = {
  ABS: [1, 1],
  AVG: [1, 1],
  CEIL: [1, 1],
  DATAPOINT_COUNT: [1, 1],
  DATE: [1, 1],
  DAY: [1, 1],
  DIFF: [1, 1],
  DIFF_TIME: [1, 1],
  EPOCH: [1, 1],
  FILL: [2, 2],
  FIRST: [1, 1],
  FLOOR: [1, 1],
  HOUR: [1, 1],
  IF: [2, 3],
  LAST: [1, 1],
  LOG: [1, 1],
  LOG10: [1, 1],
  MAX: [1, 1],
  METRICS: [0, 1],
  METRIC_COUNT: [1, 1],
  MIN: [1, 1],
  MINUTE: [1, 1],
  MONTH: [1, 1],
  PERIOD: [1, 1],
  RATE: [1, 1],
  REMOVE_EMPTY: [1, 1],
  RUNNING_SUM: [1, 1],
  SLICE: [2, 3],
  SORT: [3, 4],
  STDDEV: [1, 1],
  SUM: [1, 1],
  TIME_SERIES: [1, 1],
  YEAR: [1, 1],
} as const;

export type FunctionName = keyof typeof ARGUMENTS;

/** Functions of AWS that need what an engine of its own does not have: models, other services, a catalogue of metrics. */
const UNSUPPORTED: ReadonlyMap<string, string> = new Map([
  ["ANOMALY_DETECTION_BAND", "it would need AWS's anomaly detection models"],
  ["DB_PERF_INSIGHTS", "it reads Amazon RDS Performance Insights"],
  ["INSIGHT_RULE_METRIC", "it reads Contributor Insights rules"],
  ["LAMBDA", "it calls a metric connector of AWS Lambda"],
  ["SEARCH", "name the metrics in the request and use METRICS() instead"],
  ["SERVICE_QUOTA", "it reads the quotas of an AWS account"],
]);

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(ARGUMENTS, name);
}

/** Why a call of `name` with so many arguments cannot be served; the words are Tocsin's (unk) where no mark stands. */
export function functionProblem(name: string, count: number): string | undefined {
  const why = UNSUPPORTED.get(name);
  if (why !== undefined) return `Tocsin does not support ${name}: ${why}.`;
  if (!isFunctionName(name)) return `Function '${name}' not found`; // obs STACKD metrics
  const [least, most] = ARGUMENTS[name];
  if (count >= least && count <= most) return undefined;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  return `${name} takes ${wanted} argument${most === 1 ? "" : "s"}, not ${count}.`;
}
