import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Observations, Stage } from "./scenario.ts";

const PROGRAM = fileURLToPath(new URL("boto3_client.py", import.meta.url));

/** The scenario through boto3, in a Python of its own. */
export async function playBoto3(protocol: string, stage: Stage): Promise<Observations> {
  const child = spawn("python3", ["-B", PROGRAM], { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(JSON.stringify({ ...stage, protocol }));
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
  if (code !== 0) throw new Error(`boto3_client.py ended with code ${String(code)}: ${output.stderr}`);
  return JSON.parse(output.stdout) as Observations;
}
