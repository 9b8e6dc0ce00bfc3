import { openSqliteStore } from "../../store/sqlite.ts";
import type { AwsError } from "../aws-error.ts";
import { type ManualClock, manualClock } from "../clock.ts";
import type { Call, EngineContext } from "../context.ts";
import { systemIds } from "../ids.ts";
import type { OutboxRow } from "../outbound.ts";

export const START = Date.UTC(2026, 8, 14, 5, 42);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** An engine on an in-memory store, a manual clock and ids that count; `signed` and `unsigned` are calls in its scope. */
export interface TestEngine {
  readonly engine: EngineContext;
  readonly clock: ManualClock;
  readonly signed: Call;
  readonly unsigned: Call;
  /** What `log` was told, oldest first. */
  readonly logged: readonly object[];
  wakes(): number;
  outbox(settled?: boolean): Promise<readonly OutboxRow[]>;
}

export function testEngine(): TestEngine {
  const clock = manualClock(START);
  const store = openSqliteStore({ path: ":memory:" });
  const logged: object[] = [];
  const log = (fields: object) => void logged.push(fields);
  let ids = 0;
  let wakes = 0;
  const next = (length: number) => String((ids += 1)).padStart(length, "0");
  const scope = { account: "123456789012", region: "us-east-1" };
  return {
    engine: {
      ...scope,
      clock,
      ids: {
        uuid: () => `00000000-0000-4000-8000-${next(12)}`,
        hex: next,
        digest: (parts) => [...parts].join(),
        sha256: (text) => systemIds.sha256(text),
      },
      store,
      log: { info: log, warn: log, error: log },
      filters: { get: () => Promise.reject(new Error("SNS has no metric filters")) },
      baseUrl: () => "http://127.0.0.1:4666",
      wake: () => {
        wakes += 1;
      },
    },
    clock,
    signed: { scope, requestId: "request", signed: true },
    unsigned: { scope, requestId: "request", signed: false },
    logged,
    wakes: () => wakes,
    outbox: (settled) =>
      store.transaction((tx) => tx.listOutbox({ ...(settled === undefined ? {} : { settled }), limit: 1000 })),
  };
}

/** Matches the AwsError with this code, status and message. */
export function awsError(code: string, status: number, message: string): Partial<AwsError> {
  return { name: "AwsError", code, status, message };
}

export function invalid(detail: string): Partial<AwsError> {
  return awsError("InvalidParameter", 400, `Invalid parameter: ${detail}`);
}
