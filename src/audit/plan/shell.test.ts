import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isShowable, shellOption, shellWord } from "./shell.ts";

/** The words that a shell makes of a text. */
function wordsOf(text: string): readonly string[] {
  const { stdout } = spawnSync("sh", ["-c", `printf '%s\\0' ${text}`], { encoding: "utf8" });
  return stdout.split("\0").slice(0, -1);
}

describe("shellWord", () => {
  it.each([
    ["trail", "trail"],
    ["/aws/trail_logs.1", "/aws/trail_logs.1"],
    ["", "''"],
    ["two words", "'two words'"],
    ["it's", "'it'\\''s'"],
    ["#comment", "'#comment'"],
    ['$HOME `id` "x" \\ ; & | > * ? ~ !', "'$HOME `id` \"x\" \\ ; & | > * ? ~ !'"],
  ])("writes %j as %s", (text, word) => {
    expect(shellWord(text)).toBe(word);
    expect(wordsOf(word)).toEqual([text]);
  });

  it("is read by a shell as the text that was given", () => {
    const character = fc.constantFrom(...Array.from("ab '\"\\$`!#*?~;&|<>(){}[]=-%\u00e4\u9418"));
    fc.assert(
      fc.property(fc.array(fc.string({ unit: character }), { minLength: 1, maxLength: 8 }), (texts) => {
        expect(wordsOf(texts.map(shellWord).join(" "))).toEqual(texts);
      }),
      { numRuns: 50 },
    );
  });
});

describe("shellOption", () => {
  it.each([
    ["trail", "--name trail"],
    ["a b", "--name 'a b'"],
    ["-trail", "--name=-trail"],
    ["-it's", "--name='-it'\\''s'"],
  ])("gives %j so that no option parser takes it for another", (value, expected) => {
    expect(shellOption("name", value)).toBe(expected);
  });
});

describe("isShowable", () => {
  it.each([
    ["trail 'x' \u00e4", true],
    ["a\nb", false],
    ["a\u001b[2J", false],
    ["a\u202eb", false],
    ["\ud800", false],
  ])("of %j is %s", (text, expected) => {
    expect(isShowable(text)).toBe(expected);
  });
});
