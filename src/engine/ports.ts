import type {
  AlarmConfiguration,
  AlarmState,
  AlarmType,
  CompositeAlarmConfiguration,
  MetricAlarmConfiguration,
} from "../alarm/alarm.ts";
import type { AlarmHistoryItem } from "../alarm/history.ts";
import type { MutedChange } from "../alarm/mute/muted-change.ts";
import type { HistoryEvent, LookupKey } from "../cloudtrail/event-history.ts";
import type { MetricDelta } from "../metric/delta.ts";
import type { MetricIdentity } from "../metric/metric.ts";
import type { MetricBucket } from "../metric/period.ts";
import type { DocumentKey, DocumentKind, DocumentKinds } from "./documents.ts";
import type { DeliveryOutcome, OutboundMessage, OutboxRow } from "./outbound.ts";

/** Port: time in epoch milliseconds. A system clock never runs backwards; a manual one moves only when told. */
export interface Clock {
  readonly kind: "system" | "manual";
  now(): number;
}

/** Port: randomness and digests, so that everything above them can be replayed. */
export interface Ids {
  uuid(): string;
  /** `length` random lower-case hexadecimal digits. */
  hex(length: number): string;
  /** SHA-256 of the parts, each preceded by its length, in lower-case hexadecimal. */
  digest(parts: Iterable<string>): string;
  /** SHA-256 of the text in UTF-8, in lower-case hexadecimal. */
  sha256(text: string): string;
}

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** One event of a log group: the raw message and its time in epoch milliseconds. */
export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** The events of one batch for one stream, in order of time, stored as one row. */
export interface ChunkHeader {
  /** Grows with every chunk; gives events that share a time their order. */
  readonly id: number;
  readonly logStreamName: string;
  readonly firstTimestamp: number;
  readonly lastTimestamp: number;
  readonly ingestionTime: number;
  readonly eventCount: number;
}

export interface ChunkQuery {
  readonly region: string;
  readonly logGroupName: string;
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  /** Inclusive bounds on event time. */
  readonly from?: number;
  readonly to?: number;
}

export interface AlarmRecord<C extends AlarmConfiguration = AlarmConfiguration> {
  readonly region: string;
  readonly configuration: C;
  readonly state: AlarmState;
  /** When the alarm is to be looked at next; absent while nothing can change it but new data or other alarms. */
  readonly nextEvaluation?: number;
  /** Time of the last evaluation, absent before the first. */
  readonly lastEvaluation?: number;
}

/** An alarm that is due, with the number (above 0) by which `scheduleAlarms` knows it in the same transaction. */
export interface DueAlarm extends AlarmRecord {
  readonly id: number;
}

export interface AlarmQuery {
  readonly region: string;
  readonly namePrefix?: string;
  readonly names?: readonly string[];
  readonly stateValue?: string;
  readonly alarmTypes?: readonly AlarmType[];
  /** Only names after this one. */
  readonly after?: string;
  readonly limit?: number;
}

export interface HistoryQuery {
  readonly region: string;
  readonly alarmName?: string;
  readonly alarmTypes?: readonly AlarmType[];
  readonly historyItemType?: string;
  readonly from?: number;
  readonly to?: number;
  readonly newestFirst: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** An alarm that changed its state while it was muted: its actions wait for the end of the window. */
export interface MutedAlarm extends MutedChange {
  readonly region: string;
  readonly alarmName: string;
  /** End of the mute window, epoch milliseconds. */
  readonly until: number;
  /** Buckets whose events brought the last change about. */
  readonly evidence: readonly MetricBucket[];
}

export interface MutedAlarmQuery {
  readonly region?: string;
  readonly alarmName?: string;
  /** Only those whose window has ended by this time. */
  readonly endedBy?: number;
}

export interface StoredMetric {
  readonly metric: MetricIdentity;
  readonly unit: string;
  readonly lastStart: number;
}

/** An event that reached a metric after an alarm had already judged its minute: AWS ignores it, Tocsin says so. */
export interface LateMark {
  readonly region: string;
  readonly alarmName: string;
  readonly start: number;
  readonly sampleCount: number;
  readonly noticedAt: number;
}

/** Which events of CloudTrail's event history are wanted: times inclusive, newest first. */
export interface HistoryEventQuery {
  readonly region: string;
  readonly from: number;
  readonly to: number;
  readonly attribute?: { readonly key: LookupKey; readonly value: string };
  /** Only events that come after the one with this id. */
  readonly after?: number;
  readonly limit: number;
}

export interface StoredHistoryEvent extends HistoryEvent {
  readonly id: number;
}

/** Port: everything durable. All work happens inside `transaction`, which is atomic, isolated and durable on return. */
export interface Store {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Forgets everything but the sequence, whose numbers never come again. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/**
 * What can be done inside a transaction.
 * INVARIANT: the work awaits nothing but calls of its own transaction; no network, no timer.
 */
export interface Transaction {
  getDocument<K extends DocumentKind>(kind: K, key: DocumentKey): Promise<DocumentKinds[K] | undefined>;
  putDocument<K extends DocumentKind>(kind: K, key: DocumentKey, document: DocumentKinds[K]): Promise<void>;
  /** True when the document existed. */
  deleteDocument(kind: DocumentKind, key: DocumentKey): Promise<boolean>;
  /** In binary order of (region, parent, name); a region, parent or prefix that is absent does not restrict. */
  listDocuments<K extends DocumentKind>(kind: K, query: DocumentQuery): Promise<readonly DocumentKinds[K][]>;
  countDocuments(kind: DocumentKind, query: Pick<DocumentQuery, "region" | "parent">): Promise<number>;
  /** The regions that have a document of this kind. */
  listRegions(kind: DocumentKind): Promise<readonly string[]>;

  /** False when this batch was recorded before: then nothing of it may be applied again. */
  recordBatch(batch: {
    readonly source: string;
    readonly batchId: string;
    readonly eventCount: number;
    readonly at: number;
  }): Promise<boolean>;

  appendChunk(
    region: string,
    logGroupName: string,
    chunk: Omit<ChunkHeader, "id">,
    id: number,
    events: readonly LogEvent[],
  ): Promise<void>;
  /** A number larger than every one given before: for chunks, and for versions that must never come again. */
  nextSequence(): Promise<number>;
  /** Headers in order of (firstTimestamp, id). */
  listChunks(query: ChunkQuery): Promise<readonly ChunkHeader[]>;
  readChunk(id: number): Promise<readonly LogEvent[] | undefined>;
  deleteChunk(id: number): Promise<void>;
  /** Deletes the chunks of a group, or of one stream of it. */
  deleteChunks(region: string, logGroupName: string, logStreamName?: string): Promise<void>;

  mergeDeltas(region: string, deltas: readonly MetricDelta[]): Promise<void>;
  /** Buckets with `from` <= start < `to`, by start; of one unit, or of every unit merged when `unit` is absent. */
  readBuckets(query: BucketQuery): Promise<readonly MetricBucket[]>;
  /**
   * What `readBuckets` gives for each of the queries, in their order, but with no evidence: one statement for all that
   * share their bounds. The caller bounds how much that is.
   */
  readStatistics(queries: readonly BucketQuery[]): Promise<readonly (readonly MetricBucket[])[]>;
  listMetrics(query: {
    readonly region: string;
    readonly namespace?: string;
    readonly metricName?: string;
  }): Promise<readonly StoredMetric[]>;

  getAlarm(region: string, alarmName: string): Promise<AlarmRecord | undefined>;
  putAlarm(record: AlarmRecord): Promise<void>;
  deleteAlarm(region: string, alarmName: string): Promise<boolean>;
  listAlarms(query: AlarmQuery): Promise<readonly AlarmRecord[]>;
  /** Alarms (in any state) that watch exactly this metric, by itself or in metric math. */
  listAlarmsOnMetric(region: string, metric: MetricIdentity): Promise<readonly AlarmRecord<MetricAlarmConfiguration>[]>;
  /** Composite alarms whose rule or suppressor names this alarm. */
  listDependents(region: string, alarmName: string): Promise<readonly AlarmRecord<CompositeAlarmConfiguration>[]>;
  /** Alarms whose nextEvaluation is at or before `now`, earliest first. */
  dueAlarms(now: number, limit: number): Promise<readonly DueAlarm[]>;
  /** Alarms whose nextEvaluation lies after `time`, in order of their number: those with a higher one than `after`. */
  alarmsScheduledAfter(
    time: number,
    page: { readonly after: number; readonly limit: number },
  ): Promise<readonly DueAlarm[]>;
  /** Moves only the evaluation times of several alarms, each named once, as `dueAlarms` numbered them. */
  scheduleAlarms(
    entries: readonly {
      readonly id: number;
      readonly nextEvaluation?: number;
      readonly lastEvaluation?: number;
    }[],
  ): Promise<void>;
  /** Moves only the evaluation times of an alarm. */
  scheduleAlarm(
    region: string,
    alarmName: string,
    times: { readonly nextEvaluation?: number; readonly lastEvaluation?: number },
  ): Promise<void>;

  putMutedAlarm(muted: MutedAlarm): Promise<void>;
  deleteMutedAlarm(region: string, alarmName: string): Promise<void>;
  /** Those whose window ends first come first. */
  listMutedAlarms(query: MutedAlarmQuery): Promise<readonly MutedAlarm[]>;

  appendHistory(region: string, items: readonly AlarmHistoryItem[]): Promise<void>;
  listHistory(query: HistoryQuery): Promise<readonly AlarmHistoryItem[]>;
  appendLateMarks(marks: readonly LateMark[]): Promise<void>;
  listLateMarks(query: { readonly region: string; readonly alarmName?: string }): Promise<readonly LateMark[]>;

  /** Adds events that are not known yet and not older than the history reaches at `now`; forgets those that are. */
  appendEventHistory(events: readonly HistoryEvent[], now: number): Promise<void>;
  lookupEventHistory(query: HistoryEventQuery): Promise<readonly StoredHistoryEvent[]>;

  enqueue(messages: readonly OutboundMessage[], at: number): Promise<void>;
  /** Claims due rows for this dispatcher until `claimUntil`; a claim that ran out is due again. */
  claimOutbox(now: number, claimUntil: number, limit: number): Promise<readonly OutboxRow[]>;
  settleOutbox(id: string, at: number, outcome: DeliveryOutcome): Promise<void>;
  retryOutbox(id: string, attempt: number, nextAttempt: number): Promise<void>;
  listOutbox(query: { readonly settled?: boolean; readonly limit: number }): Promise<readonly OutboxRow[]>;

  /** The earliest time at which an alarm, the end of a mute window or an outbox row becomes due. */
  nextDue(): Promise<number | undefined>;
}

export interface DocumentQuery {
  readonly region?: string;
  readonly parent?: string;
  readonly namePrefix?: string;
  /** Only names after this one (in one region and parent). */
  readonly after?: string;
  readonly limit?: number;
}

export interface BucketQuery {
  readonly region: string;
  readonly metric: MetricIdentity;
  readonly unit?: string;
  readonly from: number;
  readonly to: number;
}
