import type { FilterCache } from "./compiled-filters.ts";
import type { Clock, Ids, Log, Store } from "./ports.ts";
import type { Scope } from "./scope.ts";

/** What every operation of the engine may use. */
export interface EngineContext {
  readonly account: string;
  readonly region: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: Store;
  readonly log: Log;
  readonly filters: FilterCache;
  /** Where the endpoint is reached from outside, without a slash at the end, e.g. `http://127.0.0.1:4666`. */
  baseUrl(): string;
  /** Tells the scheduler that something may have become due. Call it after the transaction, never inside. */
  wake(): void;
}

/** One request: where it acts and how it is known. */
export interface Call {
  readonly scope: Scope;
  readonly requestId: string;
  /** The client's own id of this call, the same on every retry of it; absent when the client sends none. */
  readonly invocationId?: string;
  /** False for the few unsigned requests that SNS allows. */
  readonly signed: boolean;
  /** What the request tells of its sender, for the record of the call; absent for calls in process. */
  readonly caller?: {
    readonly accessKeyId?: string;
    readonly sourceIPAddress: string;
    readonly userAgent: string;
  };
}

/** An AWS operation: AWS's own input and output shapes, times as epoch milliseconds. Refuses with AwsError. */
export type Operation<Input, Output> = (engine: EngineContext, call: Call, input: Input) => Promise<Output>;
