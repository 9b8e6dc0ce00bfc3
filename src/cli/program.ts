import type { Credentials } from "../aws/sigv4-sign.ts";
import { addAudit } from "./audit/commands.ts";
import { Command, CommanderError, common, InvalidArgumentError, Option, type Own, type Run } from "./command.ts";
import { addControls } from "./controls/commands.ts";
import { examples } from "./examples.ts";
import { EXIT } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { accountId, httpUrl, isoTime, portNumber, regionName, smtpUrl, text } from "./option-values.ts";
import type {
  ClockAdvanceOptions,
  DemoOptions,
  IngestOptions,
  KeysDeleteOptions,
  KeysOptions,
  MailboxOptions,
  ServeOptions,
} from "./options.ts";
import { addPattern } from "./pattern/commands.ts";
import { addQueryChecks } from "./query-checks-command.ts";
import { addSnapshot } from "./snapshot-command.ts";
import { UsageError } from "./usage-error.ts";
import { readVersion } from "./version.ts";

const EXIT_CODES = `
Exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 incomplete, 4 internal error, 130 interrupted.`;

/**
 * The command line: names, options, help. Bodies are imported when their command runs, so that no command pays for
 * another. Gives the exit code; throws what a body throws.
 */
export async function runProgram(argv: readonly string[], io: Io, env: NodeJS.ProcessEnv): Promise<number> {
  const run: Run = { io, env, code: EXIT.clean };
  const program = createProgram(run);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return run.code;
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    if (cause.code === "commander.unknownOption" && argv[0] === "pattern")
      io.stderr("A pattern that begins with - goes after --: tocsin pattern check -- '-DEBUG'\n");
    return cause.exitCode === 0 ? EXIT.clean : EXIT.usage;
  }
}

/** All commands. None has run: nothing but names, options and help is loaded. */
export function createProgram(run: Run): Command {
  const program = bareProgram(run.io);
  addServe(program, run);
  addDemo(program, run);
  addIngest(program, run);
  addMailbox(program, run);
  addKeys(program, run);
  addPattern(program, run);
  addAudit(program, run);
  addControls(program, run);
  addSnapshot(program, run);
  addQueryChecks(program, run);
  addClock(program, run);
  return program;
}

function bareProgram(io: Io): Command {
  return new Command("tocsin")
    .description(
      "Proves that the bell rings: the AWS monitoring chain from CloudTrail to a subscriber, on your machine.",
    )
    .version(readVersion())
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr })
    .configureHelp({ showGlobalOptions: true })
    .addOption(
      new Option("--output <format>", "how to print data (default: text, with --query json)").choices(["json", "text"]),
    )
    .option("--query <jmespath>", "print only what this JMESPath expression selects")
    .option("--no-color", "no colour, as with NO_COLOR")
    .option("--debug", "show the stack of an internal error")
    .addHelpText("after", EXIT_CODES);
}

function addServe(program: Command, run: Run): void {
  program
    .command("serve")
    .description("run the engine: an AWS endpoint for CloudTrail, CloudWatch Logs, CloudWatch, SNS and STS")
    .addOption(portOption())
    .addOption(
      checked("--host <address>", "address to listen on", text, "an address such as 127.0.0.1").default("127.0.0.1"),
    )
    .addOption(dataOption().default(run.env["TOCSIN_DATA"] || ".tocsin", "TOCSIN_DATA, else .tocsin"))
    .option("--ephemeral", "keep everything in memory, and allow POST /_tocsin/reset", false)
    .addOption(
      new Option("--clock <kind>", "manual: time moves only on `tocsin clock advance`")
        .choices(["system", "manual"])
        .default("system"),
    )
    .addOption(checked("--clock-start <time>", "where a manual clock starts", isoTime, "such as 2026-01-31T12:00:00Z"))
    .addOption(checked("--account <id>", "account of the endpoint", accountId, "twelve digits").default("123456789012"))
    .addOption(
      checked("--region <name>", "region of unsigned requests", regionName, "such as us-east-1").default("us-east-1"),
    )
    .addOption(
      checked("--smtp-url <url>", "send mail here, not to the local mailbox", smtpUrl, "such as smtp://localhost:25"),
    )
    .addOption(checked("--mail-from <address>", "sender of mail", text, "an address"))
    .addOption(
      checked("--sqs-endpoint-url <url>", "where sqs subscribers live", httpUrl, "such as http://127.0.0.1:9324"),
    )
    .addOption(
      new Option(
        "--auth <mode>",
        "strict: only requests signed with a key of `tocsin keys`; lenient: verify only those",
      )
        .choices(["off", "lenient", "strict"])
        .default("off"),
    )
    .addOption(
      checked("--public-url <url>", "where subscribers reach this endpoint", httpUrl, "such as http://tocsin:4666"),
    )
    .addHelpText(
      "after",
      examples(
        "tocsin serve",
        "tocsin serve --ephemeral --port 4777",
        "tocsin serve --clock manual --clock-start 2026-03-02T08:00:00Z --data rehearsal",
      ),
    )
    .action(async (own: Own<ServeOptions>, command: Command) => {
      if (own.clockStart !== undefined && own.clock !== "manual")
        throw new UsageError("--clock-start needs --clock manual", "The system clock cannot be set from here.");
      const { runServe } = await import("./serve.ts");
      run.code = await runServe({ ...own, ...common(command, run) }, run.io);
    });
}

function addDemo(program: Command, run: Run): void {
  program
    .command("demo")
    .description("run the whole chain once on recorded sign-ins, and show who was told what")
    .addOption(portOption())
    .addOption(dataOption().default(run.env["TOCSIN_DATA"] || undefined, "TOCSIN_DATA, else a temporary folder"))
    .option("--exit", "stop when the demonstration is over", false)
    .addHelpText("after", examples("tocsin demo --exit"))
    .action(async (own: Own<DemoOptions>, command: Command) => {
      const { runDemo } = await import("./demo.ts");
      run.code = await runDemo({ ...own, ...common(command, run) }, run.io);
    });
}

function addIngest(program: Command, run: Run): void {
  program
    .command("ingest")
    .description("bring CloudTrail log files to a running engine")
    .argument("<path...>", "files or folders, - for standard input")
    .addOption(endpointOption(run))
    .option("--trail <name>", "deliver through this trail only")
    .option("--replay", "move a manual clock along with the records", false)
    .option("--watch", "go on with files that appear later", false)
    .addHelpText(
      "after",
      examples(
        "tocsin ingest AWSLogs",
        "tocsin ingest --replay AWSLogs",
        "tocsin ingest --watch --trail management-events AWSLogs",
      ),
    )
    .action(async (paths: string[], own: Own<IngestOptions>, command: Command) => {
      const { runIngest } = await import("./ingest.ts");
      run.code = await runIngest({ ...own, paths, ...credentials(run), ...common(command, run) }, run.io);
    });
}

function addMailbox(program: Command, run: Run): void {
  program
    .command("mailbox")
    .description("list the mails that the engine delivered locally, or print one")
    .argument("[mail]", "a file of the list, or `last`")
    .addOption(dataOption().default(run.env["TOCSIN_DATA"] || ".tocsin", "TOCSIN_DATA, else .tocsin"))
    .addHelpText("after", examples("tocsin mailbox", "tocsin mailbox last"))
    .action(async (mail: string | undefined, own: Own<MailboxOptions>, command: Command) => {
      const { runMailbox } = await import("./mailbox.ts");
      const named = mail === undefined ? {} : { mail };
      run.code = await runMailbox({ ...own, ...named, ...common(command, run) }, run.io);
    });
}

function addKeys(program: Command, run: Run): void {
  const group = program.command("keys").description("access keys for an engine that is served with --auth");
  const data = (): Option => dataOption().default(run.env["TOCSIN_DATA"] || ".tocsin", "TOCSIN_DATA, else .tocsin");
  group
    .command("create")
    .description("make a key and show its secret, this once")
    .addOption(data())
    .addHelpText("after", examples("tocsin keys create"))
    .action(async (own: Own<KeysOptions>, command: Command) => {
      const { runKeysCreate } = await import("./keys.ts");
      run.code = await runKeysCreate({ ...own, ...common(command, run) }, run.io);
    });
  group
    .command("list")
    .description("the keys there are, without their secrets")
    .addOption(data())
    .addHelpText("after", examples("tocsin keys list"))
    .action(async (own: Own<KeysOptions>, command: Command) => {
      const { runKeysList } = await import("./keys.ts");
      run.code = await runKeysList({ ...own, ...common(command, run) }, run.io);
    });
  group
    .command("delete")
    .description("forget a key; a running engine refuses it from the next request on")
    .argument("<access-key-id>", "as `tocsin keys list` shows it")
    .addOption(data())
    .addHelpText("after", examples("tocsin keys delete TOCSINABCDEFGHIJKLMN"))
    .action(async (accessKeyId: string, own: Own<KeysDeleteOptions>, command: Command) => {
      const { runKeysDelete } = await import("./keys.ts");
      run.code = await runKeysDelete({ ...own, accessKeyId, ...common(command, run) }, run.io);
    });
}

function addClock(program: Command, run: Run): void {
  program
    .command("clock")
    .description("the clock of an engine started with --clock manual")
    .command("advance")
    .description("move it forward; 0s only reads it")
    .argument("<duration>", "such as 90s, 5m, 1h30m, 1d")
    .addOption(endpointOption(run))
    .addHelpText("after", examples("tocsin clock advance 10m", "tocsin clock advance 0s --output json"))
    .action(async (duration: string, own: Own<ClockAdvanceOptions>, command: Command) => {
      const { runClockAdvance } = await import("./clock.ts");
      run.code = await runClockAdvance({ ...own, duration, ...credentials(run), ...common(command, run) }, run.io);
    });
}

/** What an engine with --auth wants requests signed with, where the AWS clients look for it too. */
function credentials({ env }: Run): { readonly credentials?: Credentials } {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  return accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {};
}

function portOption(): Option {
  return checked("--port <number>", "port to listen on, 0 for any free one", portNumber, "from 0 to 65535").default(
    4666,
  );
}

function dataOption(): Option {
  return checked("--data <folder>", "where the engine keeps everything", text, "a folder");
}

function endpointOption(run: Run): Option {
  const standard = "http://127.0.0.1:4666";
  return checked("--endpoint-url <url>", "the engine to talk to", httpUrl, `such as ${standard}`).default(
    run.env["TOCSIN_ENDPOINT_URL"] || standard,
    `TOCSIN_ENDPOINT_URL, else ${standard}`,
  );
}

/** An option whose value `read` must be able to read; otherwise the user is told what is expected. */
function checked(flags: string, description: string, read: (text: string) => unknown, expected: string): Option {
  return new Option(flags, description).argParser((given: string) => {
    const value = read(given);
    if (value === undefined) throw new InvalidArgumentError(`Expected is ${expected}.`);
    return value;
  });
}
