/** A stretch of an expression's text, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface MathDiagnostic {
  readonly message: string;
  readonly span: Span;
}

export const ARITHMETIC = ["+", "-", "*", "/", "^"] as const;
export const COMPARISONS = ["==", "!=", "<=", ">=", "<", ">"] as const;
export type ArithmeticOperator = (typeof ARITHMETIC)[number];
export type ComparisonOperator = (typeof COMPARISONS)[number];
/** `&&` and `||` are read as AND and OR (doc CWUG). */
export type LogicalOperator = "AND" | "OR";
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | LogicalOperator;

export type Node =
  | { readonly kind: "number"; readonly value: number; readonly span: Span }
  | { readonly kind: "text"; readonly value: string; readonly span: Span }
  /** The id of a metric or of another expression. */
  | { readonly kind: "reference"; readonly id: string; readonly span: Span }
  /** A word in capitals that is an argument of a function: REPEAT, LINEAR, ASC, DESC, AVG ... */
  | { readonly kind: "keyword"; readonly name: string; readonly span: Span }
  | { readonly kind: "list"; readonly items: readonly Node[]; readonly span: Span }
  | { readonly kind: "negation"; readonly operand: Node; readonly span: Span }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Node;
      readonly right: Node;
      readonly span: Span;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Node[]; readonly span: Span };

/** A metric math expression that was read without an objection. */
export interface Expression {
  readonly text: string;
  readonly root: Node;
}

function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case "number":
    case "text":
    case "reference":
    case "keyword":
      return [];
    case "list":
      return node.items;
    case "negation":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "call":
      return node.args;
  }
}

function* nodesOf(root: Node): Generator<Node> {
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    open.push(...children(node));
  }
}

/**
 * The ids that an expression names. METRICS() names none and means all: see {@link usesMetrics}.
 *
 * @example
 * ```ts
 * const parsed = parseExpression("100 * errors / requests");
 * if (parsed.ok) referencedIds(parsed.expression); // Set { "errors", "requests" }
 * ```
 */
export function referencedIds(expression: Expression): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const node of nodesOf(expression.root)) if (node.kind === "reference") ids.add(node.id);
  return ids;
}

/** Whether an expression asks for the metrics of the request with METRICS(). */
export function usesMetrics(expression: Expression): boolean {
  for (const node of nodesOf(expression.root)) if (node.kind === "call" && node.name === "METRICS") return true;
  return false;
}
