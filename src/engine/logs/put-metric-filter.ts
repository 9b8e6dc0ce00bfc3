import type { MetricTransformation } from "../../metric/transformation.ts";
import type { Operation } from "../context.ts";
import { refusedTransformation } from "./check-transformation.ts";
import { limitExceeded } from "./errors.ts";
import { requirePattern } from "./filter-pattern.ts";
import { nextMetricFilterVersion, putLogGroup, requireLogGroup, requireStandardClass } from "./log-groups.ts";
import { metricFilterKey } from "./metric-filters.ts";
import { requireRegexQuota } from "./regex-quota.ts";
import { requireSelection, requireSystemFields } from "./system-fields.ts";

export interface PutMetricFilterInput {
  readonly logGroupName: string;
  readonly filterName: string;
  readonly filterPattern: string;
  readonly metricTransformations: readonly MetricTransformation[];
  readonly applyOnTransformedLogs?: boolean;
  /** Which events are looked at, by the account and region they come from. */
  readonly fieldSelectionCriteria?: string;
  /** `@aws.account`, `@aws.region`: added to the dimensions of what a match publishes. */
  readonly emitSystemFieldDimensions?: readonly string[];
}

/** doc: fixed quota. */
const MAX_FILTERS_PER_LOG_GROUP = 100;

/** PutMetricFilter: creates or replaces; a replaced filter keeps its creationTime (obs AWS26) and nothing else. */
export const putMetricFilter: Operation<PutMetricFilterInput, undefined> = async (engine, call, input) => {
  const { logGroupName, filterName, filterPattern, metricTransformations, fieldSelectionCriteria } = input;
  const emitted = [...new Set(input.emitSystemFieldDimensions ?? [])];
  const pattern = requirePattern(filterPattern, "PutMetricFilter");
  for (const transformation of metricTransformations) {
    const refusal = refusedTransformation(pattern, transformation, emitted.length);
    if (refusal !== undefined) throw refusal;
  }
  requireSystemFields(emitted, "emitSystemFieldDimensions");
  if (fieldSelectionCriteria !== undefined) requireSelection(fieldSelectionCriteria);
  const { region } = call.scope;
  const key = metricFilterKey(region, logGroupName, filterName);
  const now = engine.clock.now();
  await engine.store.transaction(async (tx) => {
    const group = await requireLogGroup(tx, region, logGroupName);
    requireStandardClass(group);
    const filters = await tx.listDocuments("metricFilter", { region, parent: logGroupName });
    const others = filters.filter((filter) => filter.filterName !== filterName);
    if (others.length >= MAX_FILTERS_PER_LOG_GROUP) throw limitExceeded();
    await requireRegexQuota(tx, region, logGroupName, pattern, { kind: "metricFilter", filterName });
    const replaced = filters.find((filter) => filter.filterName === filterName);
    await tx.putDocument("metricFilter", key, {
      logGroupName,
      filterName,
      filterPattern,
      metricTransformations,
      creationTime: replaced?.creationTime ?? now,
      applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
      ...(fieldSelectionCriteria === undefined ? {} : { fieldSelectionCriteria }),
      ...(emitted.length === 0 ? {} : { emitSystemFieldDimensions: emitted }),
    });
    await putLogGroup(tx, region, { ...group, metricFilterVersion: await nextMetricFilterVersion(tx) });
  });
};
