import type { FilterPattern } from "../../pattern/ast.ts";
import { awsErrorText, type Diagnostic, GENERAL_AWS_MESSAGE } from "../../pattern/diagnostics.ts";
import { parsePattern } from "../../pattern/parse.ts";
import type { AwsError } from "../aws-error.ts";
import { invalidParameter } from "./errors.ts";

/** Problems told beside AWS's text; a pattern that has more is better read by `tocsin pattern check`. */
const MAX_PROBLEMS_TOLD = 5;

type PatternOperation =
  | "PutMetricFilter"
  | "TestMetricFilter"
  | "FilterLogEvents"
  | "PutSubscriptionFilter"
  | "StartLiveTail";

/** @throws AwsError InvalidParameterException, as `refusedPattern` words it. */
export function requirePattern(text: string, operation: PatternOperation): FilterPattern {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw refusedPattern(text, parsed.diagnostics, operation);
  return parsed.pattern;
}

/**
 * How a pattern is refused: AWS's exact text as the first line, and under it, one a line, what is wrong and where in
 * Tocsin's words, which AWS does not tell.
 */
export function refusedPattern(
  text: string,
  diagnostics: readonly Diagnostic[],
  operation: PatternOperation,
): AwsError {
  const first = firstLine(awsErrorText(text, diagnostics), operation);
  return invalidParameter([first, ...diagnostics.slice(0, MAX_PROBLEMS_TOLD).map(tell)].join("\n"));
}

function firstLine(awsText: string, operation: PatternOperation): string {
  const isGeneral = awsText === GENERAL_AWS_MESSAGE;
  switch (operation) {
    case "PutMetricFilter":
    case "TestMetricFilter":
      return awsText;
    // FilterLogEvents has a general text of its own (obs ISS 2019), and the same details (A12, inf). That
    // PutSubscriptionFilter shares it: inf.
    case "FilterLogEvents":
    case "PutSubscriptionFilter":
      return isGeneral ? "Invalid filter pattern" : awsText;
    // Live Tail puts the two together. obs ISS defang#1008; inf where there is no detail.
    case "StartLiveTail":
      return isGeneral ? "Invalid filter pattern" : `Invalid filter pattern: ${awsText}`;
  }
}

function tell({ span, message, help }: Diagnostic): string {
  return `At character ${span.start + 1}: ${message}${help === undefined ? "" : ` (${help})`}.`;
}
