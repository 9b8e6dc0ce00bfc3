import type { MetricTransformation } from "../../metric/transformation.ts";
import { countRegexes } from "../../pattern/ast.ts";
import { MAX_REGEX_FILTERS_PER_LOG_GROUP } from "../../pattern/limits.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import { refusedTransformation } from "./check-transformation.ts";
import { limitExceeded } from "./errors.ts";
import { requirePattern } from "./filter-pattern.ts";
import { nextMetricFilterVersion, putLogGroup, requireLogGroup } from "./log-groups.ts";
import { metricFilterKey } from "./metric-filters.ts";

export interface PutMetricFilterInput {
  readonly logGroupName: string;
  readonly filterName: string;
  readonly filterPattern: string;
  readonly metricTransformations: readonly MetricTransformation[];
  readonly applyOnTransformedLogs?: boolean;
}

/** doc: fixed quota. */
const MAX_FILTERS_PER_LOG_GROUP = 100;

/** PutMetricFilter: creates or replaces; a replaced filter keeps its creationTime (obs AWS26) and nothing else. */
export const putMetricFilter: Operation<PutMetricFilterInput, undefined> = async (engine, call, input) => {
  const { logGroupName, filterName, filterPattern, metricTransformations } = input;
  const pattern = requirePattern(filterPattern, "PutMetricFilter");
  for (const transformation of metricTransformations) {
    const refusal = refusedTransformation(pattern, transformation);
    if (refusal !== undefined) throw refusal;
  }
  const { region } = call.scope;
  const key = metricFilterKey(region, logGroupName, filterName);
  const now = engine.clock.now();
  await engine.store.transaction(async (tx) => {
    const group = await requireLogGroup(tx, region, logGroupName);
    if (group.logGroupClass !== undefined && group.logGroupClass !== "STANDARD") {
      // The rule is doc, the words are Tocsin's (unk).
      const message = `Metric filters are not supported in log groups of the class ${group.logGroupClass}.`;
      throw new AwsError("InvalidOperationException", 400, message);
    }
    const filters = await tx.listDocuments("metricFilter", { region, parent: logGroupName });
    const others = filters.filter((filter) => filter.filterName !== filterName);
    if (others.length >= MAX_FILTERS_PER_LOG_GROUP) throw limitExceeded();
    // Filters are counted, not expressions, and one rewritten without frees its place. obs AWS26
    if (countRegexes(pattern) > 0 && others.filter(bearsRegex).length >= MAX_REGEX_FILTERS_PER_LOG_GROUP) {
      throw limitExceeded();
    }
    const replaced = filters.find((filter) => filter.filterName === filterName);
    await tx.putDocument("metricFilter", key, {
      logGroupName,
      filterName,
      filterPattern,
      metricTransformations,
      creationTime: replaced?.creationTime ?? now,
      applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
    });
    await putLogGroup(tx, region, { ...group, metricFilterVersion: await nextMetricFilterVersion(tx) });
  });
};

function bearsRegex(filter: { readonly filterPattern: string }): boolean {
  const parsed = parsePattern(filter.filterPattern);
  return parsed.ok && countRegexes(parsed.pattern) > 0;
}
