import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import type { Trail } from "../documents.ts";
import { putTrail, requireOwnTrail, requireTrail } from "./trails.ts";

export interface InsightSelector {
  readonly InsightType?: string;
  readonly EventCategories?: readonly string[];
}

export interface PutInsightSelectorsInput {
  readonly TrailName?: string;
  readonly InsightSelectors: readonly InsightSelector[];
}

export interface InsightSelectorsOutput {
  readonly TrailARN: string;
  readonly InsightSelectors: readonly InsightSelector[];
}

/** doc MODEL InsightSelector */
const INSIGHT_TYPES = ["ApiCallRateInsight", "ApiErrorRateInsight"];
const EVENT_CATEGORIES = ["Management", "Data"];

/**
 * PutInsightSelectors: kept and shown, but Tocsin makes no Insights events. An empty list takes them away. doc MODEL
 *
 * @throws AwsError TrailNotFoundException, InvalidHomeRegionException, InvalidInsightSelectorsException
 */
export const putInsightSelectors: Operation<PutInsightSelectorsInput, InsightSelectorsOutput> = async (
  engine,
  call,
  { TrailName, InsightSelectors },
) => {
  for (const { InsightType = "", EventCategories = [] } of InsightSelectors) {
    if (!INSIGHT_TYPES.includes(InsightType)) throw invalid(`Value ${InsightType} for InsightType is invalid.`);
    const wrong = EventCategories.find((category) => !EVENT_CATEGORIES.includes(category));
    if (wrong !== undefined) throw invalid(`Value ${wrong} for EventCategories is invalid.`);
  }
  const trail = await engine.store.transaction(async (tx) => {
    const { insightSelectors: _old, ...rest } = await requireOwnTrail(tx, call.scope, requireName(TrailName));
    const next: Trail = InsightSelectors.length === 0 ? rest : { ...rest, insightSelectors: InsightSelectors };
    await putTrail(tx, next);
    return next;
  });
  return { TrailARN: trail.TrailARN, InsightSelectors };
};

/**
 * GetInsightSelectors.
 *
 * @throws AwsError TrailNotFoundException, InsightNotEnabledException for a trail without them (doc MODEL)
 */
export const getInsightSelectors: Operation<{ readonly TrailName?: string }, InsightSelectorsOutput> = async (
  engine,
  call,
  { TrailName },
) => {
  const trail = await engine.store.transaction((tx) => requireTrail(tx, call.scope, requireName(TrailName)));
  const { TrailARN, Name, insightSelectors } = trail;
  if (insightSelectors === undefined) {
    // inf: AWS's own words.
    const message = `Trail ${Name} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.`;
    throw new AwsError("InsightNotEnabledException", 400, message);
  }
  return { TrailARN, InsightSelectors: insightSelectors };
};

/** The other thing that these operations could name, an event data store, does not exist in Tocsin. Words unk. */
function requireName(name: string | undefined): string {
  if (name !== undefined) return name;
  throw new AwsError("InvalidParameterCombinationException", 400, "Specify the TrailName.");
}

/** The code is documented (doc MODEL), AWS's words are not known. unk */
function invalid(message: string): AwsError {
  return new AwsError("InvalidInsightSelectorsException", 400, message.slice(0, 256));
}
