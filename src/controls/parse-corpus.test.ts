import { describe, expect, it } from "vitest";
import { judgementOf } from "./corpus-record.ts";
import { parseCorpus } from "./parse-corpus.ts";

const RECORD = {
  id: "a",
  title: "A",
  provenance: { kind: "synthetic", source: "this test" },
  record: { eventTime: "2026-01-31T12:00:00Z", eventSource: "s3.amazonaws.com", eventName: "X", eventID: "1" },
  verdicts: {
    doors: { verdict: "must-ring", why: "it is open" },
    "*": { verdict: "must-not", why: "a door" },
  },
};

function problemsOf(...lines: readonly (object | string)[]): readonly string[] {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  const parsed = parseCorpus(text);
  return parsed.ok ? [] : parsed.problems.map(({ path, line, message }) => `${line} ${path}: ${message}`);
}

describe("parsing a file of the corpus", () => {
  it("gives the records with all that they hold, and skips empty lines", () => {
    const parsed = parseCorpus(`\n${JSON.stringify(RECORD)}\n\n`);
    expect(parsed).toEqual({ ok: true, records: [RECORD] });
  });

  it("finds the problems of every line", () => {
    expect(
      problemsOf(
        RECORD,
        "{",
        { ...RECORD, id: "b", verdicts: {} },
        { ...RECORD, id: "c", record: { ...RECORD.record, eventTime: "noon" } },
        RECORD,
      ),
    ).toEqual([
      expect.stringMatching(/^2 : is no JSON: /),
      "3 verdicts: must hold at least one verdict",
      expect.stringMatching(/^4 record: has an eventTime that is no time/),
      "5 id: a is also the id of line 1",
    ]);
  });

  it("a verdict for all holds for every control that is not named", () => {
    const parsed = parseCorpus(JSON.stringify(RECORD));
    const [record] = parsed.ok ? parsed.records : [];
    if (record === undefined) throw new Error("the record is good");
    expect(judgementOf(record, "doors")?.verdict).toBe("must-ring");
    expect(judgementOf(record, "windows")?.verdict).toBe("must-not");
    expect(judgementOf(record, "toString")?.verdict).toBe("must-not");
    const { doors } = record.verdicts;
    expect(judgementOf({ ...record, verdicts: doors === undefined ? {} : { doors } }, "windows")).toBeUndefined();
  });
});
