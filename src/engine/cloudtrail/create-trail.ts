import { checkTrailName } from "../../cloudtrail/trail.ts";
import type { Operation } from "../context.ts";
import type { Trail } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import type { Scope } from "../scope.ts";
import { globalEventsRequired, refused, tooManyTrails, trailExists } from "./errors.ts";
import { requireNoticeTopic } from "./file-notices.ts";
import { openLogsDelivery } from "./logs-delivery.ts";
import { type Tag, withTags } from "./tag-list.ts";
import { type TrailSettings, type TrailSettingsInput, trailSettings, withSettings } from "./trail-settings.ts";
import { putTrail, trailArn, visibleTrails } from "./trails.ts";

export interface CreateTrailInput extends TrailSettingsInput {
  readonly Name: string;
  readonly S3BucketName: string;
  readonly TagsList?: readonly Tag[];
}

/** A trail that applies to all regions counts in each of them. doc CTUG */
const MAX_TRAILS = 5;

/**
 * CreateTrail: the trail exists but does not log before StartLogging. Without IncludeGlobalServiceEvents it includes
 * them. doc MODEL
 *
 * @throws AwsError InvalidTrailNameException, TrailAlreadyExistsException, MaximumNumberOfTrailsExceededException,
 * InvalidParameterCombinationException, InsufficientSnsTopicPolicyException, InvalidCloudWatchLogs...Exception
 */
export const createTrail: Operation<CreateTrailInput, TrailSettings> = async (engine, call, input) => {
  const { Name, S3BucketName, TagsList = [] } = input;
  const refusal = checkTrailName(Name);
  if (refusal !== undefined) throw refused(refusal);
  const fresh: Trail = {
    Name,
    TrailARN: trailArn(call.scope, Name),
    HomeRegion: call.scope.region,
    S3BucketName,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: false,
    IsOrganizationTrail: false,
    LogFileValidationEnabled: false,
    isLogging: false,
  };
  const trail = withTags(withSettings(fresh, input, call.scope), TagsList);
  if (trail.IsMultiRegionTrail && !trail.IncludeGlobalServiceEvents) throw globalEventsRequired();
  await engine.store.transaction(async (tx) => {
    await requireFreeName(tx, call.scope, trail);
    if ((await visibleTrails(tx, call.scope.region)).length >= MAX_TRAILS) throw tooManyTrails(MAX_TRAILS, call.scope);
    await requireNoticeTopic(tx, trail);
    await openLogsDelivery(engine, tx, trail);
    await putTrail(tx, trail);
  });
  return trailSettings(trail);
};

/**
 * A name is taken by a trail of the region, by a multi-region trail that is seen there, and for a multi-region trail by
 * any trail anywhere. The last two are inf.
 *
 * @throws AwsError TrailAlreadyExistsException
 */
async function requireFreeName(tx: Transaction, scope: Scope, trail: Trail): Promise<void> {
  const trails = trail.IsMultiRegionTrail
    ? await tx.listDocuments("trail", {})
    : await visibleTrails(tx, trail.HomeRegion);
  const isOther = (other: Trail): boolean => other.Name === trail.Name && other.TrailARN !== trail.TrailARN;
  const own = await tx.getDocument("trail", { region: trail.HomeRegion, parent: "", name: trail.Name });
  if (own !== undefined || trails.some(isOther)) throw trailExists(trail.Name, scope);
}
