import type { Finding, Verdict } from "../finding.ts";

/** What behaviour says, where a text rule that passes would have it that all is well. */
const IN_TRUTH: Readonly<Record<Exclude<Verdict, "rings" | "unknown">, string>> = {
  silent: "no event of this kind would reach anybody",
  "rings-for-some": "some events of this kind would reach nobody",
  noisy: "harmless events ring as well",
};

/**
 * The note where a check of texts and the verdict by behaviour say different things; undefined where they agree, or where
 * either is not known.
 *
 * @example
 * disagreement(true, finding);
 * // "the check passes, yet no event of this kind would reach anybody (alarm: actions are disabled)"
 */
export function disagreement(
  passed: boolean | "unknown",
  { verdict, brokenLink, reason }: Pick<Finding, "verdict" | "brokenLink" | "reason">,
): string | undefined {
  if (passed === "unknown" || verdict === "unknown") return undefined;
  if (passed && verdict !== "rings") {
    const where = brokenLink === undefined ? "" : ` (${brokenLink}${reason === undefined ? "" : `: ${reason}`})`;
    return `the check passes, yet ${IN_TRUTH[verdict]}${where}`;
  }
  return !passed && (verdict === "rings" || verdict === "noisy")
    ? "the check fails, yet every event of this kind would reach somebody: it looks for one text, and others do as well"
    : undefined;
}
