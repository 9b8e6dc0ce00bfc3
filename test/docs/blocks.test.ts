import { describe, expect, it } from "vitest";
import { extractShellBlocks, firstMissing } from "./blocks.ts";

function only(markdown: string) {
  const blocks = extractShellBlocks(markdown);
  expect(blocks).toHaveLength(1);
  return blocks[0];
}

describe("extracting shell blocks", () => {
  it("takes a whole sh block as its script", () => {
    expect(only("text\n\n```sh\na\nb # why\n```\n")).toMatchObject({ line: 3, script: "a\nb # why", expected: [] });
  });

  it("parts commands from output in a console block", () => {
    expect(only("```console\n$ a 'x\n> y'\nout 1\n\n$ b \\\n  c\nout 2\n> out 3\n```")).toMatchObject({
      script: "a 'x\ny'\nb \\\n  c",
      expected: ["out 1", "out 2", "> out 3"],
    });
  });

  it("reads the exit code and the reason from the comments above, and from no others", () => {
    expect(only("<!-- exit code: 3 -->\n\n```sh\na\n```")?.exitCode).toBe(3);
    expect(only("<!-- not executed: needs an account -->\n```sh\na\n```")?.notExecuted).toBe("needs an account");
    expect(only("<!-- exit code: 3 -->\nprose\n```sh\na\n```")?.exitCode).toBe(0);
  });

  it("knows a block that leaves the engine running", () => {
    expect(only("```sh\ntocsin serve --port 1 &\n```")?.background).toBe(true);
    expect(only("```sh\ntocsin serve --port 1 & wait\n```")?.background).toBe(false);
  });

  it("leaves blocks in other languages alone", () => {
    expect(extractShellBlocks("```json\n{}\n```\n````md\n```sh\na\n```\n````")).toEqual([]);
  });

  it("refuses a shell block under a name that would escape execution, and one that never ends", () => {
    expect(() => extractShellBlocks("```bash\na\n```")).toThrow("line 1: fence it as sh");
    expect(() => extractShellBlocks("\n```sh\na\n")).toThrow("line 2: this block is never closed");
  });
});

describe("comparing output with what a document shows", () => {
  it.each([
    [["a", "b"], "x\na  \ny\nb\n", undefined],
    [["b", "a"], "a\nb\n", "a"],
    [["took ... ms, ... kB"], "took 12 ms, 3 kB", undefined],
    [["took ... ms"], "took 12 s", "took ... ms"],
    [["aXa...aXa"], "aXaXa", "aXa...aXa"],
    [["one", "...", "three"], "one\ntwo\nthree", undefined],
    [[], "", undefined],
  ])("%j in %j leaves %j missing", (expected, output, missing) => {
    expect(firstMissing(expected, output)).toBe(missing);
  });
});
