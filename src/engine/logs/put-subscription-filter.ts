import type { Operation } from "../context.ts";
import { refusedDestination } from "./destination.ts";
import { limitExceeded } from "./errors.ts";
import { requirePattern } from "./filter-pattern.ts";
import { requireLogGroup, requireStandardClass } from "./log-groups.ts";
import { requireRegexQuota } from "./regex-quota.ts";
import { subscriptionFilterKey } from "./subscription-filters.ts";
import { requireSelection, requireSystemFields } from "./system-fields.ts";

export interface PutSubscriptionFilterInput {
  readonly logGroupName: string;
  readonly filterName: string;
  readonly filterPattern: string;
  readonly destinationArn: string;
  readonly roleArn?: string;
  readonly distribution?: string;
  readonly applyOnTransformedLogs?: boolean;
  readonly fieldSelectionCriteria?: string;
  readonly emitSystemFields?: readonly string[];
}

/** obs LS: two are taken, the third is not. */
const MAX_FILTERS_PER_LOG_GROUP = 2;
/** obs LS */
const DEFAULT_DISTRIBUTION = "ByLogStream";

/**
 * PutSubscriptionFilter: creates or replaces; a replaced filter keeps its creationTime (inf, as metric filters do). The
 * filter is kept and shown, and nothing is delivered. That the destination is judged before the group: obs LS.
 */
export const putSubscriptionFilter: Operation<PutSubscriptionFilterInput, undefined> = async (engine, call, input) => {
  const { logGroupName, filterName, destinationArn, roleArn, fieldSelectionCriteria, emitSystemFields } = input;
  const pattern = requirePattern(input.filterPattern, "PutSubscriptionFilter");
  if (fieldSelectionCriteria !== undefined) requireSelection(fieldSelectionCriteria);
  requireSystemFields(emitSystemFields ?? [], "emitSystemFields");
  const refusal = refusedDestination(call.scope, destinationArn, roleArn);
  if (refusal !== undefined) throw refusal;
  const { region } = call.scope;
  const now = engine.clock.now();
  await engine.store.transaction(async (tx) => {
    const group = await requireLogGroup(tx, region, logGroupName);
    requireStandardClass(group);
    const filters = await tx.listDocuments("subscriptionFilter", { region, parent: logGroupName });
    const replaced = filters.find((filter) => filter.filterName === filterName);
    if (replaced === undefined && filters.length >= MAX_FILTERS_PER_LOG_GROUP) throw limitExceeded();
    await requireRegexQuota(tx, region, logGroupName, pattern, { kind: "subscriptionFilter", filterName });
    await tx.putDocument("subscriptionFilter", subscriptionFilterKey(region, logGroupName, filterName), {
      logGroupName,
      filterName,
      filterPattern: input.filterPattern,
      destinationArn,
      ...(roleArn === undefined ? {} : { roleArn }),
      distribution: input.distribution ?? DEFAULT_DISTRIBUTION,
      applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
      creationTime: replaced?.creationTime ?? now,
      ...(fieldSelectionCriteria === undefined ? {} : { fieldSelectionCriteria }),
      ...(emitSystemFields === undefined ? {} : { emitSystemFields }),
    });
  });
};
