/** A pattern as auditors read it that take a JSON pattern apart without knowing its language. */
export type ConditionTree = ConditionLeaf | ConditionJunction;

export interface ConditionLeaf {
  readonly kind: "leaf";
  /** The condition without white space around its operator, quotes kept: `$.eventName="ConsoleLogin"`. */
  readonly text: string;
}

export interface ConditionJunction {
  readonly kind: "and" | "or";
  readonly operands: readonly ConditionTree[];
}

/** Deeper nesting than any auditor reads. */
const DEEPEST = 8;

/**
 * Takes a JSON pattern apart by its parentheses; undefined when they are unbalanced, nested too deep, or when `&&` and `||`
 * stand side by side without them.
 *
 * @example
 * readConditions("{ ($.a = 1) && $.b = 2 }"); // { kind: "and", operands: [{ kind: "leaf", text: "$.a=1" }, …] }
 */
export function readConditions(pattern: string): ConditionTree | undefined {
  const inner = /^\s*\{([^]*)\}\s*$/.exec(pattern)?.[1];
  return inner === undefined ? undefined : readLevel(inner.trim(), 0);
}

function readLevel(text: string, depth: number): ConditionTree | undefined {
  if (depth > DEEPEST) return undefined;
  const split = splitTopLevel(text);
  if (split === undefined) return undefined;
  const [only] = split.parts;
  if (split.kind === undefined && only !== undefined) {
    const inner = /^\(([^]*)\)$/.exec(only)?.[1];
    return inner === undefined ? { kind: "leaf", text: conditionText(only) } : readLevel(inner.trim(), depth + 1);
  }
  const operands = split.parts.map((part) => readLevel(part, depth + 1));
  const known = operands.filter((operand) => operand !== undefined);
  return split.kind === undefined || known.length !== operands.length
    ? undefined
    : { kind: split.kind, operands: known };
}

/** Blanks around the operator mean nothing; `NOT EXISTS` is an operator even without a blank before it. */
function conditionText(text: string): string {
  const operator = /!=|=|NOT EXISTS/.exec(text);
  if (operator === null) return text;
  const [found] = operator;
  return `${text.slice(0, operator.index).trim()}${found}${text.slice(operator.index + found.length).trim()}`;
}

interface Split {
  /** Absent when there is one part. */
  readonly kind?: "and" | "or";
  readonly parts: readonly string[];
}

/** Splits at the operators that stand outside of parentheses. */
function splitTopLevel(text: string): Split | undefined {
  const parts: string[] = [];
  let kind: "and" | "or" | undefined;
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (depth < 0) return undefined;
    const operator = depth > 0 ? undefined : operatorAt(text, at);
    if (operator === undefined) continue;
    if (kind !== undefined && kind !== operator) return undefined;
    kind = operator;
    parts.push(text.slice(start, at).trim());
    at += 1;
    start = at + 1;
  }
  if (depth !== 0) return undefined;
  parts.push(text.slice(start).trim());
  return kind === undefined ? { parts } : { kind, parts };
}

function operatorAt(text: string, at: number): "and" | "or" | undefined {
  if (text.startsWith("&&", at)) return "and";
  return text.startsWith("||", at) ? "or" : undefined;
}

/**
 * The same tree, whatever the order of operands? One-sided on purpose, as the auditor that compares so is: each of ours is
 * among theirs and the numbers agree, so that one of ours that is there twice stands in for one that is missing.
 */
export function looksEqual(ours: ConditionTree, theirs: ConditionTree): boolean {
  if (ours.kind === "leaf" || theirs.kind === "leaf")
    return ours.kind === "leaf" && theirs.kind === "leaf" && ours.text === theirs.text;
  return (
    ours.kind === theirs.kind &&
    ours.operands.length === theirs.operands.length &&
    ours.operands.every((operand) => theirs.operands.some((other) => looksEqual(operand, other)))
  );
}

/** How many junctions there are above the deepest condition. */
export function depthOf(tree: ConditionTree): number {
  return tree.kind === "leaf" ? 0 : 1 + Math.max(...tree.operands.map(depthOf));
}
