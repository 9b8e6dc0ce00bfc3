import { compileTransformation, type Published } from "../metric/compile-transformation.ts";
import type { MetricTransformation } from "../metric/transformation.ts";
import { compileFilterSet } from "../pattern/filter-set.ts";
import type { LogMessage } from "../pattern/message.ts";
import { parsePattern } from "../pattern/parse.ts";
import type { LogGroup, MetricFilter } from "./documents.ts";
import type { Transaction } from "./ports.ts";

export interface CompiledFilter {
  readonly definition: MetricFilter;
  readonly transformation: MetricTransformation;
  readonly defaultValue: number | undefined;
  /** What an event that matches publishes. */
  transform(message: LogMessage): Published;
}

/** The metric filters of one log group, ready to run. */
export interface CompiledFilters {
  readonly version: number;
  readonly list: readonly CompiledFilter[];
  /** Places in `list` of the filters that match. */
  match(message: LogMessage): readonly number[];
}

/** Keeps the compiled filters of each log group until the group's metricFilterVersion moves. */
export interface FilterCache {
  get(tx: Transaction, region: string, group: LogGroup): Promise<CompiledFilters>;
}

export function createFilterCache(): FilterCache {
  const byGroup = new Map<string, CompiledFilters>();
  return {
    async get(tx, region, group) {
      const key = `${region}/${group.logGroupName}`;
      const cached = byGroup.get(key);
      if (cached?.version === group.metricFilterVersion) return cached;
      const definitions = await tx.listDocuments("metricFilter", { region, parent: group.logGroupName });
      const compiled = compileFilters(group.metricFilterVersion, definitions);
      byGroup.set(key, compiled);
      return compiled;
    },
  };
}

/** Compiles the filters of one log group. */
export function compileFilters(version: number, definitions: readonly MetricFilter[]): CompiledFilters {
  const filters = definitions.flatMap((definition) =>
    definition.metricTransformations.map((transformation) => {
      const parsed = parsePattern(definition.filterPattern);
      // PutMetricFilter refuses such a pattern, so only a damaged store can hold one.
      if (!parsed.ok) throw new Error(`the stored filter ${definition.filterName} has a pattern that does not parse`);
      return { definition, transformation, pattern: parsed.pattern };
    }),
  );
  return {
    version,
    list: filters.map(({ definition, transformation, pattern }) => ({
      definition,
      transformation,
      defaultValue: transformation.defaultValue,
      transform: compileTransformation(pattern, transformation),
    })),
    match: compileFilterSet(filters.map(({ pattern }) => pattern)),
  };
}
