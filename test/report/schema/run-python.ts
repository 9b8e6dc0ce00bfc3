import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Does Python have these modules here? Says so where it does not. */
export function pythonHas(...modules: readonly string[]): boolean {
  const has = spawnSync("python3", ["-c", `import ${modules.join(", ")}`]).status === 0;
  if (!has) process.stdout.write(`skipped: \`python3\` has no ${modules.join(" and ")}, so its check is not made\n`);
  return has;
}

/** Gives a value to a program of this folder as JSON, and reads the JSON that it answers. */
export function runPython(program: string, given: unknown): unknown {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const { status, stdout, stderr } = spawnSync("python3", ["-B", path], {
    input: JSON.stringify(given),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${program} ended with code ${String(status)}: ${stderr}`);
  return JSON.parse(stdout);
}
