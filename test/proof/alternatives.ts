import type {
  FilterPattern,
  JsonComparison,
  JsonCondition,
  JsonExpression,
  JsonPattern,
} from "../../src/pattern/ast.ts";
import { isJunction } from "../../src/pattern/ast.ts";
import { printPattern } from "../../src/pattern/print.ts";

/** One way to match a pattern, as a pattern of its own. */
export interface Alternative {
  /** What tells it from the others: `DeleteTrail`; or its conditions, where that is no single value. */
  readonly name: string;
  readonly pattern: JsonPattern;
}

/** The conjunctions of which a JSON pattern wants one: its disjunctive normal form, none for other patterns. */
export function alternativesOf(pattern: FilterPattern): readonly Alternative[] {
  if (pattern.kind !== "json") return [];
  const ways = conjunctions(pattern.expression);
  const common = (condition: JsonCondition): boolean =>
    ways.every((way) => way.some((other) => textOf(other) === textOf(condition)));
  return ways.map((way) => {
    const own = ways.length === 1 ? way : way.filter((condition) => !common(condition));
    const [first] = way;
    const expression: JsonExpression = way.length === 1 && first !== undefined ? first : { kind: "and", operands: way };
    return { name: nameOf(own), pattern: { kind: "json", expression } };
  });
}

function conjunctions(expression: JsonExpression): readonly (readonly JsonCondition[])[] {
  if (!isJunction(expression)) return [[expression]];
  const operands = expression.operands.map(conjunctions);
  if (expression.kind === "or") return operands.flat();
  return operands.reduce<readonly (readonly JsonCondition[])[]>(
    (ways, operand) => ways.flatMap((way) => operand.map((more) => [...way, ...more])),
    [[]],
  );
}

function nameOf(own: readonly JsonCondition[]): string {
  const [only] = own;
  if (own.length === 1 && only?.kind === "compare" && only.operator === "=") return plainValue(only) ?? textOf(only);
  return own.map(textOf).join(" && ");
}

function plainValue({ value }: JsonComparison): string | undefined {
  switch (value.kind) {
    case "text":
      return value.text;
    case "glob":
      return value.parts.join("*");
    case "number":
    case "regex":
      return undefined;
  }
}

function textOf(condition: JsonCondition): string {
  return printPattern({ kind: "json", expression: condition }).slice(2, -2);
}
