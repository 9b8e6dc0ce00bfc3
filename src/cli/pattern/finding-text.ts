import { renderRemark } from "../../pattern/index.ts";
import type { Claim, LintFinding } from "../../proof/lint/finding.ts";

/**
 * A finding for people, laid out as the diagnostics of a refused pattern are; its fix says what was proven of it.
 *
 * @example
 * const text = "{ $.a = 1 && $.a = 2 }";
 * const parsed = parsePattern(text);
 * if (parsed.ok) lintPattern({ text, ...parsed }).map((finding) => renderFinding(text, finding)).join("");
 * // "error[contradiction]: this can never match\n  |\n1 | { $.a = 1 && $.a = 2 }\n  | ^^^…"
 */
export function renderFinding(text: string, finding: LintFinding): string {
  const { fix, severity } = finding;
  if (fix === undefined) return renderRemark(text, severity, finding);
  return renderRemark(text, severity, {
    ...finding,
    fix: { ...fix, description: `${fix.description}; ${proven(fix.claim)}` },
  });
}

function proven({ kind }: Claim): string {
  switch (kind) {
    case "same-meaning":
      return "proven to mean the same";
    case "sees-more":
      return "proven to see all it saw, and more";
    case "sees-other":
      return "it sees other events than before";
  }
}
