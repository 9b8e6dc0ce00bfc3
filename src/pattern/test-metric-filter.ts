import type { Diagnostic } from "./diagnostics.ts";
import { compilePattern } from "./match.ts";
import { parsePattern } from "./parse.ts";

/** One match, as the TestMetricFilter operation returns it. */
export interface MetricFilterMatchRecord {
  /** The place of the message in the request, from 1. obs AWS26 */
  readonly eventNumber: number;
  readonly eventMessage: string;
  readonly extractedValues: Readonly<Record<string, string>>;
}

export type TestMetricFilterResult =
  | { readonly ok: true; readonly tested: number; readonly matches: readonly MetricFilterMatchRecord[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * What the TestMetricFilter operation does, for any number of messages.
 *
 * @example
 * testMetricFilter("ERROR", ["INFO ok", "ERROR disk"]);
 * // { ok: true, tested: 2, matches: [{ eventNumber: 2, eventMessage: "ERROR disk", extractedValues: {} }] }
 */
export function testMetricFilter(pattern: string, messages: readonly string[]): TestMetricFilterResult {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return parsed;
  const match = compilePattern(parsed.pattern);
  const matches = messages.flatMap((eventMessage, index) => {
    const { matched, extractedValues } = match(eventMessage);
    return matched ? [{ eventNumber: index + 1, eventMessage, extractedValues }] : [];
  });
  return { ok: true, tested: messages.length, matches };
}
