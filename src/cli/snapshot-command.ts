import { type Command, common, InvalidArgumentError, Option, type Own, type Run } from "./command.ts";
import { examples } from "./examples.ts";
import { httpUrl, regionName } from "./option-values.ts";
import type { SnapshotOptions } from "./snapshot.ts";

const HELP = `
Only calls that read are made; --print-policy shows them as an IAM policy. Without --region every region of the
partition is asked, and opt-in regions that the account has not enabled are left out. What could not be read stands in
the snapshot under "gaps".

Exit codes: 0 everything was read, 2 usage or no access at all, 3 something could not be read.`;

/** `tocsin snapshot`. Its body is imported when it runs. */
export function addSnapshot(program: Command, run: Run): void {
  const command = program
    .command("snapshot")
    .description("read the monitoring chain of an account, and write it as JSON for `tocsin audit --snapshot`")
    .option("--out <file>", "write here, not to standard output; of an organisation, a folder");
  addSourceOptions(command)
    .option("--print-policy", "print what must be allowed as an IAM policy, and read nothing", false)
    .option("--print-schema", "print the JSON schema of a snapshot, and read nothing", false)
    .addHelpText("after", HELP)
    .addHelpText(
      "after",
      examples(
        "tocsin snapshot --profile security-audit --region us-east-1 eu-central-1 --out account.json",
        "tocsin snapshot --endpoint-url http://127.0.0.1:4666",
        "tocsin snapshot --print-policy",
      ),
    )
    .action(async (own: Own<SnapshotOptions>, command: Command) => {
      const { runSnapshot } = await import("./snapshot.ts");
      run.code = await runSnapshot({ ...own, ...common(command, run) }, run.env, run.io);
    });
}

/** The options that say which account is read, the same for every command that reads one. */
export function addSourceOptions(command: Command): Command {
  const engine = "read a running engine, such as http://127.0.0.1:4666, not AWS";
  const organization = "read all accounts of the organisation, the others with this role";
  const region = new Option("--region <name...>", "only these regions (default: all that are enabled)").argParser(
    (given: string, before: readonly string[] | undefined) => [
      ...(before ?? []),
      checkedValue(given, regionName, "a name such as us-east-1"),
    ],
  );
  return command
    .addOption(checked("--endpoint-url <url>", engine, httpUrl, "a URL"))
    .option("--profile <name>", "profile of the AWS configuration")
    .addOption(region)
    .addOption(checked("--role-arn <arn>", "read with this role", roleArn, "the ARN of a role"))
    .addOption(checked("--organization-role <name>", organization, roleName, "the name of a role"));
}

type ReadValue = (text: string) => string | undefined;

function roleArn(text: string): string | undefined {
  return /^arn:aws[a-z-]{0,20}:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/.test(text) ? text : undefined;
}

/** With its path, if it has one. */
function roleName(text: string): string | undefined {
  return /^[\w+=,.@/-]{1,576}$/.test(text) ? text : undefined;
}

function checked(flags: string, description: string, read: ReadValue, expected: string): Option {
  return new Option(flags, description).argParser((given: string) => checkedValue(given, read, expected));
}

function checkedValue(given: string, read: ReadValue, expected: string): string {
  const value = read(given);
  if (value === undefined) throw new InvalidArgumentError(`Expected is ${expected}.`);
  return value;
}
