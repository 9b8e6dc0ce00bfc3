import type { RecommendedFilter } from "../../controls/control.ts";
import type { Inventory, MetricFilterItem } from "../inventory.ts";
import { type Addition, type FilterToAdd, type TopicToUse, withAddition } from "./addition.ts";
import { compareOutcomes, findingIn, type PlanRequest } from "./judging.ts";
import { type NameChooser, nameChooser } from "./names.ts";
import { type LogGroupPlace, pagerTopics } from "./places.ts";
import { isShowable } from "./shell.ts";

export const NAMESPACE = "Tocsin";

/**
 * The fewest recommended filters with which the control rings, or rings for more, through the first topic that does; an
 * empty addition where none changes anything.
 */
export function preciseAddition(request: PlanRequest, place: LogGroupPlace): Addition {
  const { inventory, finding, control } = request;
  let best: { readonly addition: Addition; readonly finding: typeof finding } = {
    addition: { ...place, filters: [], topics: [] },
    finding,
  };
  for (const topic of pagerTopics(inventory, finding, place.region)) {
    const choose = nameChooser(inventory, place);
    const filters = control.recommended.map((one) => preciseFilter(inventory, place, one, topic, choose));
    for (const subset of subsets(filters)) {
      const addition = { ...place, filters: subset, topics: [topic] };
      const after = findingIn(request, withAddition(inventory, addition));
      if (compareOutcomes(after, best.finding) > 0) best = { addition, finding: after };
      if (after.verdict === "rings") return best.addition;
    }
  }
  return best.addition;
}

function preciseFilter(
  inventory: Inventory,
  place: LogGroupPlace,
  { filterName, filterPattern }: RecommendedFilter,
  { topicArn }: TopicToUse,
  choose: NameChooser,
): FilterToAdd {
  const base = { filterPattern, topic: "pager", topicArn, satisfies: [] } as const;
  const existing = inventory.metricFilters.find(
    (filter) => isIn(filter, place) && filter.filterPattern === filterPattern && isAlone(inventory, filter),
  );
  const metric = existing === undefined ? undefined : plainMetric(existing);
  if (existing !== undefined && metric !== undefined)
    return { ...base, filterName: existing.filterName, ...metric, alarmName: choose(filterName), existing: true };
  const name = choose(filterName);
  return { ...base, filterName: name, metricName: name, metricNamespace: NAMESPACE, alarmName: name };
}

/** Whether a filter is one of a log group's. */
export function isIn(filter: MetricFilterItem, { region, logGroupName }: LogGroupPlace): boolean {
  return filter.region === region && filter.logGroupName === logGroupName;
}

/** The metric on which an alarm without dimensions counts the events of a filter; undefined where there is none. */
export function plainMetric({
  metricTransformations: [transformation],
  fieldSelectionCriteria,
  emitSystemFieldDimensions = [],
}: MetricFilterItem): Pick<FilterToAdd, "metricName" | "metricNamespace"> | undefined {
  if (transformation === undefined || fieldSelectionCriteria !== undefined) return undefined;
  const { metricName, metricNamespace, metricValue, dimensions = {}, unit = "None" } = transformation;
  const isPlain =
    metricValue === "1" &&
    unit === "None" &&
    Object.keys(dimensions).length === 0 &&
    emitSystemFieldDimensions.length === 0 &&
    isShowable(metricName + metricNamespace);
  return isPlain ? { metricName, metricNamespace } : undefined;
}

/** Whether nothing else publishes on a filter's metric: an alarm on it is as precise as the filter. */
function isAlone({ metricFilters }: Inventory, filter: MetricFilterItem): boolean {
  const [own] = filter.metricTransformations;
  return !metricFilters.some(
    (other) =>
      other !== filter &&
      other.region === filter.region &&
      other.metricTransformations.some(
        ({ metricName, metricNamespace }) => metricName === own?.metricName && metricNamespace === own.metricNamespace,
      ),
  );
}

/** All but the empty one, the smallest first. Controls recommend one filter or two. */
function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  const all = Array.from({ length: 2 ** items.length - 1 }, (_, index) =>
    items.filter((_item, place) => (index + 1) & (1 << place)),
  );
  return all.sort((a, b) => a.length - b.length);
}
