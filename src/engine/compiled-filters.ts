import { compileTransformation, type Published } from "../metric/compile-transformation.ts";
import type { MetricTransformation } from "../metric/transformation.ts";
import { compileFilterSet } from "../pattern/filter-set.ts";
import type { LogMessage } from "../pattern/message.ts";
import { parsePattern } from "../pattern/parse.ts";
import type { LogGroup, MetricFilter } from "./documents.ts";
import { parseFieldSelection, SYSTEM_FIELDS, type SystemFields, selectsEvent } from "./logs/field-selection.ts";
import type { Transaction } from "./ports.ts";
import type { Scope } from "./scope.ts";

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
  get(tx: Transaction, scope: Scope, group: LogGroup): Promise<CompiledFilters>;
}

export function createFilterCache(): FilterCache {
  const byGroup = new Map<string, CompiledFilters>();
  return {
    async get(tx, scope, group) {
      const { region } = scope;
      const key = `${region}/${group.logGroupName}`;
      const cached = byGroup.get(key);
      if (cached?.version === group.metricFilterVersion) return cached;
      const definitions = await tx.listDocuments("metricFilter", { region, parent: group.logGroupName });
      const compiled = compileFilters(group.metricFilterVersion, definitions, scope);
      byGroup.set(key, compiled);
      return compiled;
    },
  };
}

/**
 * Compiles the filters of one log group, in the account and region that its events come from. A filter whose
 * fieldSelectionCriteria leave these out processes no event, so it does not publish its default either (inf).
 */
export function compileFilters(
  version: number,
  definitions: readonly MetricFilter[],
  { account, region }: Scope,
): CompiledFilters {
  const origin: SystemFields = { "@aws.account": account, "@aws.region": region };
  const selected = definitions.filter((definition) => selectsOrigin(definition, origin));
  const filters = selected.flatMap((definition) =>
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
      transform: compileTransformation(pattern, transformation, systemDimensions(definition, origin)),
    })),
    match: compileFilterSet(filters.map(({ pattern }) => pattern)),
  };
}

function selectsOrigin({ filterName, fieldSelectionCriteria = "" }: MetricFilter, origin: SystemFields): boolean {
  if (fieldSelectionCriteria === "") return true;
  const selection = parseFieldSelection(fieldSelectionCriteria);
  // PutMetricFilter refuses such criteria, so only a damaged store can hold them.
  if (selection === undefined) throw new Error(`the stored filter ${filterName} has criteria that do not parse`);
  return selectsEvent(selection, origin);
}

function systemDimensions({ emitSystemFieldDimensions = [] }: MetricFilter, origin: SystemFields) {
  const emitted = SYSTEM_FIELDS.filter((field) => emitSystemFieldDimensions.includes(field));
  return Object.fromEntries(emitted.map((field) => [field, origin[field]]));
}
