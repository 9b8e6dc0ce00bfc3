/** Runs a task as soon as fewer than the limit are running. */
export type Limit = <Value>(task: () => Promise<Value>) => Promise<Value>;

/**
 * At most so many tasks at a time, in the order they came.
 *
 * @example
 * const limit = limitOf(8);
 * await Promise.all(urls.map((url) => limit(() => fetch(url))));
 */
export function limitOf(most: number): Limit {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place goes to the next one directly, so that nobody slips in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
