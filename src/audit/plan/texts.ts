import type { Control } from "../../controls/control.ts";
import { parsePattern } from "../../pattern/index.ts";
import type { Auditor } from "../authorities/auditor.ts";

/** Would an auditor take a filter with this text for the control's? */
export function takes(auditor: Auditor, filterPattern: string, control: Control): boolean {
  return auditor.textRule(control)?.(filterPattern) === true;
}

/** Whether AWS's documented language has a text: PutMetricFilter may refuse others. */
export function isAccepted(filterPattern: string): boolean {
  return parsePattern(filterPattern).ok;
}

/** The texts that may satisfy auditors: those that are published for the control, and those that they name themselves. */
export function candidateTexts(control: Control, chosen: readonly Auditor[]): readonly string[] {
  const wanted = chosen.flatMap((auditor) => auditor.wants(control) ?? []);
  return [...new Set([...control.published.map(({ filterPattern }) => filterPattern), ...wanted])];
}

/** Why no text satisfies an auditor. */
export function whyNoText(auditor: Auditor, control: Control): string {
  const wanted = auditor.wants(control);
  if (wanted === undefined) return "no published text passes it";
  return isAccepted(wanted)
    ? `no published text passes it, and the one that it names does not either: ${wanted}`
    : `it wants a text that AWS's documented language does not have: ${wanted}`;
}
