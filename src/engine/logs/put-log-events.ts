import type { Call, EngineContext, Operation } from "../context.ts";
import { ingestBatch } from "../ingest.ts";
import type { LogEvent } from "../ports.ts";
import { acceptEvents, checkBatch, type RejectedLogEventsInfo } from "./log-event-batch.ts";
import { requireLogGroup } from "./log-groups.ts";
import { requireLogStream } from "./log-streams.ts";
import { oldestKept } from "./retention-policy.ts";

export interface PutLogEventsInput {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly logEvents: readonly LogEvent[];
  /** Accepted and ignored, as AWS does since 2023. obs STACKD */
  readonly sequenceToken?: string;
  /** What the events tell of: nothing that CloudWatch Logs answers shows it again. doc MODEL */
  readonly entity?: LogEntity;
}

/** doc MODEL */
export interface LogEntity {
  readonly keyAttributes?: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface PutLogEventsOutput {
  readonly nextSequenceToken: string;
  readonly rejectedLogEventsInfo?: RejectedLogEventsInfo;
}

/**
 * PutLogEvents. The answer comes after the commit. A retry of the same call, known by its invocation id, has no second
 * effect; a new call with the same events has, as at AWS (obs STACKD).
 */
export const putLogEvents: Operation<PutLogEventsInput, PutLogEventsOutput> = async (engine, call, input) => {
  const { logGroupName, logStreamName, logEvents } = input;
  checkBatch(logEvents);
  const { region } = call.scope;
  const group = await engine.store.transaction(async (tx) => {
    const found = await requireLogGroup(tx, region, logGroupName);
    await requireLogStream(tx, region, logGroupName, logStreamName);
    return found;
  });
  const now = engine.clock.now();
  const { events, rejected } = acceptEvents(logEvents, now, oldestKept(group, now));
  if (events.length > 0) {
    const batchId = engine.ids.digest(identifyingParts(call, logEvents));
    const source = `logs/${region}/${logGroupName}/${logStreamName}`;
    await ingestBatch(engine, { scope: call.scope, logGroupName, logStreamName, events, source, batchId });
  }
  return {
    nextSequenceToken: sequenceToken(engine),
    ...(rejected === undefined ? {} : { rejectedLogEventsInfo: rejected }),
  };
};

function* identifyingParts(call: Call, events: readonly LogEvent[]): Generator<string> {
  yield call.invocationId ?? call.requestId;
  yield events.map(({ timestamp }) => timestamp).join();
  for (const { message } of events) yield message;
}

/** 56 digits, as many as AWS's. Nothing reads them again. */
function sequenceToken(engine: EngineContext): string {
  return BigInt(`0x${engine.ids.hex(46)}`)
    .toString()
    .padStart(56, "0");
}
