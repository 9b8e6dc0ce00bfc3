import type { Operation } from "../context.ts";
import { notFound } from "./errors.ts";
import { nextMetricFilterVersion, putLogGroup, requireLogGroup } from "./log-groups.ts";
import { metricFilterKey } from "./metric-filters.ts";

export interface DeleteMetricFilterInput {
  readonly logGroupName: string;
  readonly filterName: string;
}

export const deleteMetricFilter: Operation<DeleteMetricFilterInput, undefined> = async (engine, call, input) => {
  const { region } = call.scope;
  const { logGroupName, filterName } = input;
  await engine.store.transaction(async (tx) => {
    const group = await requireLogGroup(tx, region, logGroupName);
    if (!(await tx.deleteDocument("metricFilter", metricFilterKey(region, logGroupName, filterName)))) {
      // inf: by analogy with subscription filters.
      throw notFound("The specified metric filter does not exist.");
    }
    await putLogGroup(tx, region, { ...group, metricFilterVersion: await nextMetricFilterVersion(tx) });
  });
};
