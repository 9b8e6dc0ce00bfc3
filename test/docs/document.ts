import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extractShellBlocks, firstMissing, type ShellBlock } from "./blocks.ts";
import { openSession, type Session } from "./session.ts";

const TIMEOUT = 180_000;

/**
 * Declares the tests of a document: its shell blocks run in order, as a reader would paste them into one shell, with
 * `program` as `tocsin`. What is left out is reported as skipped, with its reason.
 */
export function describeDocument(name: string, path: URL, program: URL): void {
  const blocks = extractShellBlocks(readFileSync(path, "utf8"));
  describe(`the shell blocks of ${name}`, () => {
    let session: Session;
    beforeAll(async () => {
      session = await openSession(program, blocks);
    });
    afterAll(() => session.close());

    for (const block of blocks) {
      it(
        `line ${block.line}: ${firstLine(block.script)}`,
        async (context) => {
          const reason = reasonToSkip(block);
          if (reason !== undefined) context.skip(reason);
          const { exitCode, output } = await session.run(block);
          const missing = firstMissing(block.expected.map(session.rewrite), output);
          // The output is part of the comparison so that a failure shows it.
          expect({ exitCode, missing, output }).toEqual({ exitCode: block.exitCode, missing: undefined, output });
        },
        TIMEOUT,
      );
    }
  });
}

function reasonToSkip(block: ShellBlock): string | undefined {
  if (block.notExecuted !== undefined) return block.notExecuted;
  const needsAwsCli = /(?:^|[|;&(])\s*(?:\w+=\S+\s+)*aws\s/m.test(block.script);
  return needsAwsCli && spawnSync("aws", ["--version"]).status !== 0 ? "the AWS CLI is not installed" : undefined;
}

function firstLine(script: string): string {
  return script.trim().split("\n")[0] ?? "";
}
