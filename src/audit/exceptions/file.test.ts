import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExceptionEntry } from "./exceptions.ts";
import { parseExceptions } from "./file.ts";

const KNOWN = { controls: ["root", "vpc"] };

const SOUND = `formatVersion: 1
exceptions:
  - id: EX-1
    control: root
    owner: security@example.com
    reason: watched by another tool
    scope: {accounts: ["123456789012"], regions: [eu-west-1], authorities: [prowler]}
    created: 2026-01-01
    expires: 2027-06-30
    evidence: [https://example.com/1, https://example.com/2]
    history:
      - {date: 2026-06-30, by: ciso@example.com, note: renewed, expires: 2027-06-30}
`;

function entriesOf(source: string): readonly ExceptionEntry[] {
  const parsed = parseExceptions(source, KNOWN);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.entries;
}

/** What is wrong with the sound entry after one text of it was replaced: `line path message`. */
function problemsAfter(text: string, replacement: string): readonly string[] {
  const source = SOUND.replace(text, replacement);
  expect(source).not.toBe(SOUND);
  return entriesOf(source).flatMap((entry) =>
    entry.kind === "sound" ? [] : entry.problems.map(({ line, path, message }) => `${line} ${path} ${message}`),
  );
}

describe("a file of exceptions", () => {
  it("gives its entries with all that they say", () => {
    expect(entriesOf(SOUND)).toEqual([
      {
        kind: "sound",
        line: 3,
        exception: {
          id: "EX-1",
          control: "root",
          owner: "security@example.com",
          reason: "watched by another tool",
          scope: { accounts: ["123456789012"], regions: ["eu-west-1"], authorities: ["prowler"] },
          created: "2026-01-01",
          expires: "2027-06-30",
          evidence: ["https://example.com/1", "https://example.com/2"],
          history: [{ date: "2026-06-30", by: "ciso@example.com", note: "renewed", expires: "2027-06-30" }],
        },
      },
    ]);
  });

  it.each([
    ["    owner: security@example.com\n", "", "3 exceptions[0].owner is missing"],
    ["owner: security@example.com", "owner: ''", "5 exceptions[0].owner must be a text of at most 2048 characters"],
    ["    reason: watched by another tool\n", "", "3 exceptions[0].reason is missing"],
    ["control: root", "control: rot", "4 exceptions[0].control is no control that there is"],
    ["2026-01-01", "2026-02-30", "8 exceptions[0].created must be a date such as 2026-12-31"],
    ["2026-01-01", "2028-01-01", "9 exceptions[0].expires is before the day of creation"],
    [
      '"123456789012"',
      "123456789012",
      "7 exceptions[0].scope.accounts[0] must be an account id: twelve digits, in quotes",
    ],
    ["authorities: [prowler]", "team: x", "7 exceptions[0].scope.team is not a member that is known here"],
    ["reason:", "why:", "6 exceptions[0].why is not a member that is known here"],
    ["by: ciso@example.com, ", "", "12 exceptions[0].history[0].by is missing"],
    [
      "date: 2026-06-30",
      "date: 2025-06-30",
      "12 exceptions[0].history[0].date is before 2026-01-01, and history goes forward",
    ],
  ])("tells by line what is wrong when %j becomes %j", (text, replacement, problem) => {
    expect(problemsAfter(text, replacement)).toContain(problem);
  });

  it("notices an end that was moved without a word in the history", () => {
    expect(problemsAfter("    expires: 2027-06-30", "    expires: 2028-06-30")).toEqual([
      "9 exceptions[0].expires is not what the history says last, 2027-06-30: a renewal must be written there",
    ]);
  });

  it("tells all that is wrong with an entry, and takes the others", () => {
    const source = `${SOUND}  - id: EX-1\n    control: vpc\n    expires: soon\n`;
    const [first, second] = entriesOf(source);
    expect(first?.kind).toBe("sound");
    expect(second).toMatchObject({ kind: "unsound", id: "EX-1", control: "vpc", line: 13 });
    expect(second?.kind === "unsound" ? second.problems.map(({ path }) => path) : []).toEqual([
      "exceptions[1].id",
      "exceptions[1].owner",
      "exceptions[1].reason",
      "exceptions[1].created",
      "exceptions[1].evidence",
      "exceptions[1].expires",
    ]);
  });

  it.each([
    ["[]", [[1, ""]]],
    [
      "formatVersion: 2\nexceptions: none\nmore: 1",
      [
        [1, "formatVersion"],
        [3, "more"],
        [2, "exceptions"],
      ],
    ],
    ["formatVersion: 1\nexceptions: [", [[2, ""]]],
    ["formatVersion: 1\nexceptions: &a [*a]", [[1, ""]]],
  ])("is none at all when it reads %j", (source, places) => {
    const parsed = parseExceptions(source, KNOWN);
    expect(parsed.ok ? [] : parsed.problems.map(({ line, path }) => [line, path])).toEqual(places);
  });

  it("never throws", () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const member = fc.constantFrom("id", "control", "owner", "scope", "expires", "created", "history", "evidence");
    const entry = fc.oneof(value, fc.dictionary(member, value));
    fc.assert(
      fc.property(fc.oneof(fc.array(entry), value), (exceptions) => {
        const parsed = parseExceptions(JSON.stringify({ formatVersion: 1, exceptions }), KNOWN);
        expect(parsed.ok).toBe(Array.isArray(exceptions));
      }),
    );
  });
});
