import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLI } from "../support/server.ts";
import { scriptBlock } from "./blocks.ts";
import { openSession, type Session } from "./session.ts";

const hasAws = spawnSync("aws", ["--version"]).status === 0;
if (!hasAws) process.stdout.write("skipped: what `tocsin demo` says of the AWS CLI, as `aws` is not on the PATH\n");

/** What each of the lines to try next shows. */
const LINES = [
  ["npx tocsin mailbox", "ALARM: "],
  ["aws --endpoint-url", '"RootAccountUsage"'],
  ["npx tocsin pattern explain", "$.eventName"],
] as const;

describe("what `tocsin demo` says to try next, typed into a shell", { timeout: 60_000 }, () => {
  let session: Session;
  let lines: readonly string[] = [];
  beforeAll(async () => {
    session = await openSession(pathToFileURL(CLI), []);
    await session.run(
      scriptBlock("export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any\ntocsin demo > shown 2>&1 &"),
    );
    const { output } = await session.run(
      scriptBlock("until grep -q 'until you press Ctrl-C' shown; do sleep 0.05; done; cat shown"),
    );
    const [, afterwards = ""] = output.split("Try next:\n\n");
    lines = afterwards.split("\n").flatMap((line) => /^ {2}(\S.*)$/.exec(line)?.[1] ?? []);
  });
  afterAll(() => session.close());

  it("is these commands, and no more", () => {
    expect(lines).toEqual(LINES.map(([start]) => expect.stringMatching(new RegExp(`^${start}`))));
  });

  const typeable = LINES.filter(([start]) => hasAws || !start.startsWith("aws "));
  it.each(typeable)("%s", async (start, shown) => {
    const line = lines.find((candidate) => candidate.startsWith(start)) ?? "false";
    const { exitCode, output } = await session.run(scriptBlock(line));
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringContaining(shown) });
  });
});
