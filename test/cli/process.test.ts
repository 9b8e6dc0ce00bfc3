import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = new URL("../../", import.meta.url);
const MAIN = fileURLToPath(new URL("dist/cli/main.js", ROOT));

function bash(script: string) {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], {
    encoding: "utf8",
    env: { ...process.env, MAIN },
  });
  return { status, stdout, stderr };
}

describe("the program as a process", () => {
  it("prints its version with none of its dependencies, nor more than two files of its own", () => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-alone-"));
    for (const file of ["package.json", "dist/cli/main.js", "dist/cli/version.js"])
      cpSync(new URL(file, ROOT), join(folder, file));
    const main = join(folder, "dist/cli/main.js");
    const { stdout } = spawnSync(process.execPath, [main, "--version"], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("hands on exit codes", () => {
    expect(bash('node "$MAIN" pattern check a').status).toBe(0);
    expect(bash('node "$MAIN" pattern check %').status).toBe(1);
    expect(bash('node "$MAIN" pattern chek a').status).toBe(2);
  });

  it("does not crash when nobody reads on", () => {
    const ran = bash('yes event | node "$MAIN" pattern test event | head -n 1; echo "${PIPESTATUS[1]}"');
    expect(ran).toEqual({ status: 0, stdout: "1:event\n0\n", stderr: "" });
  });

  it("does not crash when standard error is closed too", () => {
    const ran = bash('seq 100000 | node "$MAIN" pattern test "" 2>&1 | head -n 1; echo "${PIPESTATUS[1]}"');
    expect(ran).toEqual({ status: 0, stdout: "1:1\n0\n", stderr: "" });
  });

  it("ends with 130 on an interrupt, its JSON whole", async () => {
    const child = spawn(process.execPath, [MAIN, "pattern", "test", "a", "--output", "json"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    let stdout = "";
    let isInterrupted = false;
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      stdout += part;
      if (isInterrupted || !stdout.includes("eventNumber")) return;
      isInterrupted = true;
      child.kill("SIGINT");
    });
    child.stdin.write("a\n");
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ tested: 1, incomplete: "interrupted" });
  });
});
