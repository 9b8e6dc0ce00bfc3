import { type CompiledFilters, compileFilters } from "../../engine/compiled-filters.ts";
import type { MetricFilter } from "../../engine/documents.ts";
import { refusedTransformation } from "../../engine/logs/check-transformation.ts";
import { parseFieldSelection } from "../../engine/logs/field-selection.ts";
import { parsePattern } from "../../pattern/parse.ts";
import type { Inventory, LogGroupItem, MetricFilterItem } from "../inventory.ts";

/** The metric filters of one log group. */
export interface GroupFilters {
  readonly compiled: CompiledFilters;
  readonly names: readonly string[];
  /** Names of those that are not understood, and so left out of `compiled`. */
  readonly unreadable: readonly string[];
  /** Whether one of them asks where an event happened. */
  readonly looksAtRegion: boolean;
}

/** The metric filters of an inventory. Those of a log group are compiled when an event first arrives there. */
export interface FilterShelf {
  of(group: LogGroupItem): GroupFilters;
}

export function filterShelf({ metricFilters, account }: Inventory): FilterShelf {
  const items = new Map<string, MetricFilterItem[]>();
  for (const item of metricFilters) {
    const key = `${item.region}/${item.logGroupName}`;
    const known = items.get(key);
    if (known === undefined) items.set(key, [item]);
    else known.push(item);
  }
  const ready = new Map<string, GroupFilters>();
  return {
    of({ region, logGroupName }) {
      const key = `${region}/${logGroupName}`;
      const known = ready.get(key);
      if (known !== undefined) return known;
      const found = items.get(key) ?? [];
      const readable = found.filter(isReadable);
      const filters: GroupFilters = {
        compiled: compileFilters(0, readable.map(asStored), { account, region }),
        names: found.map(({ filterName }) => filterName),
        unreadable: found.filter((item) => !isReadable(item)).map(({ filterName }) => filterName),
        looksAtRegion: found.some(({ filterPattern }) => /awsRegion/.test(filterPattern)),
      };
      ready.set(key, filters);
      return filters;
    },
  };
}

/** Whether PutMetricFilter would take the filter. */
function isReadable(item: MetricFilterItem): boolean {
  const { filterPattern, metricTransformations, fieldSelectionCriteria = "", emitSystemFieldDimensions = [] } = item;
  const parsed = parsePattern(filterPattern);
  if (!parsed.ok) return false;
  if (fieldSelectionCriteria !== "" && parseFieldSelection(fieldSelectionCriteria) === undefined) return false;
  return metricTransformations.every(
    (transformation) =>
      refusedTransformation(parsed.pattern, transformation, emitSystemFieldDimensions.length) === undefined,
  );
}

function asStored(item: MetricFilterItem): MetricFilter {
  const { region: _region, creationTime = 0, ...filter } = item;
  return { ...filter, creationTime, applyOnTransformedLogs: false };
}
