import type { Operation } from "../context.ts";
import { requireOwnTrail, trailKey } from "./trails.ts";

/**
 * DeleteTrail: the trail and its settings are gone; what it delivered stays.
 *
 * @throws AwsError TrailNotFoundException, InvalidHomeRegionException
 */
export const deleteTrail: Operation<{ readonly Name: string }, object> = async (engine, call, input) => {
  await engine.store.transaction(async (tx) => {
    const { HomeRegion, Name } = await requireOwnTrail(tx, call.scope, input.Name);
    await tx.deleteDocument("trail", trailKey(HomeRegion, Name));
  });
  return {};
};
