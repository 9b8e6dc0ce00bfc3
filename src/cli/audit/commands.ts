import { type Command, common, InvalidArgumentError, type Own, type Run } from "../command.ts";
import { examples } from "../examples.ts";
import { addSourceOptions } from "../snapshot-command.ts";
import { UsageError } from "../usage-error.ts";
import { type AuditOptions, REPORT_FORMATS, type ReportFormat } from "./options.ts";

/** A file of exceptions, for the help text. */
export const EXCEPTIONS_EXAMPLE = `formatVersion: 1
exceptions:
  - id: EX-1
    control: vpc-changes
    owner: network@example.com
    reason: Only the pipeline may change VPCs, and every change of it is reviewed.
    scope: {accounts: ["123456789012"]}   # or regions, authorities; everything unless given
    created: 2026-01-15
    expires: 2027-01-14
    evidence: [https://wiki.example.com/vpc-pipeline]
    history:
      - {date: 2026-07-14, by: ciso@example.com, note: renewed, expires: 2027-01-14}
`;

const HELP = `
Each control's events are delivered to the account's own chain on a virtual clock. Verdicts: rings; rings-for-some (the
events that go unseen are named); silent (the first broken link is); noisy (harmless events ring as well); unknown (what
could not be read is named).

A file of exceptions; one that has no owner, reason, end or evidence, or is over, fails the audit, and one that is over
within thirty days warns:

${EXCEPTIONS_EXAMPLE.replace(/^/gm, "  ").trimEnd()}

--plan adds to each finding that does not ring, or that one of the named authorities (\`security-hub scoutsuite cis-1.4\`) would
fail, the fewest filters that mend it, as commands of the AWS CLI: proven by an audit of the account with them. Only precise
filters page; those for auditors go to a topic of their own.

--output is one of text (or table), ${REPORT_FORMATS.join(", ")}; a report in json is what --since reads.

Exit codes: 0 everything rings or is under an exception that holds; 1 something is silent, rings only for some or is
noisy, or an exception has expired or is invalid; 3 nothing of that, but a verdict is unknown since something could not
be read; 2 usage. What --break tells does not change them.`;

/** `tocsin audit`. Its body is imported when it runs. */
export function addAudit(program: Command, run: Run): void {
  const command = program
    .command("audit")
    .description("would this account's bell ring, and if not, where does the chain break?");
  addSourceOptions(command)
    .option("--snapshot <file>", "a file of `tocsin snapshot` instead of an account, - for standard input")
    .option("--control <id...>", "only these controls, as `tocsin controls list` shows them")
    .option("--benchmark <version>", "only the controls of a benchmark version, such as cis-6.0")
    .option("--exceptions <file>", "what somebody answers for, until when, and why (YAML)")
    .option("--since <file>", "the JSON report of an earlier audit: what was fixed, what broke, what is new")
    .option("--break", "also break every link, one at a time, and tell what nobody would notice", false)
    .option(
      "--plan [authority...]",
      "also plan the fewest filters that pass these authorities, or all, and what is to page",
    )
    .option("--out <file>", "write the report here, not to standard output")
    .option("--print-schema", "print the JSON schema of the JSON report, and read nothing", false)
    .addHelpText("after", HELP)
    .addHelpText(
      "after",
      examples(
        "tocsin audit --profile security-audit --control console-signin-without-mfa",
        "tocsin audit --snapshot account.json --benchmark cis-6.0 --plan security-hub --output html --out report.html  # exit code 1",
        "tocsin audit --snapshot account.json --since earlier.json --exceptions exceptions.yaml  # exit code 1",
      ),
    )
    .action(async (own: Omit<Own<AuditOptions>, "format">, command: Command) => {
      const shared = common(command, run);
      const format = formatOf(command);
      // What `--query` selects is printed in one of the two ways that every command has.
      const output = format === "text" && shared.output !== "json" ? "text" : "json";
      const options: AuditOptions = { ...own, ...shared, output, format };
      const { runAudit } = await import("./audit.ts");
      run.code = await runAudit(options, run.env, run.io);
    });
  offerReports(program, command);
}

/** All commands share one `--output`: it takes reports too, and commands that have none refuse them. */
function offerReports(program: Command, audit: Command): void {
  const offered: readonly string[] = ["text", "table", ...REPORT_FORMATS];
  program.options
    .find(({ long }) => long === "--output")
    ?.argParser((given: string) => {
      if (!offered.includes(given)) throw new InvalidArgumentError("Allowed choices are json, text.");
      return given;
    });
  program.hook("preAction", (_, action) => {
    const { output = "text" } = program.opts<{ readonly output?: string }>();
    if (action !== audit && output !== "text" && output !== "json")
      throw new UsageError(`--output ${output} is for \`tocsin audit\` only`, "Allowed choices are json, text.");
  });
}

function formatOf(command: Command): ReportFormat {
  const { output } = command.optsWithGlobals<{ readonly output?: string }>();
  return REPORT_FORMATS.find((format) => format === output) ?? "text";
}
