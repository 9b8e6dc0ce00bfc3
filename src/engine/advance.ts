import type { ManualClock, SystemClock } from "./clock.ts";
import { clockKey } from "./documents.ts";
import type { Store } from "./ports.ts";

/** Where a clock is to be moved: by milliseconds, or to a time (epoch milliseconds). */
export type ClockTarget = { readonly by: number } | { readonly to: number };

/** The time after the move, or why there was none. */
export type Advanced =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly status: 400 | 409; readonly message: string };

/** The last time that a Date can hold: JSON and texts of AWS know no later one. */
const LAST_TIME = 8_640_000_000_000_000;

/** Keeps the time of a manual clock, so that it goes on from there after a restart. */
export async function keepTime(store: Store, time: number): Promise<void> {
  await store.transaction((tx) => tx.putDocument("setting", clockKey, { value: time }));
}

/**
 * Moves a manual clock forward, stopping at every moment at which something falls due and doing it there. A move by
 * nothing reads the clock, whichever it is; a system clock cannot be moved.
 */
export async function advance(
  engine: { readonly clock: SystemClock | ManualClock; readonly store: Store; settle(): Promise<void> },
  target: ClockTarget,
): Promise<Advanced> {
  const { clock, store } = engine;
  const start = clock.now();
  const to = "to" in target ? target.to : start + target.by;
  if (to === start) return { ok: true, value: start };
  if (clock.kind === "system") {
    const message = "the engine runs on the system clock, which cannot be moved: start it with --clock manual";
    return { ok: false, status: 409, message };
  }
  if (!(Math.abs(to) <= LAST_TIME)) {
    return {
      ok: false,
      status: 400,
      message: `${to} is no time: the last one is ${new Date(LAST_TIME).toISOString()}`,
    };
  }
  if (to < start) {
    const message = `the clock stands at ${new Date(start).toISOString()} and cannot be set back`;
    return { ok: false, status: 409, message };
  }
  for (;;) {
    await engine.settle();
    const due = await store.transaction((tx) => tx.nextDue());
    if (due === undefined || due > to) break;
    clock.set(Math.max(due, clock.now()));
  }
  // Another move may have gone further meanwhile.
  clock.set(Math.max(to, clock.now()));
  await keepTime(store, clock.now());
  await engine.settle();
  return { ok: true, value: clock.now() };
}
