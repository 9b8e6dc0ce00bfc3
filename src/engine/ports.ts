import type { AlarmState, MetricAlarmConfiguration } from "../alarm/alarm.ts";
import type { AlarmHistoryItem } from "../alarm/history.ts";
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

export interface AlarmRecord {
  readonly region: string;
  readonly configuration: MetricAlarmConfiguration;
  readonly state: AlarmState;
  /** When the alarm is to be looked at next; absent while nothing can change it but new data. */
  readonly nextEvaluation?: number;
  /** Time of the last evaluation, absent before the first. */
  readonly lastEvaluation?: number;
}

export interface AlarmQuery {
  readonly region: string;
  readonly namePrefix?: string;
  readonly names?: readonly string[];
  readonly stateValue?: string;
  /** Only names after this one. */
  readonly after?: string;
  readonly limit?: number;
}

export interface HistoryQuery {
  readonly region: string;
  readonly alarmName?: string;
  readonly historyItemType?: string;
  readonly from?: number;
  readonly to?: number;
  readonly newestFirst: boolean;
  readonly offset: number;
  readonly limit: number;
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
  /** Deletes the chunks of a group, or of one stream of it. */
  deleteChunks(region: string, logGroupName: string, logStreamName?: string): Promise<void>;

  mergeDeltas(region: string, deltas: readonly MetricDelta[]): Promise<void>;
  /** Buckets with `from` <= start < `to`, by start; of one unit, or of every unit merged when `unit` is absent. */
  readBuckets(query: BucketQuery): Promise<readonly MetricBucket[]>;
  listMetrics(query: {
    readonly region: string;
    readonly namespace?: string;
    readonly metricName?: string;
  }): Promise<readonly StoredMetric[]>;

  getAlarm(region: string, alarmName: string): Promise<AlarmRecord | undefined>;
  putAlarm(record: AlarmRecord): Promise<void>;
  deleteAlarm(region: string, alarmName: string): Promise<boolean>;
  listAlarms(query: AlarmQuery): Promise<readonly AlarmRecord[]>;
  /** Alarms (in any state) that watch exactly this metric. */
  listAlarmsOnMetric(region: string, metric: MetricIdentity): Promise<readonly AlarmRecord[]>;
  /** Alarms whose nextEvaluation is at or before `now`, earliest first. */
  dueAlarms(now: number, limit: number): Promise<readonly AlarmRecord[]>;
  /** Moves only the evaluation times of an alarm. */
  scheduleAlarm(
    region: string,
    alarmName: string,
    times: { readonly nextEvaluation?: number; readonly lastEvaluation?: number },
  ): Promise<void>;

  appendHistory(region: string, items: readonly AlarmHistoryItem[]): Promise<void>;
  listHistory(query: HistoryQuery): Promise<readonly AlarmHistoryItem[]>;
  appendLateMarks(marks: readonly LateMark[]): Promise<void>;
  listLateMarks(query: { readonly region: string; readonly alarmName?: string }): Promise<readonly LateMark[]>;

  enqueue(messages: readonly OutboundMessage[], at: number): Promise<void>;
  /** Claims due rows for this dispatcher until `claimUntil`; a claim that ran out is due again. */
  claimOutbox(now: number, claimUntil: number, limit: number): Promise<readonly OutboxRow[]>;
  settleOutbox(id: string, at: number, outcome: DeliveryOutcome): Promise<void>;
  retryOutbox(id: string, attempt: number, nextAttempt: number): Promise<void>;
  listOutbox(query: { readonly settled?: boolean; readonly limit: number }): Promise<readonly OutboxRow[]>;

  /** The earliest time at which an alarm or an outbox row becomes due. */
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
