/** Where a log event that reached a metric can be read again, and which filter let it through. */
export interface EvidenceRef {
  /** The event's own time, epoch milliseconds. */
  readonly timestamp: number;
  /** The stored chunk of log events that holds it. */
  readonly chunk: string;
  /** Its place in the chunk, counted from 0. */
  readonly index: number;
  readonly filterName: string;
  readonly logGroupName: string;
}

/** How many references a bucket keeps: enough to name the culprits in a message, few enough to store with it. */
export const EVIDENCE_LIMIT = 20;

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A total order: oldest event first, ties by place and filter. */
export function compareEvidence(a: EvidenceRef, b: EvidenceRef): number {
  return (
    a.timestamp - b.timestamp ||
    compareText(a.chunk, b.chunk) ||
    a.index - b.index ||
    compareText(a.filterName, b.filterName) ||
    compareText(a.logGroupName, b.logGroupName)
  );
}

/**
 * The first {@link EVIDENCE_LIMIT} distinct references of both lists, in order. Taking the least of a total order
 * is associative and commutative, so workers may merge in any order and keep the same references.
 */
export function mergeEvidence(a: readonly EvidenceRef[], b: readonly EvidenceRef[]): readonly EvidenceRef[] {
  const sorted = [...a, ...b].sort(compareEvidence);
  const distinct = sorted.filter((ref, i) => {
    const previous = sorted[i - 1];
    return previous === undefined || compareEvidence(previous, ref) !== 0;
  });
  return distinct.slice(0, EVIDENCE_LIMIT);
}
