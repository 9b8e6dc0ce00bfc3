import { checkExpression, type MathType } from "./check.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Expression, referencedIds, type Span } from "./expression.ts";
import { parseExpression } from "./parse.ts";
import type { Grid, MathValue, Series } from "./series.ts";

/** A query by itself: with an expression it is computed from others, without one it is a metric. */
export interface MathQuery {
  readonly id: string;
  readonly expression?: string;
  /** What the result is called; an expression's own id where absent. */
  readonly label?: string;
  /** Seconds; of a metric, what PERIOD answers. */
  readonly period?: number;
  /** False for a query that only serves others; such an expression may come to a number. */
  readonly returnData?: boolean;
}

/** Something wrong with the query of that id. `span` is a place in its expression. */
export interface QueryDiagnostic {
  readonly id: string;
  readonly message: string;
  readonly span?: Span;
}

/** Queries that fit together, expressions in an order in which each finds what it names. */
export interface MathPlan {
  readonly metrics: readonly MathQuery[];
  readonly steps: readonly { readonly query: MathQuery; readonly expression: Expression }[];
  /** What each query comes to. An alarm can watch "series" only. */
  readonly kinds: ReadonlyMap<string, MathType["kind"]>;
}

export type PlannedQueries =
  | { readonly ok: true; readonly plan: MathPlan }
  | { readonly ok: false; readonly diagnostics: readonly QueryDiagnostic[] };

/** Letters, digits and underscores, beginning with a lower-case letter (doc MODEL). */
const ID = /^[a-z][A-Za-z0-9_]*$/;
const ID_LIMIT = 255;
/** All arrays of a request together: a bound of Tocsin's, so that no request can ask for more than a machine holds (unk). */
const SERIES_LIMIT = 5000;

/**
 * Reads the expressions of some queries and resolves what they name; refuses bad ids, cycles, and operands that do not fit.
 *
 * @example
 * ```ts
 * planQueries([{ id: "m1" }, { id: "e1", expression: "m1 / e2" }, { id: "e2", expression: "FILL(m1, 1)" }]);
 * // { ok: true, plan: { steps: e2 before e1, ... } }
 * ```
 */
export function planQueries(queries: readonly MathQuery[]): PlannedQueries {
  const diagnostics: QueryDiagnostic[] = [...idProblems(queries)];
  const parsed = new Map<string, Step>();
  for (const query of queries) {
    if (query.expression === undefined) continue;
    const read = parseExpression(query.expression);
    if (read.ok) parsed.set(query.id, { query, expression: read.expression });
    else diagnostics.push(...read.diagnostics.map((problem) => ({ id: query.id, ...problem })));
  }
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const ordered = inOrder(parsed);
  if (!ordered.ok) return ordered;
  return typed(
    queries.filter((query) => query.expression === undefined),
    ordered.steps,
  );
}

type Step = MathPlan["steps"][number];

function* idProblems(queries: readonly MathQuery[]): Generator<QueryDiagnostic> {
  const seen = new Set<string>();
  for (const { id } of queries) {
    if (!ID.test(id) || id.length > ID_LIMIT) {
      yield { id, message: "An id begins with a lower-case letter and has only letters, digits and underscores." };
    }
    if (seen.has(id)) yield { id, message: `The id ${id} is given to more than one query.` };
    seen.add(id);
  }
}

type Ordered =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly diagnostics: readonly QueryDiagnostic[] };

/** Depth first, without recursion: a chain of expressions may be as long as a request. */
function inOrder(parsed: ReadonlyMap<string, Step>): Ordered {
  const steps: Step[] = [];
  const state = new Map<string, "open" | "done">();
  for (const root of parsed.keys()) {
    const stack = [root];
    for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
      const step = parsed.get(id);
      if (step === undefined || state.get(id) === "done") {
        stack.pop();
      } else if (state.get(id) === "open") {
        state.set(id, "done");
        steps.push(step);
        stack.pop();
      } else {
        state.set(id, "open");
        const needed = [...referencedIds(step.expression)].filter((other) => parsed.has(other));
        const cyclic = needed.find((other) => state.get(other) === "open");
        if (cyclic !== undefined) {
          const message = `The expression depends on itself, through ${cyclic}.`;
          return { ok: false, diagnostics: [{ id, message }] };
        }
        stack.push(...needed.filter((other) => state.get(other) === undefined));
      }
    }
  }
  return { ok: true, steps };
}

function typed(metrics: readonly MathQuery[], steps: readonly Step[]): PlannedQueries {
  const types = new Map<string, MathType>(metrics.map(({ id }) => [id, { kind: "series" }]));
  const metricIds = metrics.map(({ id }) => id);
  const diagnostics: QueryDiagnostic[] = [];
  let size = 0;
  for (const { query, expression } of steps) {
    const { id } = query;
    const checked = checkExpression(expression, { types, metricIds });
    if (!checked.ok) {
      diagnostics.push(...checked.diagnostics.map((problem) => ({ id, ...problem })));
      // What builds on it would only repeat the complaint.
      types.set(id, { kind: "series" });
      continue;
    }
    types.set(id, checked.type);
    if (checked.type.kind === "array") size += checked.type.size;
    if (size > SERIES_LIMIT) {
      diagnostics.push({ id, message: `The arrays of a request may have at most ${SERIES_LIMIT} time series in all.` });
      break;
    }
    if (checked.type.kind === "scalar" && query.returnData !== false) {
      // doc CWUG: what is returned must be a time series or an array of them.
      const message =
        "The result is a single number, not a time series: use it in a larger expression, or TIME_SERIES.";
      diagnostics.push({ id, message, span: expression.root.span });
    }
  }
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const kinds = new Map([...types].map(([id, { kind }]) => [id, kind]));
  return { ok: true, plan: { metrics, steps, kinds } };
}

export interface PlanData {
  /** The metrics' datapoints, by id. */
  readonly series: ReadonlyMap<string, Series>;
  readonly grid: Grid;
  /** By the id of an expression, where its periods are not those of `grid`. */
  readonly grids?: ReadonlyMap<string, Grid>;
}

/**
 * The values of all queries of a plan by id. A metric that has no series has no data. Series of an array are named after
 * the expression's label and their own, as the legend of a graph names them (doc CWUG).
 */
export function evaluatePlan(plan: MathPlan, data: PlanData): ReadonlyMap<string, MathValue> {
  const { grid, grids } = data;
  const metrics = plan.metrics.map(
    ({ id, label }) => data.series.get(id) ?? { id, label: label ?? id, timestamps: [], values: [] },
  );
  const periods = new Map(plan.metrics.map(({ id, period }) => [id, period ?? grid.period]));
  const values = new Map<string, MathValue>(metrics.map((series) => [series.id, { kind: "series", series }]));
  for (const { query, expression } of plan.steps) {
    const environment = { values, metrics, grid: grids?.get(query.id) ?? grid, periods };
    values.set(query.id, named(evaluateExpression(expression, environment), query));
  }
  return values;
}

function named(value: MathValue, { id, label }: MathQuery): MathValue {
  switch (value.kind) {
    case "scalar":
      return value;
    case "series":
      return { kind: "series", series: { ...value.series, id, label: label ?? id } };
    case "array":
      return {
        kind: "array",
        series: value.series.map((series) => ({
          ...series,
          label: label === undefined || label === "" ? series.label : `${label} ${series.label}`,
        })),
      };
  }
}
