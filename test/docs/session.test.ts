import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extractShellBlocks, type ShellBlock } from "./blocks.ts";
import { describeDocument } from "./document.ts";
import { openSession, type Session } from "./session.ts";

const PROGRAM = new URL("fixture/tocsin.mjs", import.meta.url);

describeDocument("the fixture", new URL("fixture/README.md", import.meta.url), PROGRAM);

describe("a session that runs the blocks of a document", () => {
  let session: Session;
  beforeAll(async () => {
    session = await openSession(PROGRAM, []);
  });
  afterAll(() => session.close());

  function block(script: string): ShellBlock {
    const [found] = extractShellBlocks(`\`\`\`sh\n${script}\n\`\`\``);
    if (found === undefined) throw new Error("the script is a block");
    return found;
  }

  it("stops at the first command that fails, inside a pipe too", async () => {
    const failed = await session.run(block("echo before\nfalse | cat\necho after"));
    expect(failed).toEqual({ exitCode: 1, output: "before\n" });
  });

  it("gives the blocks a home of their own, without the tester's credentials", async () => {
    const { output } = await session.run(block('echo "$HOME $PWD [$AWS_PROFILE$AWS_ACCESS_KEY_ID]"'));
    expect(output).toMatch(/^\S*tocsin-docs-\S+ \S*tocsin-docs-\S+\/work \[\]\n$/);
  });

  it("puts one free port in place of a documented one, everywhere", () => {
    const port = session.rewrite("4666");
    expect(port).not.toBe("4666");
    expect(session.rewrite("http://localhost:4666/ 14666 12")).toBe(`http://localhost:${port}/ 14666 12`);
  });

  it("ends what a block left running", async () => {
    const own = await openSession(PROGRAM, []);
    const { output } = await own.run(block("tocsin serve & echo $!\ntocsin serve &"));
    const pid = Number(/^\d+/.exec(output)?.[0]);
    expect(process.kill(pid, 0)).toBe(true);
    await own.close();
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});
