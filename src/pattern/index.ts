export type {
  And,
  ComparisonOperator,
  DelimitedEntry,
  DelimitedPattern,
  Expression,
  FieldComparison,
  FieldCondition,
  FieldExpression,
  FilterPattern,
  GlobValue,
  IsCondition,
  JsonComparison,
  JsonCondition,
  JsonExpression,
  JsonPattern,
  MatchAllPattern,
  NotExistsCondition,
  NumberValue,
  Or,
  PresentCondition,
  RegexPattern,
  RegexValue,
  Selector,
  SelectorStep,
  Span,
  Spans,
  Term,
  TermPattern,
  TextValue,
  Value,
} from "./ast.ts";
export { countRegexes } from "./ast.ts";
export { describePattern } from "./describe.ts";
export type { Diagnostic, DiagnosticCode, Fix } from "./diagnostics.ts";
export { awsErrorText } from "./diagnostics.ts";
export type { ClauseExplanation, Explanation, ExplanationNode, JunctionExplanation } from "./explain.ts";
export { explainPattern } from "./explain.ts";
export { compileFilterSet } from "./filter-set.ts";
export {
  MAX_PATTERN_LENGTH,
  MAX_REGEX_FILTERS_PER_LOG_GROUP,
  MAX_REGEXES_PER_PATTERN,
  MAX_TEST_MESSAGES,
  MAX_WILDCARDS_PER_PATTERN,
  MAX_WILDCARDS_PER_SELECTOR,
} from "./limits.ts";
export type { MatchResult } from "./match.ts";
export { compileMatcher, compilePattern, extractValues } from "./match.ts";
export type { LogMessage } from "./message.ts";
export { logMessage } from "./message.ts";
export type { ParseResult } from "./parse.ts";
export { parsePattern } from "./parse.ts";
export { printPattern } from "./print.ts";
export type { Remark } from "./render.ts";
export { renderDiagnostics, renderRemark } from "./render.ts";
export { renderExplanation } from "./render-explanation.ts";
export type { MetricFilterMatchRecord, TestMetricFilterResult } from "./test-metric-filter.ts";
export { testMetricFilter } from "./test-metric-filter.ts";
export type { Selected, ValueReference, ValueReferenceResult } from "./value-reference.ts";
export { compileValueReference, parseValueReference } from "./value-reference.ts";
