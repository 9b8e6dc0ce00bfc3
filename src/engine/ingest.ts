import type { MetricDelta } from "../metric/delta.ts";
import { AwsError } from "./aws-error.ts";
import type { EngineContext } from "./context.ts";
import type { LogGroup, LogStream } from "./documents.ts";
import { showToLiveTails } from "./logs/live-tails.ts";
import { utf8Length } from "./logs/utf8-length.ts";
import { type BatchMatches, matchBatch } from "./match-batch.ts";
import type { LogEvent, Transaction } from "./ports.ts";
import type { Scope } from "./scope.ts";
import { wakeAlarms } from "./wake-alarms.ts";

/** A batch for one log stream. `events` are in order of time; the log group exists; the stream is created when missing. */
export interface EventBatch {
  readonly scope: Scope;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly events: readonly LogEvent[];
  /** Together they identify the content: the same batch has an effect once, however often it is delivered. */
  readonly source: string;
  readonly batchId: string;
}

export interface IngestResult {
  readonly duplicate: boolean;
  readonly eventCount: number;
  /** Matches per metric filter name. */
  readonly matches: Readonly<Record<string, number>>;
  /** Samples that arrived too late for any evaluation to see them, per alarm name. */
  readonly late: Readonly<Record<string, number>>;
}

/**
 * Matches, counts and stores a batch in one transaction: ledger row, events, metric buckets, marks of late data and the
 * schedule of the alarms concerned. On return it is durable; until then nothing of it is visible.
 *
 * @throws AwsError ResourceNotFoundException when the log group does not exist.
 */
export async function ingestBatch(engine: EngineContext, batch: EventBatch): Promise<IngestResult> {
  const now = engine.clock.now();
  const result = await engine.store.transaction(async (tx): Promise<IngestResult> => {
    const { region } = batch.scope;
    const group = await tx.getDocument("logGroup", { region, parent: "", name: batch.logGroupName });
    if (group === undefined) {
      throw new AwsError("ResourceNotFoundException", 400, "The specified log group does not exist.");
    }
    const ledgerRow = { source: batch.source, batchId: batch.batchId, eventCount: batch.events.length, at: now };
    if (!(await tx.recordBatch(ledgerRow))) {
      return { duplicate: true, eventCount: batch.events.length, matches: {}, late: {} };
    }
    const filters = await engine.filters.get(tx, batch.scope, group);
    const matched = matchBatch(filters, batch.events);
    const deltas = await storeEvents(tx, batch, group, matched, now);
    await tx.mergeDeltas(region, deltas);
    const late = await wakeAlarms(tx, region, deltas, now);
    return { duplicate: false, eventCount: batch.events.length, matches: matched.matches, late };
  });
  engine.wake();
  if (!result.duplicate) showToLiveTails(engine, batch, now);
  return result;
}

async function storeEvents(
  tx: Transaction,
  batch: EventBatch,
  group: LogGroup,
  matched: BatchMatches,
  now: number,
): Promise<readonly MetricDelta[]> {
  const first = batch.events[0];
  const last = batch.events.at(-1);
  if (first === undefined || last === undefined) return [];
  const { region } = batch.scope;
  const id = await tx.nextSequence();
  const header = {
    logStreamName: batch.logStreamName,
    firstTimestamp: first.timestamp,
    lastTimestamp: last.timestamp,
    ingestionTime: now,
    eventCount: batch.events.length,
  };
  await tx.appendChunk(region, batch.logGroupName, header, id, batch.events);

  let bytes = 0;
  for (const event of batch.events) bytes += utf8Length(event.message);
  await tx.putDocument(
    "logGroup",
    { region, parent: "", name: group.logGroupName },
    { ...group, storedBytes: group.storedBytes + bytes },
  );
  const streamKey = { region, parent: batch.logGroupName, name: batch.logStreamName };
  const stream = (await tx.getDocument("logStream", streamKey)) ?? newStream(batch, now);
  await tx.putDocument("logStream", streamKey, {
    ...stream,
    firstEventTimestamp: Math.min(stream.firstEventTimestamp ?? first.timestamp, first.timestamp),
    lastEventTimestamp: Math.max(stream.lastEventTimestamp ?? last.timestamp, last.timestamp),
    lastIngestionTime: now,
    storedBytes: stream.storedBytes + bytes,
  });
  return matched.deltas(id);
}

function newStream(batch: EventBatch, now: number): LogStream {
  return { logGroupName: batch.logGroupName, logStreamName: batch.logStreamName, creationTime: now, storedBytes: 0 };
}
