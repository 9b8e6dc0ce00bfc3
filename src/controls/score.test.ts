import { describe, expect, it } from "vitest";
import type { CorpusRecord, Verdict } from "./corpus-record.ts";
import { parseResults } from "./results.ts";
import { type Scored, scoreCorpus } from "./score.ts";

const CORPUS = [
  recordOf("open", "must-ring"),
  recordOf("broken", "must-ring"),
  recordOf("closed", "must-not"),
  recordOf("painted", "must-not"),
  recordOf("ajar", "unknowable"),
  { ...recordOf("window", "must-ring"), verdicts: { windows: { verdict: "must-ring" as const, why: "w" } } },
];

function recordOf(id: string, verdict: Verdict): CorpusRecord {
  return {
    id,
    title: id,
    provenance: { kind: "synthetic", source: "this test" },
    record: { eventTime: "2026-01-31T12:00:00Z", eventName: id, eventID: `event-${id}` },
    verdicts: { doors: { verdict, why: "w" } },
  };
}

function ids(entries: readonly Scored[]): readonly string[] {
  return entries.map(({ record }) => record.id);
}

describe("scoring a rule", () => {
  it("shows it each judged record as CloudTrail delivers it, and sorts the answers", () => {
    const score = scoreCorpus((message) => /"(?:open|painted|ajar|window)"/.test(message), "doors", CORPUS);
    expect(ids(score.truePositives)).toEqual(["open"]);
    expect(ids(score.falseNegatives)).toEqual(["broken"]);
    expect(ids(score.trueNegatives)).toEqual(["closed"]);
    expect(ids(score.falsePositives)).toEqual(["painted"]);
    expect(score.unknowable).toMatchObject([{ record: { id: "ajar" }, rang: true }]);
  });
});

describe("the results of another rule engine", () => {
  const results = (...lines: readonly string[]) => parseResults(lines.join("\n"), CORPUS);

  it("match the records that they name by id or eventID, unless they say otherwise", () => {
    const parsed = results('{"id":"open"}', "", '{"eventID":"event-painted","x":1}', '{"id":"broken","matched":false}');
    if (!parsed.ok) throw new Error("the results are good");
    const score = scoreCorpus(parsed.matcher, "doors", CORPUS);
    expect(ids(score.truePositives)).toEqual(["open"]);
    expect(ids(score.falsePositives)).toEqual(["painted"]);
    expect(ids(score.falseNegatives)).toEqual(["broken"]);
  });

  it("are refused, all problems at once, where they cannot be taken", () => {
    expect(results("[]", '{"id":"door"}', '{"matched":true}', '{"id":"open","matched":"yes"}', "{")).toEqual({
      ok: false,
      problems: [
        { path: "", line: 1, message: "is not a JSON object" },
        { path: "id", line: 2, message: "names no record of the corpus" },
        { path: "eventID", line: 3, message: "names no record of the corpus" },
        { path: "matched", line: 4, message: "must be true or false" },
        { path: "", line: 5, message: "is not a JSON object" },
      ],
    });
  });
});
