import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = new URL("../../", import.meta.url).pathname;
const COMMAND = "npm ci && npm start";
const isCheckout = spawnSync("git", ["-C", ROOT, "rev-parse", "HEAD"]).status === 0;
if (!isCheckout) process.stdout.write("skipped: a fresh clone needs a git checkout to be cloned from\n");

describe.runIf(isCheckout)("the README's first command, in a fresh clone with an empty npm cache", () => {
  it("builds, rings, shows who signed in, and goes on serving until it is interrupted", {
    timeout: 300_000,
  }, async () => {
    expect(readFileSync(join(ROOT, "README.md"), "utf8")).toContain(`\n${COMMAND}\n`);
    const folder = mkdtempSync(join(tmpdir(), "tocsin-clone-"));
    try {
      execFileSync("git", ["clone", "--quiet", ROOT, join(folder, "tocsin")]);
      const { output, end } = await runUntilServing(folder);
      expect(output).toContain(
        "IAM user stratus-red-team-nmfalu-gfjyeaypjt signed in to the console from 192.168.10.20 without MFA: Success",
      );
      expect(output).toMatch(
        /Threshold Crossed: 1 datapoint \[1\.0 \(10\/07\/23 12:1\d:00\)\] was greater than or equal to/,
      );
      expect(output).toContain("Try next:");
      // The shell dies of the signal, or npm turns it into its code.
      expect(["SIGINT", 130]).toContain(end);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Types the command (on a free port), waits until it serves, and interrupts it as Ctrl-C does: the whole group. */
function runUntilServing(folder: string): Promise<{ readonly output: string; readonly end: number | string | null }> {
  const child = spawn("bash", ["-c", `${COMMAND} -- --port 0`], {
    cwd: join(folder, "tocsin"),
    env: { ...process.env, npm_config_cache: join(folder, "cache") },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes("until you press Ctrl-C") && child.pid !== undefined) process.kill(-child.pid, "SIGINT");
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ output, end: signal ?? code }));
  });
}
