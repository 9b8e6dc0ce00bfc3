import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { readControls } from "../../src/cli/controls/library.ts";
import { auditSteps, remediationPaths } from "../../src/controls/procedure.ts";

/** What each command is given, once the shell has read it: `aws` and `tocsin` print their words, NUL after each. */
const RECORDER = `
words() { printf '%s\\0' "$@" >&2; printf '\\n\\0' >&2; }
aws() { words aws "$@"; echo arn:aws:sns:eu-central-1:111122223333:security-alarms; }
tocsin() { words tocsin "$@"; }
TRAIL=trail LOG_GROUP='a group' PATTERN='{ $.a = 1 }' EMAIL=a@example.com PACK_NAME=pack TEMPLATE_S3_URI=s3://b/t
set -eu
`;

describe("the commands of the pages, read by a shell", () => {
  it.each(
    readControls().map((control) => [control.id, control] as const),
  )("%s: each is complete, and gives filters and alarms what they are to be", (_, control) => {
    const steps = [...remediationPaths(control).flatMap((path) => path.steps), ...auditSteps(control)];
    const commands = steps.flatMap((step) => step.commands);
    const shell = spawnSync("sh", ["-s"], { input: `${RECORDER}${commands.join("\n")}\n`, encoding: "utf8" });
    expect(shell.status).toBe(0);
    const calls = shell.stderr.split("\n\0").map((call) => call.split("\0").slice(0, -1));
    const of = (operation: string): readonly (readonly string[])[] =>
      calls.filter((words) => words.includes(operation));
    const filters = of("put-metric-filter");
    expect(filters.map((words) => words.at(-1))).toEqual(control.recommended.map((filter) => filter.filterPattern));
    expect(filters.map((words) => words[4])).toEqual(control.recommended.map(() => "a group"));
    expect(of("put-metric-alarm").map((words) => words.at(-1))).toEqual(
      control.recommended.map(() => "arn:aws:sns:eu-central-1:111122223333:security-alarms"),
    );
    expect(JSON.parse(of("create-policy")[0]?.at(-1) ?? "")).toMatchObject({ Version: "2012-10-17" });
  });
});
