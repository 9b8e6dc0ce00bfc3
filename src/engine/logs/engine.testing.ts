import { openSqliteStore } from "../../store/sqlite.ts";
import { type ManualClock, manualClock } from "../clock.ts";
import { createFilterCache } from "../compiled-filters.ts";
import type { Call, EngineContext } from "../context.ts";
import { systemIds } from "../ids.ts";

export const region = "us-east-1";
/** Monday 14 September 2026, noon UTC. */
export const noon = Date.UTC(2026, 8, 14, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface TestEngine extends EngineContext {
  readonly clock: ManualClock;
  /** How often the engine was told that something may be due. */
  wakes(): number;
}

/** An engine in memory: a clock that stands at noon, ids that count. Nothing runs but what a test calls. */
export function testEngine(): TestEngine {
  let count = 0;
  let wakes = 0;
  const counted = (length: number) => (++count).toString(16).padStart(length, "0");
  return {
    account: "123456789012",
    region,
    clock: manualClock(noon),
    ids: {
      uuid: () => `00000000-0000-4000-8000-${counted(12)}`,
      hex: counted,
      digest: (parts) => systemIds.digest(parts),
    },
    store: openSqliteStore({ path: ":memory:" }),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    filters: createFilterCache(),
    baseUrl: () => "http://127.0.0.1:4666",
    wake: () => {
      wakes++;
    },
    wakes: () => wakes,
  };
}

let calls = 0;

/** A call of its own; with an invocation id, one that a client may repeat. */
export function call(invocationId?: string): Call {
  calls++;
  return {
    scope: { account: "123456789012", region },
    requestId: `request-${calls}`,
    ...(invocationId === undefined ? {} : { invocationId }),
    signed: true,
  };
}
