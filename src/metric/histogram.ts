/**
 * How often each value was seen. `exact` holds the values themselves; past {@link EXACT_VALUES_LIMIT} distinct values it
 * becomes `binned`, each value standing for the others of its bin; past {@link BIN_LIMIT} bins, or where single values were
 * never known (a published statistic set), it is `unavailable` and percentiles are too.
 *
 * INVARIANT: merging is associative and commutative. Which kind a merge ends in depends only on the union of all values
 * (the number of distinct values and of bins only grows), and binning a value twice changes nothing.
 */
export type Histogram =
  | { readonly kind: "exact" | "binned"; readonly entries: readonly HistogramEntry[] }
  | { readonly kind: "unavailable" };

/** A value and how many samples had it, ordered by value within a histogram. */
export type HistogramEntry = readonly [value: number, count: number];

/** AWS takes at most 150 distinct values in one request (doc MODEL); a metric filter rarely yields more than two. */
export const EXACT_VALUES_LIMIT = 256;
/** 64 octaves of 64 bins: a spread of 10^19 between the smallest and the largest value. */
export const BIN_LIMIT = 4096;

const DOUBLE = new DataView(new ArrayBuffer(8));
/** Sign, exponent and the six leading bits of the fraction, in the upper half of a double. */
const BIN_BITS = 0xffff_c000;
const BIN_MIDDLE = 0x0000_2000;

/**
 * The middle of the bin of `value`: 64 bins to a doubling, so a bin is 0.8 to 1.6 % wide. AWS too reads percentiles from
 * bins of about 1 % (obs STACKD exact_bin_boundaries); its exact bins are not known (unk).
 */
export function binOf(value: number): number {
  if (value === 0) return 0;
  DOUBLE.setFloat64(0, value);
  DOUBLE.setUint32(0, (DOUBLE.getUint32(0) & BIN_BITS) | BIN_MIDDLE);
  DOUBLE.setUint32(4, 0);
  return DOUBLE.getFloat64(0);
}

function tally(entries: Iterable<HistogramEntry>): readonly HistogramEntry[] {
  const counts = new Map<number, number>();
  for (const [value, count] of entries) counts.set(value, (counts.get(value) ?? 0) + count);
  return [...counts].sort(([a], [b]) => a - b);
}

/** The histogram of `entries`, in the first kind that can hold it. */
export function histogramOf(entries: readonly HistogramEntry[], kind: "exact" | "binned" = "exact"): Histogram {
  const exact = tally(entries);
  if (kind === "exact" && exact.length <= EXACT_VALUES_LIMIT) return { kind, entries: exact };
  const binned = tally(exact.map(([value, count]) => [binOf(value), count]));
  return binned.length <= BIN_LIMIT ? { kind: "binned", entries: binned } : { kind: "unavailable" };
}

/** Both histograms in one. */
export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  if (a.kind === "unavailable" || b.kind === "unavailable") return { kind: "unavailable" };
  const kind = a.kind === "exact" && b.kind === "exact" ? "exact" : "binned";
  return histogramOf([...a.entries, ...b.entries], kind);
}
