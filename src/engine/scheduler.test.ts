import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Log } from "./ports.ts";
import { type Duties, type Scheduler, startScheduler } from "./scheduler.ts";

const START = Date.parse("2026-09-14T05:42:00Z");

/** Duties that note when they ran, in milliseconds since the start; a test puts in what they shall do. */
function notedDuties(duties: Partial<Duties> = {}) {
  const evaluations: number[] = [];
  const dispatches: number[] = [];
  return {
    evaluations,
    dispatches,
    duties: {
      evaluate: () => {
        evaluations.push(Date.now() - START);
        return duties.evaluate?.() ?? Promise.resolve();
      },
      dispatch: () => {
        dispatches.push(Date.now() - START);
        return duties.dispatch?.() ?? Promise.resolve();
      },
      nextDue: duties.nextDue ?? (() => Promise.resolve(undefined)),
    },
  };
}

function notedLog() {
  const errors: unknown[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields) => errors.push("err" in fields ? fields.err : fields),
  };
  return { log, errors };
}

/** A promise with its end in the test's hands. */
function open() {
  let close: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    close = resolve;
  });
  return { promise, close: () => close() };
}

/** Lets everything happen that needs no time to pass. */
const now = () => vi.advanceTimersByTimeAsync(0);

describe("the scheduler", () => {
  let scheduler: Scheduler | undefined;
  const start = (duties: Duties, clock: "system" | "manual" = "system", { log } = notedLog()): Scheduler => {
    scheduler = startScheduler(duties, log, clock === "system" ? Date.now : undefined);
    return scheduler;
  };

  beforeEach(() => {
    vi.useFakeTimers({ now: START });
  });
  afterEach(async () => {
    await scheduler?.close();
    vi.useRealTimers();
  });

  it("does at the start what fell due while the engine was down", async () => {
    const { duties, evaluations, dispatches } = notedDuties();
    start(duties);
    await now();
    expect(evaluations).toEqual([0]);
    expect(dispatches).not.toEqual([]);
  });

  it("sleeps until something is due, to the millisecond", async () => {
    const due = [START + 25_000, START + 40_000];
    const { duties, evaluations } = notedDuties({
      nextDue: async () => due.find((time) => time > Date.now()),
    });
    start(duties);
    await vi.advanceTimersByTimeAsync(24_999);
    expect(evaluations).toEqual([0]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(evaluations).toEqual([0, 25_000, 40_000]);
  });

  it("looks again once a minute when nothing is due, or not for long", async () => {
    const { duties, evaluations } = notedDuties({ nextDue: async () => START + 90_000 });
    start(duties);
    await vi.advanceTimersByTimeAsync(89_999);
    expect(evaluations).toEqual([0, 60_000]);
    const idle = notedDuties();
    await scheduler?.close();
    start(idle.duties);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(idle.evaluations).toHaveLength(2);
  });

  it("wakes when told, before what it had planned", async () => {
    const { duties, evaluations } = notedDuties({ nextDue: async () => START + 50_000 });
    const started = start(duties);
    await vi.advanceTimersByTimeAsync(1000);
    started.wake();
    await now();
    expect(evaluations).toEqual([0, 1000]);
  });

  it("delivers what an evaluation has sent, right after it", async () => {
    const order: string[] = [];
    const evaluation = open();
    const { duties } = notedDuties({
      evaluate: async () => {
        await evaluation.promise;
        order.push("evaluated");
      },
      dispatch: async () => {
        order.push("dispatched");
      },
    });
    start(duties);
    await now();
    evaluation.close();
    await now();
    expect(order).toEqual(["dispatched", "evaluated", "dispatched"]);
  });

  it("evaluates once more, and only once, after wakes during an evaluation", async () => {
    const evaluation = open();
    const { duties, evaluations } = notedDuties({ evaluate: () => evaluation.promise });
    const started = start(duties);
    await now();
    started.wake();
    started.wake();
    started.wake();
    await now();
    expect(evaluations).toHaveLength(1);
    evaluation.close();
    await now();
    expect(evaluations).toHaveLength(2);
  });

  it.each(
    Array.from({ length: 8 }, (_, turns) => turns),
  )("never runs two evaluations at once: woken %i turns after one has ended, another waiting", async (turns) => {
    const ends: (() => void)[] = [];
    let running = 0;
    let most = 0;
    const { duties } = notedDuties({
      evaluate: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => ends.push(resolve));
        running -= 1;
      },
    });
    const started = start(duties);
    await now();
    started.wake();
    await now();
    ends.shift()?.();
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    started.wake();
    await now();
    // Whatever still waits may end now, so that the scheduler can be closed.
    while (ends.length > 0) {
      ends.shift()?.();
      await now();
    }
    expect(most).toBe(1);
  });

  it("does not let a slow delivery hold up an evaluation", async () => {
    const delivery = open();
    const { duties, evaluations } = notedDuties({
      dispatch: () => delivery.promise,
      nextDue: async () => Date.now() + 10_000,
    });
    start(duties);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(evaluations).toEqual([0, 10_000, 20_000, 30_000]);
    delivery.close();
  });

  it("does not let a slow evaluation hold up a delivery", async () => {
    const evaluation = open();
    const { duties, dispatches } = notedDuties({ evaluate: () => evaluation.promise });
    const started = start(duties);
    await vi.advanceTimersByTimeAsync(5000);
    started.wake();
    await now();
    expect(dispatches).toContain(5000);
    evaluation.close();
  });

  it.each(["evaluate", "dispatch", "nextDue"] as const)("tries %s again after it failed, and says so", async (duty) => {
    const failure = new Error("the disk is full");
    let failing = true;
    const fails = () => (failing ? Promise.reject(failure) : Promise.resolve(undefined));
    const noted = notedLog();
    const { duties, evaluations, dispatches } = notedDuties({ [duty]: fails });
    start(duties, "system", noted);
    await now();
    expect(noted.errors).toContain(failure);
    failing = false;
    noted.errors.length = 0;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Math.max(...evaluations)).toBeGreaterThan(0);
    expect(Math.max(...dispatches)).toBeGreaterThan(0);
    expect(noted.errors).toEqual([]);
  });

  it.each([
    "evaluate",
    "dispatch",
  ] as const)("pauses between attempts while %s fails and its work is due", async (duty) => {
    const noted = notedLog();
    const { duties, evaluations, dispatches } = notedDuties({
      [duty]: () => Promise.reject(new Error("the disk is full")),
      // What could not be done stays due.
      nextDue: async () => START,
    });
    start(duties, "system", noted);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(evaluations.length).toBeLessThan(30);
    expect(dispatches.length).toBeLessThan(30);
    expect(noted.errors.length).toBeGreaterThan(1);
    expect(noted.errors.length).toBeLessThan(60);
  });

  it("settles when everything due is done: alarms first, then what they send", async () => {
    const order: string[] = [];
    const { duties } = notedDuties({
      evaluate: async () => {
        order.push("evaluate");
      },
      dispatch: async () => {
        order.push("dispatch");
      },
    });
    await start(duties, "manual").settle();
    expect(order).toEqual(["evaluate", "dispatch"]);
  });

  it("tells the one who waits for it that a duty failed", async () => {
    const { duties } = notedDuties({ evaluate: () => Promise.reject(new Error("the disk is full")) });
    await expect(start(duties, "manual").settle()).rejects.toThrow("the disk is full");
  });

  it("does nothing by itself on a manual clock", async () => {
    const { duties, evaluations, dispatches } = notedDuties({ nextDue: async () => START });
    start(duties, "manual");
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect([...evaluations, ...dispatches]).toEqual([]);
  });

  it("does nothing after close", async () => {
    const { duties, evaluations, dispatches } = notedDuties({ nextDue: async () => Date.now() + 10 });
    const started = start(duties);
    await now();
    await started.close();
    const before = { evaluations: evaluations.length, dispatches: dispatches.length };
    started.wake();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect({ evaluations: evaluations.length, dispatches: dispatches.length }).toEqual(before);
  });

  it("closes when what is under way has ended, and starts nothing more", async () => {
    const evaluation = open();
    const { duties, evaluations, dispatches } = notedDuties({ evaluate: () => evaluation.promise });
    const started = start(duties);
    await now();
    const before = dispatches.length;
    let closed = false;
    const closing = started.close().then(() => {
      closed = true;
    });
    await now();
    expect(closed).toBe(false);
    evaluation.close();
    await closing;
    await now();
    expect(evaluations).toHaveLength(1);
    expect(dispatches).toHaveLength(before);
  });

  it("closes without a word about what the closing broke off", async () => {
    const noted = notedLog();
    let breakOff: (reason: Error) => void = () => undefined;
    const { duties } = notedDuties({
      dispatch: () =>
        new Promise((_, reject) => {
          breakOff = reject;
        }),
    });
    const started = start(duties, "system", noted);
    await now();
    const closing = started.close();
    breakOff(new Error("aborted"));
    await closing;
    expect(noted.errors).toEqual([]);
  });
});
