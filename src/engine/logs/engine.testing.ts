import { openSqliteStore } from "../../store/sqlite.ts";
import { type ManualClock, manualClock } from "../clock.ts";
import { createFilterCache } from "../compiled-filters.ts";
import type { EngineContext, Operation } from "../context.ts";
import { systemIds } from "../ids.ts";
import type { LogEvent } from "../ports.ts";
import { createLogGroup } from "./create-log-group.ts";
import { createLogStream } from "./create-log-stream.ts";
import { putLogEvents } from "./put-log-events.ts";

const scope = { account: "123456789012", region: "us-east-1" };
/** Monday 14 September 2026, noon UTC. */
export const NOON = Date.UTC(2026, 8, 14, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const GROUP = "CloudTrail/logs";

/** An engine in memory, whose clock stands at noon and whose ids count. Nothing runs but what a test calls. */
export interface TestEngine {
  readonly engine: EngineContext;
  readonly clock: ManualClock;
  /** Calls an operation; with an invocation id, as a client that repeats itself. */
  readonly run: <Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    invocationId?: string,
  ) => Promise<Output>;
  /** How often the scheduler was told that something may be due. */
  readonly wakes: () => number;
}

export function testEngine(): TestEngine {
  const clock = manualClock(NOON);
  let ids = 0;
  let requests = 0;
  let wakes = 0;
  const next = (length: number) => {
    ids += 1;
    return ids.toString(16).padStart(length, "0");
  };
  const engine: EngineContext = {
    ...scope,
    clock,
    ids: {
      uuid: () => `00000000-0000-4000-8000-${next(12)}`,
      hex: next,
      digest: (parts) => systemIds.digest(parts),
      sha256: (text) => systemIds.sha256(text),
    },
    store: openSqliteStore({ path: ":memory:" }),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    filters: createFilterCache(),
    baseUrl: () => "http://127.0.0.1:4666",
    wake: () => {
      wakes += 1;
    },
  };
  return {
    engine,
    clock,
    run(operation, input, invocationId) {
      requests += 1;
      const known = invocationId === undefined ? {} : { invocationId };
      return operation(engine, { scope, requestId: `request-${requests}`, signed: true, ...known }, input);
    },
    wakes: () => wakes,
  };
}

/** An engine with the log group `GROUP` and these streams in it. */
export async function engineWithStreams(...logStreamNames: readonly string[]): Promise<TestEngine> {
  const test = testEngine();
  await test.run(createLogGroup, { logGroupName: GROUP });
  for (const logStreamName of logStreamNames) {
    await test.run(createLogStream, { logGroupName: GROUP, logStreamName });
  }
  return test;
}

/** Puts one batch: messages with their times in milliseconds after noon. */
export async function putEvents(
  test: TestEngine,
  logStreamName: string,
  events: readonly (readonly [sinceNoon: number, message: string])[],
): Promise<void> {
  const logEvents: readonly LogEvent[] = events.map(([since, message]) => ({ timestamp: NOON + since, message }));
  await test.run(putLogEvents, { logGroupName: GROUP, logStreamName, logEvents });
}
