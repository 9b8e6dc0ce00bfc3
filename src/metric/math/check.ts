import { COMPARISONS, type Expression, type MathDiagnostic, type Node } from "./expression.ts";
import { isFunctionName } from "./functions.ts";

/** What an expression comes to; of an array, at most how many series. */
export type MathType =
  | { readonly kind: "scalar" }
  | { readonly kind: "series" }
  | { readonly kind: "array"; readonly size: number };

/** What a name stands for where an expression is checked. */
export interface Names {
  /** The types of all other queries whose ids may be used. */
  readonly types: ReadonlyMap<string, MathType>;
  /** The ids of metrics, which METRICS() returns and PERIOD takes. */
  readonly metricIds: readonly string[];
}

/** A request has at most 500 queries (doc MODEL); no array grows beyond that in Tocsin (unk: AWS's own bound). */
const ARRAY_LIMIT = 500;

const SCALAR: MathType = { kind: "scalar" };
const SERIES: MathType = { kind: "series" };
const FILLERS = ["REPEAT", "LINEAR"];
const SORT_FUNCTIONS = ["AVG", "MIN", "MAX", "SUM"];
const SORT_ORDERS = ["ASC", "DESC"];

export type Checked =
  | { readonly ok: true; readonly type: MathType }
  | { readonly ok: false; readonly diagnostics: readonly MathDiagnostic[] };

/**
 * Whether the operands of an expression fit, and the type of its result. What passes can be evaluated on any data.
 * The rules are the guide's tables of arguments (doc CWUG), the words Tocsin's (unk).
 */
export function checkExpression(expression: Expression, names: Names): Checked {
  const diagnostics: MathDiagnostic[] = [];
  const type = typeOf(expression.root, { names, diagnostics });
  return diagnostics.length === 0 && type !== undefined ? { ok: true, type } : { ok: false, diagnostics };
}

interface Check {
  readonly names: Names;
  readonly diagnostics: MathDiagnostic[];
}

/** Undefined where something is wrong inside, which has been reported. */
type Found = MathType | undefined;

function report(check: Check, node: Node, message: string): undefined {
  check.diagnostics.push({ message, span: node.span });
  return undefined;
}

function array(check: Check, node: Node, size: number): Found {
  if (size <= ARRAY_LIMIT) return { kind: "array", size };
  return report(check, node, `An array may have at most ${ARRAY_LIMIT} time series.`);
}

function typeOf(node: Node, check: Check): Found {
  switch (node.kind) {
    case "number":
      return SCALAR;
    case "text":
      return report(check, node, "A quoted text can only be the argument of METRICS.");
    case "keyword":
      return report(check, node, `${node.name} has no value here. Ids begin with a lower-case letter.`);
    case "reference":
      return check.names.types.get(node.id) ?? report(check, node, `No query of the request has the id ${node.id}.`);
    case "list":
      return listType(node, node.items, check);
    case "negation":
      return typeOf(node.operand, check);
    case "binary":
      return binaryType(node, check);
    case "call":
      return callType(node.name, node.args, node, check);
  }
}

function listType(node: Node, items: readonly Node[], check: Check): Found {
  if (items.length === 0) return report(check, node, "An array needs at least one time series.");
  let size = 0;
  for (const item of items) {
    const type = typeOf(item, check);
    if (type === undefined) return undefined;
    if (type.kind === "scalar") return report(check, item, "An array holds time series: use TIME_SERIES of a number.");
    size += type.kind === "array" ? type.size : 1;
  }
  return array(check, node, size);
}

function binaryType(node: Extract<Node, { kind: "binary" }>, check: Check): Found {
  const left = typeOf(node.left, check);
  const right = typeOf(node.right, check);
  if (left === undefined || right === undefined) return undefined;
  if (left.kind !== "array" && right.kind !== "array") {
    return left.kind === "scalar" && right.kind === "scalar" ? SCALAR : SERIES;
  }
  const logical = node.operator === "AND" || node.operator === "OR";
  if (logical || COMPARISONS.some((comparison) => comparison === node.operator)) {
    return report(check, node, `${node.operator} compares numbers and time series, not arrays.`);
  }
  if (left.kind === "array" && right.kind === "array") {
    return report(check, node, `${node.operator} cannot have arrays on both sides.`);
  }
  return left.kind === "array" ? left : right;
}

function callType(name: string, args: readonly Node[], node: Node, check: Check): Found {
  // The parser lets only these through.
  if (!isFunctionName(name)) return report(check, node, `Function '${name}' not found`);
  const [first, second, third, fourth] = args;
  if (name === "METRICS") return metricsType(node, first, check);
  if (first === undefined) return report(check, node, `${name} needs an argument.`);
  switch (name) {
    case "ABS":
    case "CEIL":
    case "DIFF":
    case "DIFF_TIME":
    case "FLOOR":
    case "LOG":
    case "LOG10":
    case "RATE":
    case "RUNNING_SUM":
      return expect(first, ["series", "array"], name, check);
    case "AVG":
    case "DATAPOINT_COUNT":
    case "MAX":
    case "MIN":
    case "STDDEV":
    case "SUM": {
      const of = typeOf(first, check);
      if (of === undefined) return undefined;
      return of.kind === "array" ? SERIES : SCALAR;
    }
    case "DATE":
    case "DAY":
    case "EPOCH":
    case "HOUR":
    case "MINUTE":
    case "MONTH":
    case "YEAR":
      return expect(first, ["series"], name, check);
    case "FIRST":
    case "LAST":
      return expect(first, ["array"], name, check) && SERIES;
    case "METRIC_COUNT":
      return expect(first, ["array"], name, check) && SCALAR;
    case "REMOVE_EMPTY":
      return expect(first, ["array"], name, check);
    case "TIME_SERIES":
      return expect(first, ["scalar"], name, check) && SERIES;
    case "PERIOD":
      if (first.kind === "reference" && check.names.metricIds.includes(first.id)) return SCALAR;
      return report(check, first, "PERIOD takes the id of a metric, not the result of an expression.");
    case "FILL":
      return fillType(first, second, check);
    case "IF":
      return ifType(node, first, second, third, check);
    case "SLICE": {
      const bounds = [second, third].filter((bound) => bound !== undefined);
      return bounds.every((bound) => expect(bound, ["scalar"], name, check))
        ? expect(first, ["array"], name, check)
        : undefined;
    }
    case "SORT": {
      if (!keyword(second, SORT_FUNCTIONS, name, check) || !keyword(third, SORT_ORDERS, name, check)) return undefined;
      if (fourth !== undefined && expect(fourth, ["scalar"], name, check) === undefined) return undefined;
      return expect(first, ["array"], name, check);
    }
  }
}

const WORDS = { scalar: "a number", series: "a time series", array: "an array of time series" } as const;

function expect(node: Node, kinds: readonly MathType["kind"][], name: string, check: Check): Found {
  const type = typeOf(node, check);
  if (type === undefined || kinds.includes(type.kind)) return type;
  const wanted = kinds.map((kind) => WORDS[kind]).join(" or ");
  return report(check, node, `${name} takes ${wanted} here, not ${WORDS[type.kind]}.`);
}

function keyword(node: Node | undefined, words: readonly string[], name: string, check: Check): boolean {
  if (node === undefined || (node.kind === "keyword" && words.includes(node.name))) return true;
  report(check, node, `${name} takes one of ${words.join(", ")} here.`);
  return false;
}

function metricsType(node: Node, filter: Node | undefined, check: Check): Found {
  if (filter === undefined) return array(check, node, check.names.metricIds.length);
  if (filter.kind !== "text") return report(check, filter, "METRICS takes a quoted text.");
  return array(check, node, check.names.metricIds.filter((id) => id.includes(filter.value)).length);
}

function fillType(filled: Node, filler: Node | undefined, check: Check): Found {
  const type = expect(filled, ["series", "array"], "FILL", check);
  if (filler === undefined || (filler.kind === "keyword" && FILLERS.includes(filler.name))) return type;
  return expect(filler, ["scalar", "series"], "FILL", check) && type;
}

function ifType(node: Node, test: Node, yes: Node | undefined, no: Node | undefined, check: Check): Found {
  const kinds = [test, yes, no].flatMap((part) =>
    part === undefined ? [] : [expect(part, ["scalar", "series"], "IF", check)],
  );
  if (kinds.includes(undefined)) return undefined;
  if (kinds.some((type) => type?.kind === "series")) return SERIES;
  return no === undefined ? report(check, node, "IF of numbers alone needs a third argument.") : SCALAR;
}
