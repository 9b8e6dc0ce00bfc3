import type { FilterPattern } from "../pattern/ast.ts";
import type { LogMessage } from "../pattern/message.ts";
import { compileValueReference, parseValueReference, type Selected } from "../pattern/value-reference.ts";
import { isMetricValue } from "./statistic-set.ts";
import type { MetricTransformation } from "./transformation.ts";

/** What one matching event publishes. An event that does not match publishes the default value, if there is one. */
export type Published =
  | { readonly kind: "value"; readonly value: number; readonly dimensions: Readonly<Record<string, string>> }
  /** The default value, without dimensions, as if the event had not matched; nothing when there is no default. */
  | { readonly kind: "default" }
  | { readonly kind: "nothing" };

const NOTHING: Published = { kind: "nothing" };
const DEFAULT: Published = { kind: "default" };
const NO_DIMENSIONS: Readonly<Record<string, string>> = {};

/** A number as text: decimal, with an optional exponent. NaN, Infinity and hexadecimal are no numbers (A7, inf). */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Longest value of a dimension that CloudWatch takes (doc MODEL). */
const DIMENSION_VALUE_LIMIT = 1024;

function numberOf(text: string): number | undefined {
  if (!NUMBER.test(text)) return undefined;
  const value = Number(text);
  return isMetricValue(value) ? value : undefined;
}

/**
 * Compiles what a metric filter does with an event that matches its pattern. Values per event (obs AWS26 `pub-*`):
 * the literal or selected number; the default when the field is missing or null; nothing when it is no number.
 * Dimensions are all or none: one that is missing takes away the others (obs AWS26 pub-dims).
 *
 * The default of an event that does not match is for the caller to add, once per event (obs AWS26 pub-mixed).
 *
 * @param systemDimensions `@aws.account`, `@aws.region` where the filter emits them; they sit on matches only (obs AWS26)
 * @throws if the transformation has a value or dimension that PutMetricFilter would refuse
 * @example
 * ```ts
 * const parsed = parsePattern("{ $.latency = * }");
 * if (parsed.ok) {
 *   const transform = compileTransformation(parsed.pattern, { metricName: "m", metricNamespace: "n", metricValue: "$.latency" });
 *   transform(logMessage('{"latency": 50}')); // { kind: "value", value: 50, dimensions: {} }
 * }
 * ```
 */
export function compileTransformation(
  pattern: FilterPattern,
  transformation: MetricTransformation,
  systemDimensions: Readonly<Record<string, string>> = NO_DIMENSIONS,
): (message: LogMessage) => Published {
  const valueOf = compileValue(pattern, transformation.metricValue);
  const dimensionsOf = compileDimensions(pattern, transformation.dimensions ?? NO_DIMENSIONS, systemDimensions);
  return (message) => {
    const value = valueOf(message);
    return typeof value === "number" ? { kind: "value", value, dimensions: dimensionsOf(message) } : value;
  };
}

function reference(pattern: FilterPattern, text: string): (message: LogMessage) => Selected {
  const parsed = parseValueReference(text);
  if (!parsed.ok) throw new Error(`not a field reference: ${text}`);
  return compileValueReference(pattern, parsed.reference);
}

function compileValue(pattern: FilterPattern, metricValue: string): (message: LogMessage) => number | Published {
  const literal = numberOf(metricValue);
  if (literal !== undefined) return () => literal;
  const select = reference(pattern, metricValue);
  return (message) => {
    const selected = select(message);
    switch (selected.kind) {
      case "missing":
      case "null":
        return DEFAULT;
      case "number":
      case "string":
        return numberOf(selected.text) ?? NOTHING;
      case "boolean":
      case "composite":
        break;
    }
    return NOTHING;
  };
}

function compileDimensions(
  pattern: FilterPattern,
  dimensions: Readonly<Record<string, string>>,
  systemDimensions: Readonly<Record<string, string>>,
): (message: LogMessage) => Readonly<Record<string, string>> {
  const selectors = Object.entries(dimensions).map(([name, text]) => ({ name, select: reference(pattern, text) }));
  if (selectors.length === 0) return () => systemDimensions;
  return (message) => {
    const values: [string, string][] = [];
    for (const { name, select } of selectors) {
      const value = dimensionValue(select(message));
      if (value === undefined) return NO_DIMENSIONS;
      values.push([name, value]);
    }
    return { ...Object.fromEntries(values), ...systemDimensions };
  };
}

/** Only non-empty texts and numbers make a dimension (A8, inf); longer ones than CloudWatch takes do not (inf). */
function dimensionValue(selected: Selected): string | undefined {
  if (selected.kind !== "string" && selected.kind !== "number") return undefined;
  const { text } = selected;
  return text.trim() === "" || text.length > DIMENSION_VALUE_LIMIT ? undefined : text;
}
