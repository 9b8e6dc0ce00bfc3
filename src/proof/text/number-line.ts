import type { Decimal } from "../../pattern/decimal.ts";
import { eventNumber } from "../../pattern/number-text.ts";
import { classTable, ordersTo } from "./class-table.ts";
import type { TextClass } from "./classes.ts";
import type { LineTests } from "./line-tests.ts";
import { shortestSpelling } from "./number-spelling.ts";
import { shortestNumberIn } from "./numbers-in.ts";
import { ordersIn, regionsOf } from "./regions.ts";

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:E-?\d+)?$/;
const INFINITE = new Map([
  ["Infinity", "1e999"],
  ["-Infinity", "-1e999"],
]);

/**
 * The classes of numbers where each is told from the others by its place on the line, or by being spelled out: each
 * region of the line is decided for itself. What a walk would find, at once and always settled but for giant integers.
 */
export function numberLine(decimals: readonly Decimal[], { literals, holds }: LineTests): readonly TextClass[] {
  const table = classTable();
  const spelled = literals.flatMap((text) => lexemeOf(text) ?? []);
  const taken = new Set(spelled.map((lexeme) => eventNumber(lexeme).text));
  for (const region of regionsOf(decimals)) {
    const found = shortestNumberIn(region, taken);
    if (found.kind === "none") continue;
    const example = found.kind === "found" ? found.lexeme : undefined;
    table.offer({ holds: holds(undefined), orders: ordersIn(region, decimals), example });
  }
  for (const example of [...spelled, ...INFINITE.values()]) {
    const { text, decimal } = eventNumber(example);
    table.offer({ holds: holds(text), orders: ordersTo(decimals, decimal), example });
  }
  return table.classes();
}

/** The number that has this text. */
function lexemeOf(text: string): string | undefined {
  if (INFINITE.has(text)) return INFINITE.get(text);
  if (!JSON_NUMBER.test(text) || eventNumber(text).text !== text) return undefined;
  return /[.E]/.test(text) ? shortestSpelling(text) : text;
}
