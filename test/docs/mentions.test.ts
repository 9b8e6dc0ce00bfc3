import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { extractShellBlocks } from "./blocks.ts";
import { documentedCommands } from "./command-line.ts";
import { EXECUTED, markdownFiles, ROOT } from "./documents.ts";
import { inlineCode, unknownIn } from "./mentions.ts";

const { program, commands } = documentedCommands();
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
const scriptNames = Object.keys(scripts);

describe("what a mention names that does not exist", () => {
  it.each([
    ["npm run bench", undefined],
    ["npm run bnech", "bnech"],
    ["npm run fuzz:proof -- 200000 1", undefined],
    ["npm test", undefined],
    ["tocsin serve --auth strict", undefined],
    ["tocsin serve --auht strict", "--auht"],
    ["tocsin serve --query x", undefined],
    ["tocsin ingest PATH…", undefined],
    ["tocsin ignest PATH…", "ignest"],
    ["tocsin keys", undefined],
    ["tocsin keys create, list, delete", undefined],
    ["tocsin keys create, lst", "lst"],
    ["tocsin keys make", "make"],
    ["tocsin pattern check | fmt", undefined],
    ["tocsin pattern check | format", "format"],
    ["tocsin pattern prove implies | covers", undefined],
    ["tocsin pattern prove implies | cover", "cover"],
    ["npx tocsin pattern check -- '-DEBUG'", undefined],
    ["tocsin --version", undefined],
    ["tocsin --verison", "--verison"],
    ["tocsin/testing", undefined],
  ])("in `%s`: %s", (code, unknown) => {
    expect(unknownIn(code, program, scriptNames)).toBe(unknown);
  });

  it("is looked for in inline code, not in blocks", () => {
    expect(inlineCode("a `b\nc` d\n\n```sh\n`no`\n```\n\n- `e`, ``f``")).toEqual(["b c", "e"]);
  });
});

describe("each script and command that a text names in inline code exists", () => {
  const unknown = (text: string): readonly string[] =>
    inlineCode(text).flatMap((code) => unknownIn(code, program, scriptNames) ?? []);

  it.each(markdownFiles())("%s", (path) => {
    expect(unknown(read(path))).toEqual([]);
  });

  it.each(commands.map(({ name, help }) => [name, help]))("the help of %s", (_, help) => {
    expect(unknown(help)).toEqual([]);
  });
});

describe("each document with shell blocks", () => {
  /** Those of the controls are executed by test/corpus, the fixture by session.test.ts. */
  const others = /^(?:docs\/controls\/(?!README)|test\/docs\/fixture\/)/;

  it.each(markdownFiles())("%s: is executed, or says why not", (path) => {
    if (EXECUTED.includes(path) || others.test(path)) return;
    const unexecuted = extractShellBlocks(read(path)).filter(({ notExecuted }) => notExecuted === undefined);
    expect(unexecuted.map(({ line }) => line)).toEqual([]);
  });
});
