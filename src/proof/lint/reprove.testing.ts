import { replaceSpan } from "../../pattern/diagnostics.ts";
import { compileMatcher } from "../../pattern/match.ts";
import { logMessage } from "../../pattern/message.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { printPattern } from "../../pattern/print.ts";
import { cloudtrail } from "../assume/cloudtrail.ts";
import { checkCertificate } from "../certificate/check.ts";
import { implies } from "../questions.ts";
import type { LintFinding } from "./finding.ts";
import { type LintOptions, lintPattern } from "./lint.ts";

export function lint(text: string, options: LintOptions = {}): readonly LintFinding[] {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`not a pattern: ${text}`);
  return lintPattern({ text, ...parsed }, options);
}

/** What is wrong with the findings about a pattern: every proof is checked, and every claim asked and tried again. */
export function flawsOf(text: string, options: LintOptions = {}): readonly string[] {
  return lint(text, options).flatMap((finding) =>
    flawsOfFinding(text, finding, options).map(
      (flaw) => `${finding.code}: ${flaw}: ${text} -> ${finding.fix?.replacement}`,
    ),
  );
}

function flawsOfFinding(text: string, { proof, fix }: LintFinding, options: LintOptions): readonly string[] {
  const assumption = options.assume === undefined ? undefined : cloudtrail;
  const flaws: string[] = [];
  if (proof.kind === "certificate" && !checkCertificate(proof.certificate, assumption).ok) flaws.push("no certificate");
  if (fix === undefined) return flaws;
  const { claim, edit, replacement } = fix;
  if (replaceSpan(text, edit.span, edit.text) !== replacement) flaws.push("the edit is not the replacement");
  const onlyNew = (event: string): boolean => matches(replacement, event) && !matches(text, event);
  const onlyOld = (event: string): boolean => matches(text, event) && !matches(replacement, event);
  const [kept, gained] = [implies(text, replacement, options).answer, implies(replacement, text, options).answer];
  switch (claim.kind) {
    case "same-meaning":
      if (kept === "no" || gained === "no") flaws.push("not the same meaning");
      if (claim.certificate === undefined) {
        if (canonical(text) !== canonical(replacement)) flaws.push("not the same pattern");
      } else if (!checkCertificate(claim.certificate, assumption).ok) {
        flaws.push("no certificate of the claim");
      }
      break;
    case "sees-more":
      if (kept === "no" || !onlyNew(claim.gains)) flaws.push("does not see more");
      if (!checkCertificate(claim.certificate, assumption).ok) flaws.push("no certificate of the claim");
      break;
    case "sees-other":
      if (!onlyNew(claim.gains) || !onlyOld(claim.loses)) flaws.push("does not see other events");
      break;
  }
  return flaws;
}

export function matches(pattern: string, event: string): boolean {
  const parsed = parsePattern(pattern);
  return parsed.ok && compileMatcher(parsed.pattern)(logMessage(event));
}

function canonical(text: string): string | undefined {
  const parsed = parsePattern(text);
  return parsed.ok ? printPattern(parsed.pattern) : undefined;
}
