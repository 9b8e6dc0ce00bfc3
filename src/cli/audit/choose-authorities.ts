import { auditorsOf } from "../../audit/authorities/authorities.ts";
import type { Control } from "../../controls/control.ts";
import { UsageError } from "../usage-error.ts";

/**
 * The authorities to plan for: those that were named, or all that judge one of the controls. Throws UsageError with the
 * names that none of them has.
 */
export function chooseAuthorities(controls: readonly Control[], named: true | readonly string[]): readonly string[] {
  const known = new Set(
    controls.flatMap((control) => [
      ...control.benchmarks.map(({ benchmark }) => benchmark),
      ...auditorsOf(control).map(({ authority }) => authority),
    ]),
  );
  if (named === true) return [...known];
  const unknown = named.filter((name) => !known.has(name));
  if (unknown.length === 0) return named;
  const names = known.size === 0 ? "none" : [...known].join(", ");
  throw new UsageError(
    `no authority with a rule for these controls is called ${unknown.map((name) => JSON.stringify(name)).join(" or ")}`,
    `There are ${names}.`,
  );
}
