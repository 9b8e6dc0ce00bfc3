import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Server, startServer } from "../support/server.ts";

/*
 * Configurations as teams write them, taken through their whole life by the real Terraform with its real AWS provider:
 * apply, a plan that finds nothing to do, a change, again nothing to do, destroy. Nothing is downloaded: the provider
 * has to be where the machine's Terraform configuration (TF_CLI_CONFIG_FILE) or its plugin cache says.
 */
const CONFIGURATIONS = [
  { name: "chain", resources: 8, change: ["-var", "threshold=3", "-var", 'tags={"team":"platform","env":"test"}'] },
  { name: "account", resources: 17, change: ["-var", "block_public_acls=false", "-var", 'tags={"team":"platform"}'] },
] as const;

const NOTHING_TO_DO = 0;
const MINUTES_AT_MOST = 6;

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function terraform(folder: string, ...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync("terraform", args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
  });
  return { code: status, output: `${stdout}${stderr}` };
}

function copyOf(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-terraform-"));
  cpSync(fileURLToPath(new URL(`terraform/${name}`, import.meta.url)), folder, { recursive: true });
  return folder;
}

/** Why there is no Terraform with an AWS provider here; undefined when there is. */
function missing(): string | undefined {
  if (spawnSync("terraform", ["version"]).status !== 0) return "nothing answers to `terraform`";
  if (process.env["TF_CLI_CONFIG_FILE"] === undefined && process.env["TF_PLUGIN_CACHE_DIR"] === undefined) {
    return "TF_CLI_CONFIG_FILE names no mirror of the AWS provider";
  }
  const folder = copyOf("chain");
  const { code } = terraform(folder, "init", "-no-color", "-input=false");
  rmSync(folder, { recursive: true, force: true });
  return code === 0 ? undefined : "`terraform init` finds no AWS provider";
}

const reason = missing();
if (reason !== undefined) process.stdout.write(`skipped: ${reason}, so Terraform is not tested\n`);

describe.each(CONFIGURATIONS)("the configuration $name", ({ name, resources, change }) => {
  let server: Server;
  let folder: string;
  beforeEach(async () => {
    server = await startServer();
    folder = copyOf(name);
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  });

  it.runIf(reason === undefined)(
    "is applied, found in order, changed, found in order again, and destroyed",
    () => {
      const run = (command: string, ...args: readonly string[]): Ended =>
        terraform(folder, command, "-no-color", "-input=false", "-var", `endpoint=${server.url}`, ...args);
      const plan = (...args: readonly string[]): Ended => run("plan", "-detailed-exitcode", ...args);
      expect(terraform(folder, "init", "-no-color", "-input=false").code).toBe(0);

      expect(run("apply", "-auto-approve").output).toContain(`Apply complete! Resources: ${resources} added`);
      expect(plan()).toMatchObject({ code: NOTHING_TO_DO });
      const changed = run("apply", "-auto-approve", ...change);
      expect(changed.output).toMatch(/Apply complete! Resources: 0 added, [1-9]\d* changed, 0 destroyed/);
      expect(plan(...change)).toMatchObject({ code: NOTHING_TO_DO });
      expect(run("destroy", "-auto-approve").output).toContain(`Destroy complete! Resources: ${resources} destroyed`);
    },
    MINUTES_AT_MOST * 60_000,
  );
});
