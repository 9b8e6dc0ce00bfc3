import type { Diagnostic } from "../../pattern/index.ts";
import { awsErrorText, parsePattern, printPattern, renderDiagnostics } from "../../pattern/index.ts";
import type { LintFinding } from "../../proof/lint/finding.ts";
import type { lintPattern } from "../../proof/lint/lint.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { PatternCheckOptions } from "../options.ts";
import { printAnswer } from "../output.ts";
import { visible, visibleLine } from "../visible.ts";
import { renderFinding } from "./finding-text.ts";
import { readPatternText } from "./pattern-text.ts";

/**
 * `tocsin pattern check`: would AWS accept these patterns, and if not, what is wrong where; and if so, what about them
 * is hardly meant.
 */
export async function runPatternCheck(options: PatternCheckOptions, io: Io): Promise<number> {
  const lint = options.lint ? (await import("../../proof/lint/lint.ts")).lintPattern : undefined;
  const verdicts: Verdict[] = [];
  for (const argument of options.patterns) verdicts.push(judge(await readPatternText(argument, io), lint, options));
  await printAnswer(
    { json: verdicts.map((verdict) => verdict.json), text: () => verdicts.map((verdict) => verdict.text).join("") },
    options,
    io,
  );
  return verdicts.some(({ json }) => !json.ok || json.findings?.some((finding) => counts(finding, options)))
    ? EXIT.findings
    : EXIT.clean;
}

interface Verdict {
  readonly json: {
    readonly pattern: string;
    readonly ok: boolean;
    readonly canonical?: string;
    readonly awsMessage?: string;
    readonly diagnostics?: readonly Diagnostic[];
    readonly findings?: readonly LintFinding[];
  };
  readonly text: string;
}

function judge(pattern: string, lint: typeof lintPattern | undefined, { assume }: PatternCheckOptions): Verdict {
  const parsed = parsePattern(pattern);
  if (parsed.ok) {
    const canonical = printPattern(parsed.pattern);
    const findings = lint?.({ text: pattern, ...parsed }, assume === undefined ? {} : { assume });
    const rendered = findings?.map((finding) => visible(renderFinding(pattern, finding))) ?? [];
    return {
      json: { pattern, ok: true, canonical, ...(findings === undefined ? {} : { findings }) },
      text: `ok: ${visibleLine(canonical)}\n${rendered.join("")}`,
    };
  }
  const awsMessage = awsErrorText(pattern, parsed.diagnostics);
  return {
    json: { pattern, ok: false, awsMessage, diagnostics: parsed.diagnostics },
    text: `${visible(renderDiagnostics(pattern, parsed.diagnostics)).trimEnd()}\n`,
  };
}

/** Does a finding end the command with exit code 1? */
function counts({ severity }: LintFinding, { strict }: PatternCheckOptions): boolean {
  return severity === "error" || (strict && severity === "warning");
}
