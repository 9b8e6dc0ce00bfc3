import type { TextRule } from "./auditor.ts";
import type { DemandedEvents } from "./demanded.ts";

/** A comparison that a text rule looks for. */
export interface Clause {
  /** Without `$.`: `additionalEventData.MFAUsed`. */
  readonly selector: string;
  readonly operator: "=" | "!=" | "NOT EXISTS";
  readonly value?: string;
}

/**
 * The clauses of a list of events, the source first.
 *
 * @example
 * clausesOf({ eventNames: ["CreateVpc"] }); // [{ selector: "eventName", operator: "=", value: "CreateVpc" }]
 */
export function clausesOf({ eventSource, eventNames }: DemandedEvents): readonly Clause[] {
  const names = eventNames.map((value): Clause => ({ selector: "eventName", operator: "=", value }));
  return eventSource === undefined ? names : [{ selector: "eventSource", operator: "=", value: eventSource }, ...names];
}

/** What a text rule takes for the quotes around a value. */
export type Quotes = "none" | "demanded" | "optional" | "any-character";

const QUOTE: Readonly<Record<Quotes, string>> = { none: "", demanded: '"', optional: '"?', "any-character": "[^]?" };

/**
 * Finds a clause in a text, white space around its operator being free. Linear: each white space has one place to be in.
 *
 * @param boundary the value must end where it ends: `CreateRoute` is not found in `CreateRouteTable`
 * @example
 * clauseFinder({ selector: "eventName", operator: "=", value: "StopLogging" }, "optional", false).exec("$.eventName=StopLogging");
 */
export function clauseFinder({ selector, operator, value = "" }: Clause, quotes: Quotes, boundary: boolean): RegExp {
  const field = `\\$\\.${escaped(selector)}`;
  if (operator === "NOT EXISTS") return new RegExp(`${field}\\s+NOT\\s+EXISTS`, "g");
  const closing = quotes === "demanded" ? '"' : "";
  const end = boundary && /\w$/.test(value) ? "\\b" : closing;
  return new RegExp(`${field}\\s*${operator}\\s*${QUOTE[quotes]}${escaped(value)}${end}`, "g");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/**
 * The rule that clauses are there one after the other, with at least one character between them. Taking the first place of
 * each is enough: whatever follows a later place follows the first as well.
 *
 * @param between tells which texts may stand between two clauses, before the first and after the last; any by default
 * @example
 * inOrder([/a/g, /b/g])("a..b"); // true
 */
export function inOrder(finders: readonly RegExp[], between: (gap: string) => boolean = () => true): TextRule {
  return (text) => {
    let end = 0;
    for (const [place, finder] of finders.entries()) {
      finder.lastIndex = place === 0 ? 0 : end + 1;
      const found = finder.exec(text);
      if (found === null || !between(text.slice(end, found.index))) return false;
      end = finder.lastIndex;
    }
    return between(text.slice(end));
  };
}
