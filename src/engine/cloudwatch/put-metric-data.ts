import { type MetricDelta, mergeDeltas } from "../../metric/delta.ts";
import { metricIdentity } from "../../metric/metric.ts";
import { bucketStart } from "../../metric/period.ts";
import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import { wakeAlarms } from "../wake-alarms.ts";
import { invalidParameterValue } from "./errors.ts";
import {
  checkUnits,
  datumDimensions,
  datumResolution,
  datumStatistics,
  datumTime,
  datumUnit,
  type MetricDatum,
} from "./metric-datum.ts";

export interface PutMetricDataInput {
  readonly Namespace: string;
  readonly MetricData?: readonly MetricDatum[];
}

/** doc MODEL */
const MAX_DATUMS = 1000;
const RESERVED = "AWS/";

/**
 * PutMetricData: all of the data or none, visible at once. A retry of the same call, known by its invocation id, has no
 * second effect.
 */
export const putMetricData: Operation<PutMetricDataInput, undefined> = async (engine, call, input) => {
  const { Namespace, MetricData } = input;
  if (Namespace.startsWith(RESERVED)) {
    // obs STACKD metrics: custom data cannot pose as that of an AWS service. A colon at the start is taken.
    throw invalidParameterValue(`The value ${RESERVED} for parameter Namespace is invalid.`);
  }
  if (MetricData === undefined || MetricData.length === 0) {
    // obs STACKD metrics
    throw new AwsError("MissingParameter", 400, "At least one MetricDatum object must be present in the request.");
  }
  if (MetricData.length > MAX_DATUMS) {
    // The rule is doc MODEL, the words are those of MetricDataQueries and Values (inf).
    throw invalidParameterValue(`The collection MetricData must not have a size greater than ${MAX_DATUMS}.`);
  }
  checkUnits(MetricData);
  const now = engine.clock.now();
  const deltas = mergeDeltas(
    MetricData.map((datum, index) => toDelta(Namespace, datum, `MetricData.member.${index + 1}`, now)),
  );
  const { region } = call.scope;
  const batch = {
    source: `metrics/${region}/${Namespace}`,
    batchId: engine.ids.digest([call.invocationId ?? call.requestId, JSON.stringify(MetricData)]),
    eventCount: MetricData.length,
    at: now,
  };
  await engine.store.transaction(async (tx) => {
    if (!(await tx.recordBatch(batch))) return;
    await tx.mergeDeltas(region, deltas);
    await wakeAlarms(tx, region, deltas, now);
  });
  engine.wake();
};

function toDelta(namespace: string, datum: MetricDatum, at: string, now: number): MetricDelta {
  return {
    metric: metricIdentity(namespace, datum.MetricName, datumDimensions(datum, at)),
    unit: datumUnit(datum),
    start: bucketStart(datumTime(datum, at, now), datumResolution(datum, at)),
    statistics: datumStatistics(datum, at),
    evidence: [],
  };
}
