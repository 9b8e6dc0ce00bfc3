import { execFile } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLI } from "../support/server.ts";
import { isOperation, type Keyhole, made, openKeyhole } from "./denied.ts";
import { chainNamed } from "./denied-chains.ts";
import { REGIONS, type Rig, startRig } from "./rig.ts";

let rig: Rig;
let keyhole: Keyhole;
beforeAll(async () => {
  rig = await startRig();
  keyhole = await openKeyhole(rig);
});
afterAll(async () => {
  await keyhole.stop();
  await rig.stop();
});

describe("tocsin audit, as a process, of an account that it may read in part", () => {
  it.each([
    [3, "cloudtrail:GetTrailStatus", ["console-signin-without-mfa"]],
    [3, "sns:ListSubscriptionsByTopic", ["console-signin-without-mfa"]],
    [0, "sns:ListTagsForResource", ["console-signin-without-mfa"]],
    [1, "sns:ListSubscriptionsByTopic", ["console-signin-without-mfa", "vpc-changes"]],
  ])(
    "ends with %i without %s when it is asked for %j",
    async (code, operation, controls) => {
      await made(rig, chainNamed("as recommended"));
      keyhole.deny(isOperation(operation));
      const ran = await tocsin(
        "audit",
        "--endpoint-url",
        keyhole.url,
        "--region",
        ...REGIONS,
        "--control",
        ...controls,
      );
      expect(ran).toMatchObject({ code, stderr: expect.stringContaining("not read: ") });
      const [, name] = operation.split(":");
      expect(ran.stderr).toContain(` ${name}`);
    },
    60_000,
  );
});

function tocsin(...argv: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env["PATH"] ?? "" };
    const child = execFile(process.execPath, [CLI, ...argv], { env }, (error, _stdout, stderr) => {
      if (child.exitCode === null) reject(error ?? new Error("the process was ended"));
      else resolve({ code: child.exitCode, stderr });
    });
  });
}
