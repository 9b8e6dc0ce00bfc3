import { execFile, spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const PROGRAM = fileURLToPath(new URL("boto3_calls.py", import.meta.url));

/** Does a client run here? Says so where it does not. */
export function present(name: string, command: string, ...args: readonly string[]): boolean {
  const runs = spawnSync(command, args).status === 0;
  if (!runs) process.stdout.write(`skipped: \`${command} ${args.join(" ")}\` fails, so ${name} is not tested\n`);
  return runs;
}

/** An operation of boto3's client for CloudWatch Logs, or `all` and one to page through, with its parameters. */
export type Boto3Call = readonly [operation: string, parameters: object];

/** What each call answered; of one that was refused, the code and the message. */
export async function callThroughBoto3(endpoint: string, calls: readonly Boto3Call[]): Promise<readonly unknown[]> {
  const child = spawn("python3", [PROGRAM], { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(JSON.stringify({ endpoint, calls }));
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const code = await new Promise((resolve, reject) => {
    child.once("close", resolve).once("error", reject);
  });
  if (code !== 0) throw new Error(`boto3_calls.py ended with code ${String(code)}: ${output.stderr}`);
  return JSON.parse(output.stdout) as readonly unknown[];
}

/** What `aws logs …` printed: JSON, nothing, or its complaint when it failed. */
export async function awsLogs(endpoint: string, ...args: readonly string[]): Promise<unknown> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "not-a-secret",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_PAGER: "",
    AWS_MAX_ATTEMPTS: "1",
  };
  try {
    const { stdout } = await run("aws", ["logs", ...args, "--output", "json"], { env });
    return stdout.trim() === "" ? undefined : JSON.parse(stdout);
  } catch (error) {
    if (error instanceof Error && "stderr" in error) return String(error.stderr).trim();
    throw error;
  }
}
