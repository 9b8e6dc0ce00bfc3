import type { Clock, Log } from "./ports.ts";

export interface SystemClock extends Clock {
  readonly kind: "system";
}

/** How far a system clock may jump back before it is worth a word. */
const NOTICEABLE_MS = 1000;

/**
 * The machine's clock, except that it never runs backwards: when the machine's is set back, time stands still until the
 * machine has caught up, and the log says so. Alarms and messages need an order more than they need the wall.
 */
export function systemClock(log: Log, machineTime: () => number = Date.now): SystemClock {
  let latest = machineTime();
  let warned = false;
  return {
    kind: "system",
    now() {
      const machine = machineTime();
      if (machine >= latest) {
        latest = machine;
        warned = false;
      } else if (!warned && latest - machine > NOTICEABLE_MS) {
        warned = true;
        log.warn(
          { machine, latest },
          "the system clock was set back: Tocsin's time stands still until it has caught up",
        );
      }
      return latest;
    },
  };
}

/** A clock that moves only when told. */
export interface ManualClock extends Clock {
  readonly kind: "manual";
  /** @throws RangeError when the time lies before now: a clock set back would evaluate the same minutes twice. */
  set(time: number): void;
  /** Begins again at any time. Only for an engine that has just forgotten everything that happened before. */
  restart(time: number): void;
}

export function manualClock(start: number): ManualClock {
  let time = start;
  return {
    kind: "manual",
    now: () => time,
    set(next) {
      if (!(next >= time)) {
        throw new RangeError(
          `the clock stands at ${new Date(time).toISOString()} and cannot be set back to ${String(next)}`,
        );
      }
      time = next;
    },
    restart(next) {
      time = next;
    },
  };
}
