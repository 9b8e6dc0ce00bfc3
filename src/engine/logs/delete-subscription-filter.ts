import type { Operation } from "../context.ts";
import { notFound } from "./errors.ts";
import { requireLogGroup } from "./log-groups.ts";
import { subscriptionFilterKey } from "./subscription-filters.ts";

export interface DeleteSubscriptionFilterInput {
  readonly logGroupName: string;
  readonly filterName: string;
}

export const deleteSubscriptionFilter: Operation<DeleteSubscriptionFilterInput, undefined> = async (
  engine,
  call,
  { logGroupName, filterName },
) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    await requireLogGroup(tx, region, logGroupName);
    if (!(await tx.deleteDocument("subscriptionFilter", subscriptionFilterKey(region, logGroupName, filterName)))) {
      // obs LS
      throw notFound("The specified subscription filter does not exist.");
    }
  });
};
