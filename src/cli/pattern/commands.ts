import type { Command, Option } from "commander";
import { common, type Own, type Run } from "../command.ts";
import { examples } from "../examples.ts";
import type {
  PatternCheckOptions,
  PatternDiffOptions,
  PatternExplainOptions,
  PatternFormatOptions,
  PatternProveOptions,
  PatternRepairOptions,
  PatternSynthOptions,
  PatternTestOptions,
} from "../options.ts";
import { QUESTIONS, type Question } from "./question.ts";

const CHECK_HELP = `
Exit codes: 0 fine, 1 when AWS would refuse a pattern or lint has an error (with --strict: or a warning; notes never
count), 2 usage.`;

const PROVE_HELP = `
Questions:
${Object.entries(QUESTIONS)
  .map(([question, { patterns, asks }]) => `  ${`${question} ${patterns}`.padEnd(36)}  ${asks}`)
  .join("\n")}

Exit codes: 0 yes, 1 no, 2 usage or a pattern that AWS would refuse, 3 unknown.`;

const DIFF_HELP = `
Exit codes: 0 no difference, 1 they differ, 2 usage or a pattern that AWS would refuse, 3 not everything was decided.`;

/** `tocsin pattern` and what is under it. Bodies are imported when their command runs. */
export function addPattern(program: Command, run: Run): void {
  const group = program.command("pattern").description("work with CloudWatch Logs filter patterns, no engine needed");
  const check = group.command("check");
  check
    .description("would AWS accept these patterns, and do they say what is meant?")
    .argument("<pattern...>", "patterns, - for one on standard input")
    .option("--no-lint", "only AWS's verdict")
    .option("--strict", "warnings count as findings, too", false)
    .addOption(assumption(check))
    .addHelpText("after", CHECK_HELP)
    .addHelpText(
      "after",
      examples(
        `tocsin pattern check '{ $.eventName = "ConsoleLogin" }'`,
        `tocsin pattern check --strict --assume cloudtrail '{ $.additionalEventData.MFAUsed != "Yes" }'  # exit code 1`,
        "tocsin pattern check -- '-DEBUG'",
      ),
    )
    .action(async (patterns: string[], own: Own<PatternCheckOptions>, command: Command) => {
      const { runPatternCheck } = await import("./check.ts");
      run.code = await runPatternCheck({ ...own, patterns, ...common(command, run) }, run.io);
    });
  group
    .command("explain")
    .description("what each clause asks; with an event, why it did or did not match")
    .argument("<pattern>", "a pattern, - for standard input")
    .option("--event <file>", "file with one event, - for standard input")
    .addHelpText(
      "after",
      examples(
        `tocsin pattern explain '{ $.errorCode = "*UnauthorizedOperation" }'`,
        `tocsin pattern explain '{ $.additionalEventData.MFAUsed != "Yes" }' --event event.json`,
      ),
    )
    .action(async (pattern: string, own: Own<PatternExplainOptions>, command: Command) => {
      const { runPatternExplain } = await import("./explain.ts");
      run.code = await runPatternExplain({ ...own, pattern, ...common(command, run) }, run.io);
    });
  group
    .command("fmt")
    .description("print the canonical text of a pattern")
    .argument("<pattern>", "a pattern, - for standard input")
    .option("--check", "exit code 1 when the pattern is not canonical", false)
    .option("--fix", "leave out what is proven to change nothing", false)
    .addHelpText(
      "after",
      examples(
        `tocsin pattern fmt '{$.eventName="ConsoleLogin"}'`,
        `tocsin pattern fmt --check '{$.eventName="ConsoleLogin"}'  # exit code 1`,
        `tocsin pattern fmt --fix '{ ($.errorCode = "AccessDenied") || ($.errorCode = "Access*") }'`,
      ),
    )
    .action(async (pattern: string, own: Own<PatternFormatOptions>, command: Command) => {
      const { runPatternFormat } = await import("./format.ts");
      run.code = await runPatternFormat({ ...own, pattern, ...common(command, run) }, run.io);
    });
  group
    .command("test")
    .description("which events does a pattern match, and what does it extract?")
    .argument("<pattern>", "a pattern, - for standard input")
    .option("--events <file>", "file with one event a line, - for standard input", "-")
    .addHelpText("after", examples(`tocsin pattern test '{ $.eventName = "ConsoleLogin" }' --events events.jsonl`))
    .action(async (pattern: string, own: Own<PatternTestOptions>, command: Command) => {
      const { runPatternTest } = await import("./test.ts");
      run.code = await runPatternTest({ ...own, pattern, ...common(command, run) }, run.io);
    });
  addProve(group, run);
  addDiff(group, run);
  addRepair(group, run);
  addSynth(group, run);
}

function assumption(command: Command): Option {
  return command
    .createOption("--assume <knowledge>", "consider only events as CloudTrail writes them")
    .choices(["cloudtrail"]);
}

function addProve(group: Command, run: Run): void {
  const prove = group.command("prove");
  prove
    .description("decide what patterns can ever match: a witness, or a proof that there is none")
    .addArgument(prove.createArgument("<question>", "what is asked, see below").choices(Object.keys(QUESTIONS)))
    .argument("<pattern...>", "patterns, - for one on standard input")
    .addOption(assumption(prove))
    .option("--certificate", "show the facts that a proof rests on (JSON always has them)", false)
    .addHelpText("after", PROVE_HELP)
    .addHelpText(
      "after",
      examples(
        `tocsin pattern prove implies '{ $.errorCode = "AccessDenied" }' '{ $.errorCode = "Access*" }'`,
        `tocsin pattern prove satisfiable '{ ($.a = 1) && ($.a = 2) }'  # exit code 1`,
      ),
    )
    .action(async (question: Question, patterns: string[], own: Own<PatternProveOptions>, command: Command) => {
      const { runPatternProve } = await import("./prove.ts");
      run.code = await runPatternProve({ ...own, question, patterns, ...common(command, run) }, run.io);
    });
}

function addDiff(group: Command, run: Run): void {
  const diff = group.command("diff");
  diff
    .description("what pattern B no longer sees of what A sees, and what it sees in addition, in words")
    .argument("<A>", "a pattern, - for standard input")
    .argument("<B>", "a pattern, - for standard input")
    .addOption(
      diff
        .createOption("--assume <knowledge>", "which events to consider: those of CloudTrail, or any")
        .choices(["cloudtrail", "none"])
        .default("cloudtrail"),
    )
    .option("--records", "show a whole record of each kind (JSON always has them)", false)
    .addHelpText("after", DIFF_HELP)
    .addHelpText(
      "after",
      examples(`tocsin pattern diff '{ $.eventName = "Console*" }' '{ $.eventName = "ConsoleLogin" }'  # exit code 1`),
    )
    .action(async (first: string, second: string, own: Own<PatternDiffOptions>, command: Command) => {
      const { runPatternDiff } = await import("./diff.ts");
      run.code = await runPatternDiff({ ...own, first, second, ...common(command, run) }, run.io);
    });
}

function addRepair(group: Command, run: Run): void {
  withRecords(group.command("repair"))
    .description("the least change of a pattern after which it matches these records and not those")
    .argument("<pattern>", "a pattern, - for standard input")
    .addHelpText(
      "after",
      examples(
        `tocsin pattern repair '{ $.eventName = "*" }' --must-match signins.jsonl --must-not-match others.jsonl`,
      ),
    )
    .action(async (pattern: string, own: Own<PatternRepairOptions>, command: Command) => {
      const { runPatternRepair } = await import("./repair.ts");
      run.code = await runPatternRepair({ ...own, pattern, ...common(command, run) }, run.io);
    });
}

function addSynth(group: Command, run: Run): void {
  withRecords(group.command("synth"))
    .description("the shortest pattern that matches these records and not those")
    .addHelpText("after", examples("tocsin pattern synth --must-match signins.jsonl --must-not-match others.jsonl"))
    .action(async (own: Own<PatternSynthOptions>, command: Command) => {
      const { runPatternSynth } = await import("./synth.ts");
      run.code = await runPatternSynth({ ...own, ...common(command, run) }, run.io);
    });
}

function withRecords(command: Command): Command {
  return command
    .requiredOption("--must-match <file>", "records: a CloudTrail file, JSON lines or a list, plain or gzip, or -")
    .requiredOption("--must-not-match <file>", "records that it may not match, in any of these forms")
    .addHelpText("after", "\nExit codes: 0 there is one, 1 there is none, 2 usage or files that cannot be read.");
}
