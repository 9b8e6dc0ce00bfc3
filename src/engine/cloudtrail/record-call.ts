import { type ApiCall, apiCallRecord } from "../../cloudtrail/api-call.ts";
import { readRecord } from "../../cloudtrail/record.ts";
import { AwsError } from "../aws-error.ts";
import type { Call, EngineContext } from "../context.ts";
import type { ServiceName } from "../scope.ts";
import { type DeliveringTrail, delivers, deliverThroughAll, keepHistory } from "./deliver.ts";

/** A call of an operation, before it has been answered. */
export interface MadeCall extends Call {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: object;
}

/** The names by which CloudTrail knows services; doc CTUG. */
const EVENT_SOURCES: Readonly<Record<ServiceName, string>> = {
  cloudtrail: "cloudtrail.amazonaws.com",
  iam: "iam.amazonaws.com",
  kms: "kms.amazonaws.com",
  s3: "s3.amazonaws.com",
  cloudwatch: "monitoring.amazonaws.com",
  logs: "logs.amazonaws.com",
  sns: "sns.amazonaws.com",
  sts: "sts.amazonaws.com",
};

/** Operations of S3 that CloudTrail calls otherwise; doc S3UG. */
const EVENT_NAMES: ReadonlyMap<string, string> = new Map([
  ["DeletePublicAccessBlock", "DeleteBucketPublicAccessBlock"],
  ["PutBucketLifecycleConfiguration", "PutBucketLifecycle"],
  ["PutPublicAccessBlock", "PutBucketPublicAccessBlock"],
]);

/** Where IAM's calls are recorded, wherever they were made; doc CTUG. */
const GLOBAL_REGION = "us-east-1";

/** Calls that only read; AWS records them too, Tocsin does not. */
const READS = /^(?:Check|Describe|Filter|Get|Head|List|Lookup|StartLiveTail|StartQuery|StopQuery|Test)/;

/** What AWS calls data events: not recorded, and on the way of every event. */
const DATA_CALLS: ReadonlySet<string> = new Set(["PutLogEvents", "PutMetricData", "Publish", "PublishBatch"]);

/**
 * Runs an operation, and if it changes something records the call: in the event history, and through every trail that
 * was logging when the call was made, so that StopLogging and DeleteTrail are told by the trail that they silence. The
 * record is on the disk before the call is answered; it is delivered directly and is no call itself, so nothing loops.
 *
 * @throws whatever `run` throws; a refusal (AwsError) is recorded first
 */
export async function recordCall(engine: EngineContext, call: MadeCall, run: () => Promise<object>): Promise<object> {
  if (DATA_CALLS.has(call.operation) || READS.test(call.operation)) return run();
  const time = engine.clock.now();
  const trails = await engine.store.transaction(async (tx) => (await tx.listDocuments("trail", {})).filter(delivers));
  try {
    const output = await run();
    await record(engine, call, trails, time, { kind: "done", output });
    return output;
  } catch (error) {
    if (error instanceof AwsError) {
      await record(engine, call, trails, time, { kind: "refused", code: error.code, message: error.message });
    }
    throw error;
  }
}

async function record(
  engine: EngineContext,
  call: MadeCall,
  trails: readonly DeliveringTrail[],
  time: number,
  outcome: ApiCall["outcome"],
): Promise<void> {
  const { account } = call.scope;
  const region = call.service === "iam" ? GLOBAL_REGION : call.scope.region;
  const eventId = engine.ids.uuid();
  const made = apiCallRecord({
    time,
    eventSource: EVENT_SOURCES[call.service],
    eventName: EVENT_NAMES.get(call.operation) ?? call.operation,
    region,
    account,
    requestId: call.requestId,
    eventId,
    caller: {
      signed: call.signed,
      sourceIPAddress: "127.0.0.1",
      userAgent: "tocsin",
      ...call.caller,
    },
    input: call.service === "s3" ? withBucketName(call.input) : call.input,
    outcome,
  });
  const reading = readRecord(made, { index: 0, text: JSON.stringify(made) });
  if (!reading.ok) throw new Error(`the record of ${call.operation} ${reading.diagnostic.message}`);
  const batch = { scope: call.scope, source: "tocsin:calls", batchId: eventId, records: [reading.read] };
  await engine.store.transaction((tx) => keepHistory(engine, tx, batch));
  await deliverThroughAll(engine, trails, batch);
}

/** S3's records call a bucket bucketName. doc S3UG */
function withBucketName(input: object): object {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name === "Bucket" ? "bucketName" : name, value]),
  );
}
