import type { MetricTransformation } from "../../metric/transformation.ts";
import type { MetricFilterItem } from "../inventory.ts";
import { type Fault, type FaultKind, faultsOfItem } from "./fault.ts";

function transformed(
  filter: MetricFilterItem,
  change: (transformation: MetricTransformation) => MetricTransformation,
): MetricFilterItem {
  return { ...filter, metricTransformations: filter.metricTransformations.map(change) };
}

const KINDS: readonly FaultKind<MetricFilterItem>[] = [
  {
    kind: "filter-deleted",
    does: "the metric filter is deleted",
    eventName: "DeleteMetricFilter",
    change: () => undefined,
  },
  {
    kind: "filter-lower-cased",
    does: "the texts of the pattern are written in lower case",
    eventName: "PutMetricFilter",
    change: (filter) => {
      const filterPattern = filter.filterPattern.replace(/"[^"]*"/g, (text) => text.toLowerCase());
      return filterPattern === filter.filterPattern ? filter : { ...filter, filterPattern };
    },
  },
  {
    kind: "filter-on-other-log-group",
    does: "the metric filter is on another log group",
    eventName: "PutMetricFilter",
    change: (filter) => ({ ...filter, logGroupName: `${filter.logGroupName}-other` }),
  },
  {
    kind: "filter-other-namespace",
    does: "the metric filter publishes to another namespace",
    eventName: "PutMetricFilter",
    change: (filter) => transformed(filter, (one) => ({ ...one, metricNamespace: `${one.metricNamespace}-other` })),
  },
  {
    kind: "filter-other-metric",
    does: "the metric filter publishes to another metric",
    eventName: "PutMetricFilter",
    change: (filter) => transformed(filter, (one) => ({ ...one, metricName: `${one.metricName}-other` })),
  },
  {
    kind: "filter-zero",
    does: "the metric filter publishes 0 for each event",
    eventName: "PutMetricFilter",
    change: (filter) => transformed(filter, (one) => ({ ...one, metricValue: "0" })),
  },
];

export function metricFilterFaults(filter: MetricFilterItem): readonly Fault[] {
  const { logGroupName, filterName } = filter;
  return faultsOfItem("metric-filter", `metric filter ${filterName} of ${logGroupName}`, KINDS, filter, {
    of: ({ metricFilters }) => metricFilters,
    put: (inventory, metricFilters) => ({ ...inventory, metricFilters }),
  });
}
