import type { StandardUnit } from "./standard-unit.ts";

/** What a metric filter publishes when its pattern matches; field names of PutMetricFilter. */
export interface MetricTransformation {
  readonly metricName: string;
  readonly metricNamespace: string;
  /** A number, or a reference to a field of the event: `$.field`, `$name`, `$2`. */
  readonly metricValue: string;
  readonly defaultValue?: number;
  readonly unit?: StandardUnit;
  /** Dimension name to field reference, at most three. */
  readonly dimensions?: Readonly<Record<string, string>>;
}
