import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import { listLogFiles } from "./log-files.ts";

export interface WatchOptions {
  /** Reads one file; `broken` when it could not be used, so that it is tried again once it has changed. */
  readonly visit: (path: string) => Promise<"done" | "broken">;
  /** A folder that cannot be read now; told once until it can be read again. */
  readonly onError: (folder: string, problem: string) => void;
  /** How long a file has to stay as it is before it is taken for whole, milliseconds. */
  readonly settleMs?: number;
  /** How often to look without being told, milliseconds: not every file system tells. */
  readonly rescanMs?: number;
}

/**
 * Visits each file that is in the folders or appears there, once, as soon as it has stopped growing. Ends when the signal
 * is aborted.
 */
export async function watchFolders(
  folders: readonly string[],
  options: WatchOptions,
  signal: AbortSignal,
): Promise<void> {
  const { settleMs = 500, rescanMs = 3000 } = options;
  const bell = createBell();
  const watchers = folders.flatMap((folder) => startWatcher(folder, bell.ring));
  const scan = createScan(folders, options);
  try {
    while (!signal.aborted) {
      const unsettled = await scan(signal);
      await bell.wait(unsettled ? settleMs : rescanMs, unsettled, signal);
    }
  } catch (cause) {
    if (!signal.aborted) throw cause;
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}

/** One look at the folders: visits what has settled since the last look, and says whether anything has yet to settle. */
export function createScan(
  folders: readonly string[],
  { visit, onError }: Pick<WatchOptions, "visit" | "onError">,
): (signal: AbortSignal) => Promise<boolean> {
  const seen = new Map<string, { readonly version: string; readonly state: "growing" | "done" | "broken" }>();
  let failing: ReadonlySet<string> = new Set();

  const look = async (path: string): Promise<boolean> => {
    const known = seen.get(path);
    if (known?.state === "done") return false;
    const version = await versionOf(path);
    // Gone between the listing and now.
    if (version === undefined) return false;
    if (known?.version !== version) {
      seen.set(path, { version, state: "growing" });
      return true;
    }
    if (known.state === "growing") seen.set(path, { version, state: await visit(path) });
    return false;
  };

  return async (signal) => {
    let unsettled = false;
    const failingNow = new Set<string>();
    for (const top of folders) {
      const { files, problems } = await listLogFiles(top);
      for (const { folder, problem } of problems) {
        if (!failing.has(folder)) onError(folder, problem);
        failingNow.add(folder);
      }
      for (const path of files) {
        signal.throwIfAborted();
        if (await look(path)) unsettled = true;
      }
    }
    failing = failingNow;
    return unsettled;
  };
}

/** None where the system cannot watch (too many folders, say): looking every few seconds finds the files as well. */
function startWatcher(folder: string, ring: () => void): readonly FSWatcher[] {
  try {
    return [watch(folder, { recursive: true }, ring).on("error", ring)];
  } catch {
    return [];
  }
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { size, mtimeMs, ino } = await stat(path);
    return `${ino}:${size}:${mtimeMs}`;
  } catch {
    return undefined;
  }
}

interface Bell {
  readonly ring: () => void;
  /** Resolves after a time, when the signal is aborted, or, unless `deaf`, when the bell has been rung since the last wait. */
  wait(milliseconds: number, deaf: boolean, signal: AbortSignal): Promise<void>;
}

function createBell(): Bell {
  let rung = false;
  let wake: () => void = () => undefined;
  return {
    ring() {
      rung = true;
      wake();
    },
    wait(milliseconds, deaf, signal) {
      return new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", end);
          rung = false;
          wake = () => undefined;
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        signal.addEventListener("abort", end);
        if (!deaf) wake = end;
        if (signal.aborted || (rung && !deaf)) end();
      });
    },
  };
}
