import { countRegexes, type FilterPattern } from "../../pattern/ast.ts";
import { MAX_REGEX_FILTERS_PER_LOG_GROUP } from "../../pattern/limits.ts";
import { parsePattern } from "../../pattern/parse.ts";
import type { Transaction } from "../ports.ts";
import { limitExceeded } from "./errors.ts";

/** The filter that is being put: it does not count beside itself. */
interface PutFilter {
  readonly kind: "metricFilter" | "subscriptionFilter";
  readonly filterName: string;
}

/**
 * Filters are counted, not expressions, and one rewritten without frees its place (obs AWS26). Metric and subscription
 * filters of a group share the quota (doc CWLUG, which speaks of the log group; inf).
 *
 * @throws AwsError LimitExceededException
 */
export async function requireRegexQuota(
  tx: Transaction,
  region: string,
  logGroupName: string,
  pattern: FilterPattern,
  put: PutFilter,
): Promise<void> {
  if (countRegexes(pattern) === 0) return;
  let bearing = 0;
  for (const kind of ["metricFilter", "subscriptionFilter"] as const) {
    const filters = await tx.listDocuments(kind, { region, parent: logGroupName });
    bearing += filters.filter(
      (filter) => !(kind === put.kind && filter.filterName === put.filterName) && bearsRegex(filter.filterPattern),
    ).length;
  }
  if (bearing >= MAX_REGEX_FILTERS_PER_LOG_GROUP) throw limitExceeded();
}

function bearsRegex(filterPattern: string): boolean {
  const parsed = parsePattern(filterPattern);
  return parsed.ok && countRegexes(parsed.pattern) > 0;
}
