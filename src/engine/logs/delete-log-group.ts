import type { Operation } from "../context.ts";
import { requireUnprotected } from "./deletion-protection.ts";
import { logGroupKey, requireLogGroup } from "./log-groups.ts";
import { logStreamKey } from "./log-streams.ts";
import { metricFilterKey } from "./metric-filters.ts";
import { subscriptionFilterKey } from "./subscription-filters.ts";

export interface DeleteLogGroupInput {
  readonly logGroupName: string;
}

/** Deletes the group with its streams, its events, its filters and its policies. The metrics they published stay. */
export const deleteLogGroup: Operation<DeleteLogGroupInput, undefined> = async (engine, call, input) => {
  const { region } = call.scope;
  const { logGroupName } = input;
  await engine.store.transaction(async (tx) => {
    requireUnprotected(await requireLogGroup(tx, region, logGroupName));
    await tx.deleteChunks(region, logGroupName);
    for (const stream of await tx.listDocuments("logStream", { region, parent: logGroupName })) {
      await tx.deleteDocument("logStream", logStreamKey(region, logGroupName, stream.logStreamName));
    }
    for (const filter of await tx.listDocuments("metricFilter", { region, parent: logGroupName })) {
      await tx.deleteDocument("metricFilter", metricFilterKey(region, logGroupName, filter.filterName));
    }
    for (const filter of await tx.listDocuments("subscriptionFilter", { region, parent: logGroupName })) {
      await tx.deleteDocument("subscriptionFilter", subscriptionFilterKey(region, logGroupName, filter.filterName));
    }
    await tx.deleteDocument("logIndexPolicy", logGroupKey(region, logGroupName));
    await tx.deleteDocument("logGroupResourcePolicy", logGroupKey(region, logGroupName));
    await tx.deleteDocument("logGroup", logGroupKey(region, logGroupName));
  });
};
