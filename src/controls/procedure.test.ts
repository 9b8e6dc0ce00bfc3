import { describe, expect, it } from "vitest";
import type { Control } from "./control.ts";
import { controlPage } from "./page.ts";
import { auditSteps, remediationPaths } from "./procedure.ts";

const CONTROL: Control = {
  id: "door-opened",
  title: "A door | is opened",
  kind: "guide",
  rationale: "Doors are for those who have a key.",
  benchmarks: [{ benchmark: "cis-6.0", number: "5.99", level: 2, assessment: "Manual", demands: "monitoring" }],
  events: { mustRing: ["open"], mustNot: ["closed"], unknowable: ["ajar"] },
  recommended: [
    { filterName: "door", metricName: "Door", filterPattern: '{ $.a = "it\'s" }', why: "It says so." },
    { filterName: "hatch", metricName: "Hatch", filterPattern: "{ $.b = 1 }", why: "A door too." },
  ],
  published: [
    {
      filterPattern: "{ $.a",
      statedBy: [{ source: "somebody", place: "a page", versions: ["cis-6.0"] }],
      flaw: { kind: "refused", why: "The end is lost." },
    },
  ],
  checks: [{ authority: "A checker", id: "D1" }],
  mappings: [{ framework: "F", requirements: ["1", "2"], statedBy: "somebody" }],
  audit: ["Are there windows?"],
  prevention: ["Lock it."],
  notes: ["Doors squeak."],
  references: [{ title: "Doors", url: "https://example.com/doors" }],
};

describe("the audit of a control", () => {
  it("goes from the trail to the subscriber, then to what the control asks", () => {
    const titles = auditSteps(CONTROL).map(({ title }) => title);
    expect(titles[0]).toBe("Find a trail of all Regions that writes to a log group");
    expect(titles.slice(-2)).toEqual(["See who hears it", "Are there windows?"]);
  });

  it("looks for an alarm on the metric of every filter", () => {
    const step = auditSteps(CONTROL).find(({ title }) => title === "Find the alarm on the filter's metric");
    expect(step?.commands.map((command) => command.split(" ").at(-1))).toEqual(["Door", "Hatch"]);
  });
});

describe("the remediation of a control", () => {
  it("has every path", () => {
    expect(remediationPaths(CONTROL).map(({ title }) => title)).toEqual([
      "AWS CLI",
      "Service-wide",
      "Asset-level",
      "Preventive",
    ]);
  });

  it("quotes a pattern as one word, whatever is in it", () => {
    const [first] = remediationPaths(CONTROL)[0]?.steps[0]?.commands ?? [];
    expect(first).toContain(`--filter-pattern '{ $.a = "it'\\''s" }'`);
  });

  it("builds filter and alarm for every recommended filter, and says that a subscriber must confirm", () => {
    const [path] = remediationPaths(CONTROL);
    expect(path?.steps.map(({ commands }) => commands.length)).toEqual([2, 1, 1, 2]);
    expect(path?.steps[2]?.expect).toContain("PendingConfirmation");
  });
});

describe("the page of a control", () => {
  const page = controlPage(CONTROL, [
    {
      id: "open",
      title: "It opens",
      provenance: { kind: "synthetic", source: "this test" },
      record: { eventTime: "2026-01-31T12:00:00Z" },
      verdicts: { "door-opened": { verdict: "must-ring", why: "somebody | came in" } },
    },
  ]);

  it("shows benchmark, events, patterns with their flaws, procedures, mappings and references", () => {
    for (const part of [
      "| cis-6.0 | 5.99 | 2 | Manual | that it is monitored |",
      "- A checker: D1",
      "| `open` | It opens | somebody \\| came in |",
      "Stated by somebody, a page, cis-6.0.\n\n**refused**: The end is lost.",
      "8. Are there windows?",
      "2. Lock it.",
      "- Doors squeak.",
      "| F | 1, 2 | somebody |",
      "- [Doors](https://example.com/doors)",
    ])
      expect(page).toContain(part);
  });

  it("leaves out the parts that there is nothing to say in", () => {
    const bare = controlPage({ ...CONTROL, benchmarks: [], published: [], checks: [], mappings: [], notes: [] }, []);
    for (const part of ["Foundations Benchmark", "Published patterns", "elsewhere", "Mappings", "Notes"])
      expect(bare).not.toContain(`## ${part}`);
  });
});
