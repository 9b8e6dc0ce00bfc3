import { compileTransformation } from "../../metric/compile-transformation.ts";
import { isMetricValue } from "../../metric/statistic-set.ts";
import type { MetricTransformation } from "../../metric/transformation.ts";
import type { DelimitedPattern, FilterPattern, JsonPattern } from "../../pattern/ast.ts";
import { parseValueReference } from "../../pattern/value-reference.ts";
import type { AwsError } from "../aws-error.ts";
import { invalidParameter } from "./errors.ts";

/** Dimensions of one transformation, those of system fields among them. doc; obs AWS26 */
const MAX_DIMENSIONS = 3;

/**
 * Why CloudWatch Logs would refuse what a filter publishes, in its words (obs AWS26, unless marked); undefined when it
 * would not. In which order AWS looks is not known (unk).
 * `systemFieldDimensions` counts the dimensions that the filter emits beside the transformation's own.
 *
 * INVARIANT: a transformation that passes compiles, so that a stored filter can never stop the ingestion of its group.
 */
export function refusedTransformation(
  pattern: FilterPattern,
  transformation: MetricTransformation,
  systemFieldDimensions = 0,
): AwsError | undefined {
  const { metricNamespace, metricValue, defaultValue } = transformation;
  const dimensions = Object.values(transformation.dimensions ?? {});
  if (metricNamespace.startsWith("AWS/")) {
    return invalidParameter("Metric namespaces starting with AWS/ are reserved for AWS.");
  }
  if (!compiles(pattern, { ...transformation, dimensions: {} })) {
    return invalidTransformation(`metric value ${metricValue} must be a valid number`);
  }
  if (defaultValue !== undefined && !isMetricValue(defaultValue)) {
    // CloudWatch takes no such value (doc MODEL); that it is refused here, and the words, are Tocsin's (unk).
    return invalidTransformation(`default value ${defaultValue} must be a valid number`);
  }
  if (dimensions.length === 0) return undefined;
  if (pattern.kind !== "json" && pattern.kind !== "delimited") {
    return invalidParameter("The specified filter pattern does not support dimensions");
  }
  if (defaultValue !== undefined) {
    return invalidTransformation("dimensions and default value are mutually exclusive properties");
  }
  if (dimensions.length + systemFieldDimensions > MAX_DIMENSIONS) {
    // The rule is doc, the words are Tocsin's (unk).
    return invalidTransformation(`no more than ${MAX_DIMENSIONS} dimensions are allowed`);
  }
  return dimensions.every((selector) => fits(pattern, selector))
    ? undefined
    : invalidTransformation("dimension value must be valid selector");
}

/** `$.name` selects from JSON and `$name` from fields, and neither from the other. A8 */
function fits(pattern: JsonPattern | DelimitedPattern, selector: string): boolean {
  const parsed = parseValueReference(selector);
  return parsed.ok && (parsed.reference.kind === "selector") === (pattern.kind === "json");
}

function invalidTransformation(detail: string): AwsError {
  return invalidParameter(`Invalid metric transformation: ${detail}`);
}

/** `compileTransformation` throws exactly for what PutMetricFilter has to refuse. */
function compiles(pattern: FilterPattern, transformation: MetricTransformation): boolean {
  try {
    compileTransformation(pattern, transformation);
    return true;
  } catch {
    return false;
  }
}
