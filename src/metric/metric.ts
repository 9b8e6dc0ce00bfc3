import { compareDimensions, type Dimension } from "./dimension.ts";

/**
 * What makes a metric that metric: namespace, name and the exact set of dimensions. A subset or superset of the
 * dimensions is another metric (doc CWUG). Account and region are the store's business.
 */
export interface MetricIdentity {
  readonly namespace: string;
  readonly metricName: string;
  /** Sorted by name, each name once: build identities with {@link metricIdentity}. */
  readonly dimensions: readonly Dimension[];
}

/**
 * A metric identity with its dimensions in canonical order; of two dimensions with one name the last is kept.
 *
 * @example
 * ```ts
 * metricIdentity("CIS", "RootUsage", [{ name: "b", value: "2" }, { name: "a", value: "1" }]).dimensions[0];
 * // { name: "a", value: "1" }
 * ```
 */
export function metricIdentity(
  namespace: string,
  metricName: string,
  dimensions: readonly Dimension[] = [],
): MetricIdentity {
  const byName = new Map(dimensions.map(({ name, value }) => [name, { name, value }]));
  return { namespace, metricName, dimensions: [...byName.values()].sort(compareDimensions) };
}

/**
 * A string that is equal for two identities exactly when they name one metric; usable as a key in maps and tables.
 *
 * @example
 * ```ts
 * metricKey(metricIdentity("CIS", "RootUsage")); // '["CIS","RootUsage"]'
 * ```
 */
export function metricKey(identity: MetricIdentity): string {
  const { namespace, metricName, dimensions } = metricIdentity(
    identity.namespace,
    identity.metricName,
    identity.dimensions,
  );
  return JSON.stringify([namespace, metricName, ...dimensions.flatMap(({ name, value }) => [name, value])]);
}
