export type { MathType } from "./check.ts";
export { type Environment, evaluateExpression } from "./evaluate.ts";
export { type Expression, type MathDiagnostic, referencedIds, type Span, usesMetrics } from "./expression.ts";
export { type ParsedExpression, parseExpression } from "./parse.ts";
export {
  evaluatePlan,
  type MathPlan,
  type MathQuery,
  type PlanData,
  type PlannedQueries,
  planQueries,
  type QueryDiagnostic,
} from "./plan.ts";
export type { Grid, MathValue, Series } from "./series.ts";
