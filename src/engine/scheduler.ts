import type { Log } from "./ports.ts";

/** What the scheduler drives. Each function does all that is due at the clock's time. */
export interface Duties {
  /** Judges the alarms that are due. Never called while it runs. */
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
const SLEEP_AFTER_FAILURE_MS = 1000;

/**
 * Runs the duties whenever `wake` is called and, where `now` is given, whenever the time of the next one has come.
 * Without `now` (a manual clock) nothing happens by itself. Evaluation and delivery run side by side: a subscriber
 * that takes its time holds up no alarm.
 */
export function startScheduler(duties: Duties, log: Log, now?: () => number): Scheduler {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const evaluate = oneAtATime(duties.evaluate);
  let dispatching: Promise<unknown> = Promise.resolve();
  const dispatch = () => {
    dispatching = duties.dispatch();
    return dispatching;
  };

  const settle = async () => {
    // Alarms first: what they send is due at once.
    await evaluate();
    await dispatch();
  };

  const sleep = (milliseconds: number) => {
    if (closed || now === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(run, Math.max(0, Math.min(milliseconds, LONGEST_SLEEP_MS)));
    timer.unref();
  };

  const planNext = async () => {
    if (now === undefined || closed) return;
    const due = await duties.nextDue();
    sleep(due === undefined ? LONGEST_SLEEP_MS : due - now());
  };

  const attempt = (work: () => Promise<unknown>) =>
    work()
      .then(planNext)
      .catch((error: unknown) => {
        if (closed) return;
        log.error({ err: error }, "evaluating alarms or delivering messages failed; trying again");
        sleep(SLEEP_AFTER_FAILURE_MS);
      });

  const run = () => {
    // What waits to be delivered does not wait for the alarms, and the next evaluation does not wait for a delivery.
    void attempt(dispatch);
    void attempt(evaluate).then(() => attempt(dispatch));
  };

  if (now !== undefined) run();
  return {
    settle,
    wake: () => {
      if (!closed) run();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await Promise.allSettled([evaluate.idle(), dispatching]);
    },
  };
}

/** A duty that never runs twice at once: a call during a run starts one more run after it, which all callers share. */
function oneAtATime(duty: () => Promise<void>): (() => Promise<void>) & { idle(): Promise<void> } {
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = duty().finally(() => {
      running = undefined;
    });
    return running;
  };
  const call = (): Promise<void> => {
    if (running === undefined) return start();
    following ??= running
      .catch(() => undefined)
      .then(() => {
        following = undefined;
        return start();
      });
    return following;
  };
  return Object.assign(call, { idle: async () => following ?? running });
}
