import { type Command, common, type Own, type Run } from "./command.ts";
import { examples } from "./examples.ts";
import type { QueryChecksOptions } from "./query-checks.ts";
import { addSourceOptions } from "./snapshot-command.ts";

const HELP = `
A stored check looks for texts: AWSMonitoring(filterPattern: "REGEX") { ...AssetFragment } lists the account when no
metric filter with an alarm has a text that the expression is found in. --control tells where that and the verdict by
behaviour disagree.

Exit codes: 0 the result is as expected, 1 it is not, 2 the check is wrong, 3 what could not be read may be the reason.`;

/** `tocsin query`. Its body is imported when it runs. */
export function addQueryChecks(program: Command, run: Run): void {
  const command = program
    .command("query")
    .description("run a stored check over an account")
    .argument("<check>", "the check, a file that holds it, or - for standard input")
    .option("--snapshot <file>", "judge this snapshot instead of reading the account, - for standard input")
    .option("--expect <result>", "eq or ne and JSON", "eq []")
    .option("--control <id>", "tell where the check and this control's verdict by behaviour disagree");
  addSourceOptions(command)
    .addHelpText("after", HELP)
    .addHelpText(
      "after",
      examples(
        "tocsin query check.graphql --snapshot account.json",
        "tocsin query check.graphql --snapshot account.json --control console-signin-without-mfa",
      ),
    )
    .action(async (check: string, own: Own<Omit<QueryChecksOptions, "check">>, command: Command) => {
      const { runQueryChecks } = await import("./query-checks.ts");
      run.code = await runQueryChecks({ ...own, check, ...common(command, run) }, run.env, run.io);
    });
}
