import type { Log } from "./ports.ts";

/** What the scheduler drives. Each function does all that is due at the clock's time. */
export interface Duties {
  /** Judges the alarms that are due, and deletes what has expired. Never called while it runs. */
  evaluate(): Promise<void>;
  /** Delivers the messages that are due. May be called while it runs: a slow subscriber must not hold up the others. */
  dispatch(): Promise<unknown>;
  /** When something becomes due next, in epoch milliseconds. */
  nextDue(): Promise<number | undefined>;
}

export interface Scheduler {
  /** Does everything that is due now; resolves when it is done. */
  settle(): Promise<void>;
  /** Says that something may have become due. Returns at once. */
  wake(): void;
  close(): Promise<void>;
}

/** With a system clock: how long to sleep when nothing is known to be due, and how long after a failure. */
const LONGEST_SLEEP_MS = 60_000;
const PAUSE_AFTER_FAILURE_MS = 1000;

/**
 * Runs the duties whenever `wake` is called and, where `now` is given, whenever the time of the next one has come.
 * Without `now` (a manual clock) nothing happens by itself. Evaluation and delivery run side by side: a subscriber
 * that takes its time holds up no alarm.
 */
export function startScheduler(duties: Duties, log: Log, now?: () => number): Scheduler {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseUntil = Number.NEGATIVE_INFINITY;
  let closed = false;

  const evaluate = oneAtATime(() => duties.evaluate());
  let dispatching: Promise<unknown> = Promise.resolve();
  const dispatch = () => {
    dispatching = duties.dispatch();
    return dispatching;
  };

  // Shared by all wakes that wait for it: requests come by the thousand.
  const planNext = oneAtATime(async () => {
    if (now === undefined || closed) return;
    const due = (await duties.nextDue()) ?? Number.POSITIVE_INFINITY;
    sleepUntil(due, now());
  });

  const sleepUntil = (due: number, time: number) => {
    if (closed) return;
    clearTimeout(timer);
    // Work that fails stays due: without the pause it would be tried without end.
    const sleep = Math.max(due, pauseUntil) - time;
    timer = setTimeout(run, Math.max(0, Math.min(sleep, LONGEST_SLEEP_MS)));
    timer.unref();
  };

  const attempt = async (duty: () => Promise<unknown>) => {
    if (closed) return;
    try {
      await duty();
      await planNext();
    } catch (error) {
      if (closed) return;
      log.error({ err: error }, "evaluating alarms or delivering messages failed; trying again");
      if (now === undefined) return;
      pauseUntil = now() + PAUSE_AFTER_FAILURE_MS;
      sleepUntil(pauseUntil, now());
    }
  };

  const run = () => {
    // What waits to be delivered does not wait for the alarms, and the next evaluation does not wait for a delivery.
    void attempt(dispatch);
    void attempt(evaluate).then(() => attempt(dispatch));
  };

  if (now !== undefined) run();
  return {
    async settle() {
      // Alarms first: what they send is due at once.
      await evaluate();
      await dispatch();
    },
    wake: run,
    async close() {
      closed = true;
      clearTimeout(timer);
      await Promise.allSettled([evaluate.idle(), dispatching]);
    },
  };
}

/** A duty that never runs twice at once: calls during a run share one more run after it. */
function oneAtATime(duty: () => Promise<void>): (() => Promise<void>) & { idle(): Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  const call = (): Promise<void> => {
    if (waiting !== undefined) return waiting;
    const run = last.then(() => {
      waiting = undefined;
      return duty();
    });
    waiting = run;
    last = run.catch(() => undefined);
    return run;
  };
  return Object.assign(call, { idle: () => last });
}
