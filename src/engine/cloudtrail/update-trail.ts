import type { Operation } from "../context.ts";
import { globalEventsRequired, trailExists } from "./errors.ts";
import { requireNoticeTopic } from "./file-notices.ts";
import { openLogsDelivery } from "./logs-delivery.ts";
import { type TrailSettings, type TrailSettingsInput, trailSettings, withSettings } from "./trail-settings.ts";
import { putTrail, requireOwnTrail } from "./trails.ts";

export interface UpdateTrailInput extends TrailSettingsInput {
  readonly Name: string;
}

/**
 * UpdateTrail: changes what is given and keeps the rest; logging goes on meanwhile.
 *
 * @throws AwsError TrailNotFoundException, InvalidHomeRegionException, InvalidParameterCombinationException,
 * InsufficientSnsTopicPolicyException, TrailAlreadyExistsException when the trail becomes visible in a region that has its name, InvalidCloudWatchLogs...Exception
 */
export const updateTrail: Operation<UpdateTrailInput, TrailSettings> = async (engine, call, input) => {
  const updated = await engine.store.transaction(async (tx) => {
    const trail = await requireOwnTrail(tx, call.scope, input.Name);
    const next = withSettings(trail, input, call.scope);
    if (next.IsMultiRegionTrail && !next.IncludeGlobalServiceEvents) throw globalEventsRequired();
    if (next.IsMultiRegionTrail && !trail.IsMultiRegionTrail) {
      const all = await tx.listDocuments("trail", {});
      // inf
      if (all.some((other) => other.Name === trail.Name && other.HomeRegion !== trail.HomeRegion)) {
        throw trailExists(trail.Name, call.scope);
      }
    }
    if (input.SnsTopicName !== undefined) await requireNoticeTopic(tx, next);
    if (input.CloudWatchLogsLogGroupArn !== undefined || input.CloudWatchLogsRoleArn !== undefined) {
      await openLogsDelivery(engine, tx, next);
    }
    await putTrail(tx, next);
    return next;
  });
  return trailSettings(updated);
};
