/** What a stored check expects of its result: `eq []`. */
export interface Expectation {
  readonly operator: "eq" | "ne";
  readonly value: unknown;
}

/** No assets: nothing is amiss. */
export const EXPECT_NOTHING: Expectation = { operator: "eq", value: [] };

const LONGEST = 65_536;

/**
 * Reads an expected result: `eq` or `ne` and JSON; undefined for any other text.
 *
 * @example
 * readExpectation("eq []"); // { operator: "eq", value: [] }
 */
export function readExpectation(text: string): Expectation | undefined {
  const match = text.length > LONGEST ? null : /^\s*(eq|ne)\s([^]*)$/.exec(text);
  const [, operator, json = ""] = match ?? [];
  if (operator !== "eq" && operator !== "ne") return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return { operator, value };
  } catch {
    return undefined;
  }
}

/** Is the result as expected? Members of an object may come in any order. */
export function meets(result: unknown, { operator, value }: Expectation): boolean {
  return isSame(result, value) === (operator === "eq");
}

function isSame(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, place) => isSame(item, right[place]));
  if (!isObject(left) || !isObject(right)) return left === right;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSame(left[name], right[name]))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
