import type { Operation } from "../context.ts";
import type { SubscriptionFilter } from "../documents.ts";
import { requireLogGroup, requireStandardClass } from "./log-groups.ts";
import { cutPage, keyBefore } from "./name-page.ts";

export interface DescribeSubscriptionFiltersInput {
  readonly logGroupName: string;
  readonly filterNamePrefix?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface DescribeSubscriptionFiltersOutput {
  readonly subscriptionFilters: readonly SubscriptionFilter[];
  readonly nextToken?: string;
}

const OPERATION = "DescribeSubscriptionFilters";
const DEFAULT_LIMIT = 50;

/** DescribeSubscriptionFilters: of one log group, by name. Patterns come back as they were put. */
export const describeSubscriptionFilters: Operation<
  DescribeSubscriptionFiltersInput,
  DescribeSubscriptionFiltersOutput
> = async (engine, call, input) => {
  const { logGroupName, filterNamePrefix } = input;
  const { region } = call.scope;
  const after = keyBefore(input.nextToken, OPERATION, 1)?.[0];
  const found = await engine.store.transaction(async (tx) => {
    requireStandardClass(await requireLogGroup(tx, region, logGroupName));
    return tx.listDocuments("subscriptionFilter", {
      region,
      parent: logGroupName,
      ...(filterNamePrefix === undefined ? {} : { namePrefix: filterNamePrefix }),
      ...(after === undefined ? {} : { after }),
    });
  });
  const { items, ...rest } = cutPage(found, input.limit ?? DEFAULT_LIMIT, OPERATION, (filter) => [filter.filterName]);
  return { subscriptionFilters: items, ...rest };
};
