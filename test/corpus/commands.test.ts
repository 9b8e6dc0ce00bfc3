import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { controlIds, readControls } from "../../src/cli/controls/library.ts";
import { joined, pageIds, readPageBlocks } from "./page-blocks.ts";

/** What each command is given, once the shell has read it: `aws` and `tocsin` print their words, NUL after each. */
const RECORDER = `
words() { printf '%s\\0' "$@" >&2; printf '\\n\\0' >&2; }
aws() { words aws "$@"; echo arn:aws:sns:eu-central-1:111122223333:security-alarms; }
tocsin() { words tocsin "$@"; }
TRAIL='a trail' LOG_GROUP='a group' PATTERN='{ $.a = 1 }' EMAIL='a b@example.com' PACK_NAME='a pack' TEMPLATE_S3_URI='s3://b/a t'
set -eu
`;

// pages.test.ts executes the commands where the AWS CLI is. This needs a shell only, and the plainest of them.
describe("the commands of the pages, read by a POSIX shell", () => {
  it("are those of all pages there are", () => {
    expect(pageIds().toSorted()).toEqual(controlIds().toSorted());
  });

  it.each(
    readControls().map((control) => [control.id, control] as const),
  )("%s: each is complete, and a value with a blank in it stays one word", (id, control) => {
    const page = readPageBlocks(id);
    const blocks = [...page["AWS CLI"], ...page["Service-wide"], ...page.Audit, ...page.Preventive];
    const shell = spawnSync("sh", ["-s"], { input: `${RECORDER}${joined(blocks).script}\n`, encoding: "utf8" });
    expect(shell.status).toBe(0);
    const calls = shell.stderr.split("\n\0").map((call) => call.split("\0").slice(0, -1));
    const after = (word: string): readonly (string | undefined)[] =>
      calls.filter((words) => words.includes(word)).map((words) => words[words.indexOf(word) + 1]);
    const { recommended } = control;
    expect(after("--filter-pattern")).toEqual(recommended.map(({ filterPattern }) => filterPattern));
    expect(after("--log-group-name")).toEqual([...recommended.map(() => "a group"), "a group"]);
    expect(after("--notification-endpoint")).toEqual(["a b@example.com"]);
    expect(after("--name")).toEqual(["security-alarms", "protect-monitoring", "a trail"]);
    expect(after("--trail-name")).toEqual(["a trail"]);
    expect(after("score")).toEqual(["{ $.a = 1 }", "{ $.a = 1 }"]);
    expect(after("--organization-conformance-pack-name")).toEqual(["a pack"]);
    expect(after("--template-s3-uri")).toEqual(["s3://b/a t"]);
  });
});
