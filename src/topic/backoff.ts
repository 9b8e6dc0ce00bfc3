const backoffFunctions = ["linear", "arithmetic", "geometric", "exponential"] as const;

export type BackoffFunction = (typeof backoffFunctions)[number];

export function isBackoffFunction(text: string): text is BackoffFunction {
  return backoffFunctions.some((name) => name === text);
}

/**
 * The delay before retry `index` (from 0) of the `count` retries of a backoff phase: the first waits `min`, the last
 * `max`, and the function says how the rest grows. `min` is above zero; the result has the unit of `min` and `max`.
 *
 * AWS documents the four names and shows them in a picture without formulas; these are the plain readings of the words:
 * equal steps, steps that grow by equal amounts, equal ratios, steps that double. inf
 *
 * @example
 * backoffDelay("linear", 5, 260, 2, 4); // 175
 */
export function backoffDelay(fn: BackoffFunction, min: number, max: number, index: number, count: number): number {
  const last = count - 1;
  if (last <= 0) return min;
  switch (fn) {
    case "linear":
      return min + (max - min) * (index / last);
    case "arithmetic":
      return min + (max - min) * ((index * (index + 1)) / (last * (last + 1)));
    case "geometric":
      return min * (max / min) ** (index / last);
    case "exponential":
      // (2^index - 1) / (2^last - 1), written so that a long phase does not overflow.
      return min + (max - min) * ((2 ** (index - last) - 2 ** -last) / (1 - 2 ** -last));
  }
}
