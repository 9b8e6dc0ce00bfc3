import { parseIpAddress } from "./ip-address.ts";
import type { Pattern, Scalar, WildcardSteps } from "./pattern.ts";

/** Whether a value that is there satisfies a pattern. `exists` false never does: it asks for no value at all. */
export function satisfies(pattern: Pattern, value: Scalar): boolean {
  switch (pattern.kind) {
    case "equals":
      return pattern.value === value;
    case "prefix":
    case "suffix":
      return typeof value === "string" && hasAffix(pattern, value);
    case "equals-ignore-case":
      return typeof value === "string" && value.toLowerCase() === pattern.text.toLowerCase();
    case "wildcard":
      return typeof value === "string" && matchesWildcard(pattern.steps, value);
    case "numeric":
      return typeof value === "number" && isBetween(pattern, value);
    case "cidr": {
      const address = typeof value === "string" ? parseIpAddress(value) : undefined;
      const { bits, first, last } = pattern.block;
      return address !== undefined && address.bits === bits && address.value >= first && address.value <= last;
    }
    case "anything-but":
      return !pattern.patterns.some((excluded) => satisfies(excluded, value));
    case "exists":
      return pattern.expected;
  }
}

function hasAffix(pattern: Extract<Pattern, { kind: "prefix" | "suffix" }>, value: string): boolean {
  const fold = (text: string) => (pattern.ignoreCase ? text.toLowerCase() : text);
  const text = fold(value);
  return pattern.kind === "prefix" ? text.startsWith(fold(pattern.text)) : text.endsWith(fold(pattern.text));
}

function isBetween({ low, high }: Extract<Pattern, { kind: "numeric" }>, value: number): boolean {
  const aboveLow = low === undefined || value > low.value || (low.inclusive && value === low.value);
  const belowHigh = high === undefined || value < high.value || (high.inclusive && value === high.value);
  return aboveLow && belowHigh;
}

/** The first text at the beginning, the last at the end, the others in between, each as early as it fits: linear. */
function matchesWildcard(steps: WildcardSteps, value: string): boolean {
  const [first = "", ...rest] = steps;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first)) return false;
  let position = first.length;
  for (const step of rest) {
    const found = value.indexOf(step, position);
    if (found === -1) return false;
    position = found + step.length;
  }
  return value.length - last.length >= position && value.endsWith(last);
}
