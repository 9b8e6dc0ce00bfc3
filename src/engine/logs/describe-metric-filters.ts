import type { Operation } from "../context.ts";
import type { MetricFilter } from "../documents.ts";
import { invalidParameter } from "./errors.ts";
import { requireLogGroup, requireStandardClass } from "./log-groups.ts";
import { compareKeys, cutPage, keyBefore } from "./name-page.ts";

export interface DescribeMetricFiltersInput {
  readonly logGroupName?: string;
  /** Counts also without a log group, as recorded (obs LS), though the API model says otherwise. */
  readonly filterNamePrefix?: string;
  readonly metricName?: string;
  readonly metricNamespace?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface DescribeMetricFiltersOutput {
  readonly metricFilters: readonly MetricFilter[];
  readonly nextToken?: string;
}

const OPERATION = "DescribeMetricFilters";
const DEFAULT_LIMIT = 50;

/** DescribeMetricFilters: by name; of one log group, or of all. Patterns come back as they were put. */
export const describeMetricFilters: Operation<DescribeMetricFiltersInput, DescribeMetricFiltersOutput> = async (
  engine,
  call,
  input,
) => {
  const { logGroupName, filterNamePrefix, metricName, metricNamespace } = input;
  if ((metricName === undefined) !== (metricNamespace === undefined)) {
    // The rule is doc MODEL, the words are Tocsin's (unk).
    throw invalidParameter("metricName and metricNamespace must be given together.");
  }
  const { region } = call.scope;
  const after = keyBefore(input.nextToken, OPERATION, 2);
  const filters = await engine.store.transaction(async (tx) => {
    if (logGroupName !== undefined) requireStandardClass(await requireLogGroup(tx, region, logGroupName));
    return tx.listDocuments("metricFilter", {
      region,
      ...(logGroupName === undefined ? {} : { parent: logGroupName }),
      ...(filterNamePrefix === undefined ? {} : { namePrefix: filterNamePrefix }),
    });
  });
  const rest = filters
    .filter(
      (filter) =>
        (metricName === undefined || publishes(filter, metricName, metricNamespace)) &&
        (after === undefined || compareKeys(keyOf(filter), after) > 0),
    )
    .sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
  const { items, ...token } = cutPage(rest, input.limit ?? DEFAULT_LIMIT, OPERATION, keyOf);
  return { metricFilters: items, ...token };
};

function publishes(filter: MetricFilter, name: string, namespace: string | undefined): boolean {
  return filter.metricTransformations.some(
    ({ metricName, metricNamespace }) => metricName === name && metricNamespace === namespace,
  );
}

function keyOf(filter: MetricFilter): readonly string[] {
  return [filter.filterName, filter.logGroupName];
}
