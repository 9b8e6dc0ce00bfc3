import { type HistoryEvent, historyEvent } from "../../cloudtrail/event-history.ts";
import type { ReadRecord } from "../../cloudtrail/record.ts";
import { selects } from "../../cloudtrail/selector.ts";
import { reaches, trailLogStreamName } from "../../cloudtrail/trail.ts";
import { AwsError } from "../aws-error.ts";
import type { EngineContext } from "../context.ts";
import type { Trail } from "../documents.ts";
import { ingestBatch } from "../ingest.ts";
import type { Transaction } from "../ports.ts";
import type { Scope } from "../scope.ts";
import { findLogGroup } from "./logs-delivery.ts";
import { putTrail, requireTrail, trailKey } from "./trails.ts";

/** Records that arrived together. Their accounts are not compared with the engine's: published records may be replayed. */
export interface RecordBatch {
  readonly scope: Scope;
  /** Name (in the region of the scope) or ARN of the one trail to deliver; every logging trail when absent. */
  readonly trailName?: string;
  /** Together they identify the content: the same batch has an effect once per trail. */
  readonly source: string;
  readonly batchId: string;
  readonly records: readonly ReadRecord[];
}

/** What one trail did with a batch; the numbers count records. */
export interface TrailDelivery {
  readonly trail: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly delivered: number;
  /** Records of regions that the trail does not see, or that its selectors leave out. */
  readonly notSelected: number;
  /** Records that were selected but had been delivered with the same batch before. */
  readonly duplicate: number;
  /** Matches per metric filter. */
  readonly matches: Readonly<Record<string, number>>;
  /** Samples that no evaluation will see any more, per alarm. */
  readonly late: Readonly<Record<string, number>>;
  /** Why nothing was delivered, e.g. because the log group is gone. */
  readonly error?: string;
}

/**
 * Delivers records as CloudTrail would: each logging trail selects, and sends what it selected to its log group, one log
 * event for each record, with the record's own text and time (that the time is eventTime: inf).
 *
 * @throws AwsError TrailNotFoundException, or NoLogsDelivery (Tocsin's own, 409) naming what is missing when no trail
 * could take the records
 */
export async function deliverRecords(engine: EngineContext, batch: RecordBatch): Promise<readonly TrailDelivery[]> {
  const trails = await engine.store.transaction(async (tx) => {
    const able = await deliveringTrails(tx, batch);
    await keepHistory(engine, tx, batch);
    return able;
  });
  return deliverThroughAll(engine, trails, batch);
}

/**
 * Puts the management events of a batch into the event history, where an event is one however often it arrives. It
 * happens before they are delivered: a batch whose delivery was interrupted is sent again, and is found in both.
 */
export async function keepHistory(engine: EngineContext, tx: Transaction, batch: RecordBatch): Promise<void> {
  const events: HistoryEvent[] = [];
  for (const read of batch.records) {
    const event = historyEvent(read, batch.scope.region);
    if (event !== undefined) events.push(event);
  }
  if (events.length > 0) await tx.appendEventHistory(events, engine.clock.now());
}

/** Delivers through each of these trails what it selects. */
export async function deliverThroughAll(
  engine: EngineContext,
  trails: readonly DeliveringTrail[],
  batch: RecordBatch,
): Promise<readonly TrailDelivery[]> {
  const deliveries: TrailDelivery[] = [];
  for (const trail of trails) deliveries.push(await deliverThrough(engine, trail, batch));
  return deliveries;
}

/** A trail that logs and has somewhere to. */
export type DeliveringTrail = Trail & { readonly CloudWatchLogsLogGroupArn: string };

async function deliveringTrails(tx: Transaction, batch: RecordBatch): Promise<readonly DeliveringTrail[]> {
  const { scope, trailName } = batch;
  const trails =
    trailName === undefined ? await tx.listDocuments("trail", {}) : [await requireTrail(tx, scope, trailName)];
  const able = trails.filter(delivers);
  if (able.length > 0) return able;
  const reasons = trails.map((trail) => `the trail ${trail.TrailARN} ${missingOf(trail)}`);
  const message = trails.length === 0 ? "there is no trail: create one with CreateTrail" : reasons.join("; ");
  throw new AwsError("NoLogsDelivery", 409, `No trail can deliver records: ${message}.`);
}

export function delivers(trail: Trail): trail is DeliveringTrail {
  return trail.isLogging && trail.CloudWatchLogsLogGroupArn !== undefined;
}

function missingOf(trail: Trail): string {
  const missing: string[] = [];
  if (!trail.isLogging) missing.push("is not logging (StartLogging)");
  if (trail.CloudWatchLogsLogGroupArn === undefined) missing.push("has no log group (UpdateTrail)");
  return missing.join(" and ");
}

async function deliverThrough(
  engine: EngineContext,
  trail: DeliveringTrail,
  batch: RecordBatch,
): Promise<TrailDelivery> {
  const selected = batch.records.filter(({ record }) => reaches(trail, record) && selects(trail, record));
  const group = await engine.store.transaction((tx) =>
    findLogGroup(tx, engine.account, trail.CloudWatchLogsLogGroupArn),
  );
  const nothing: TrailDelivery = {
    trail: trail.TrailARN,
    logGroupName: group?.logGroupName ?? trail.CloudWatchLogsLogGroupArn,
    logStreamName: trailLogStreamName(engine.account, trail.HomeRegion),
    delivered: 0,
    notSelected: batch.records.length - selected.length,
    duplicate: 0,
    matches: {},
    late: {},
  };
  if (group === undefined) {
    // inf: that AWS tells it in the words of the Logs API.
    const error = "The specified log group does not exist.";
    await noteDelivery(engine, trail, error);
    return { ...nothing, error };
  }
  if (selected.length === 0) return nothing;
  const events = selected.map(({ time, text }) => ({ timestamp: time, message: text }));
  const result = await ingestBatch(engine, {
    scope: { account: engine.account, region: group.region },
    logGroupName: group.logGroupName,
    logStreamName: nothing.logStreamName,
    events: events.sort((a, b) => a.timestamp - b.timestamp),
    source: batch.source,
    batchId: `${batch.batchId}@${trail.TrailARN}`,
  });
  if (result.duplicate) return { ...nothing, duplicate: selected.length };
  await noteDelivery(engine, trail);
  return { ...nothing, delivered: selected.length, matches: result.matches, late: result.late };
}

/** GetTrailStatus tells of the latest delivery and of the latest error; a success clears the error. inf */
async function noteDelivery(engine: EngineContext, { HomeRegion, Name }: Trail, error?: string): Promise<void> {
  const now = engine.clock.now();
  await engine.store.transaction(async (tx) => {
    const trail = await tx.getDocument("trail", trailKey(HomeRegion, Name));
    if (trail === undefined) return;
    const { latestCloudWatchLogsDeliveryError: _cleared, ...rest } = trail;
    await putTrail(
      tx,
      error === undefined
        ? { ...rest, latestCloudWatchLogsDeliveryTime: now }
        : { ...trail, latestCloudWatchLogsDeliveryError: error },
    );
  });
}
