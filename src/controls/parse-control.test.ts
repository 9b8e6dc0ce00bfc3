import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseControl } from "./parse-control.ts";

const CONTROL = `id: door-opened
title: A door is opened
kind: guide
rationale: Doors are for those who have a key.
benchmarks: []
events:
  mustRing: [door-opened-by-night]
  mustNot: [door-closed]
recommended:
  - filterName: door-opened
    metricName: DoorOpened
    filterPattern: '{ $.eventName = "Open" }'
    why: It says so.
published: []
checks: []
mappings: []
audit: []
prevention: [Lock it.]
notes: []
references:
  - title: Doors
    url: https://example.com/doors
`;

function problemsOf(text: string, name = "controls/door-opened.yaml"): readonly string[] {
  const parsed = parseControl(text, name);
  return parsed.ok ? [] : parsed.problems.map(({ path, line, message }) => `${line} ${path}: ${message}`);
}

describe("parsing a control", () => {
  it("gives the control of a good file", () => {
    const parsed = parseControl(CONTROL, "controls/door-opened.yaml");
    expect(parsed).toMatchObject({ ok: true, control: { id: "door-opened", prevention: ["Lock it."] } });
  });

  it("finds every problem at once, each at its own line", () => {
    const broken = CONTROL.replace("kind: guide", "kind: odd")
      .replace("mustNot: [door-closed]", "mustNot: [Door Closed]")
      .replace("    why: It says so.", "    why: 7")
      .replace("notes: []\n", "notes: []\ncolour: red\n")
      .replace("https:", "http:");
    expect(problemsOf(broken)).toEqual([
      expect.stringMatching(/^3 kind: /),
      "8 events.mustNot[0]: must be lower-case words joined by hyphens",
      expect.stringMatching(/^13 recommended\[0\]\.why: /),
      "20 colour: is not a member that is known here",
      expect.stringMatching(/^23 references\[0\]\.url: /),
    ]);
  });

  it("points at the thing around a member that is missing", () => {
    expect(problemsOf(CONTROL.replace("    metricName: DoorOpened\n", ""))).toEqual([
      expect.stringMatching(/^10 recommended\[0\]\.metricName: /),
    ]);
  });

  it("refuses a control under another file name", () => {
    expect(problemsOf(CONTROL, "controls/window.yaml")).toEqual(["1 id: is door-opened, in a file named window"]);
  });

  it("refuses a recommended pattern that AWS would refuse", () => {
    expect(problemsOf(CONTROL.replace('"Open" }', '"Open"'))).toEqual([
      expect.stringMatching(/^12 recommended\[0\]\.filterPattern: is a pattern that AWS would refuse: /),
    ]);
  });

  it("takes a broken published pattern only as refused, and a good one only otherwise", () => {
    const published = (pattern: string, flaw: string): string =>
      CONTROL.replace(
        "published: []",
        `published:\n  - filterPattern: '${pattern}'\n    statedBy: [{ source: somebody }]\n${flaw}`,
      );
    const refused = "    flaw: { kind: refused, why: the brace is lost }";
    expect(problemsOf(published("{ $.a = 1", refused))).toEqual([]);
    expect(problemsOf(published("{ $.a = 1 }", ""))).toEqual([]);
    expect(problemsOf(published("{ $.a = 1", ""))).toEqual([expect.stringContaining("its flaw must say so")]);
    expect(problemsOf(published("{ $.a = 1 }", refused))).toEqual([
      "17 published[0].flaw: calls a pattern refused that AWS would take",
    ]);
  });

  it("says where YAML is broken", () => {
    expect(problemsOf("id: x\ntitle: [a\nkind: chain\n")).toContainEqual(expect.stringMatching(/^3 : Flow sequence/));
  });

  it("takes no aliases, with which a small file could grow without bound", () => {
    expect(problemsOf("a: &a [1]\nb: [*a, *a]\n")).toEqual(["1 : holds an alias, which is not taken"]);
  });

  it("takes no file that is far too long", () => {
    expect(problemsOf("#".repeat(600_000))).toEqual(["1 : is longer than 524288 characters"]);
  });

  it("never throws, whatever the text", () => {
    const line = fc.constantFrom(...CONTROL.split("\n"), "- [", "? x", "&a *a", "!!js x", "\t", "id: *id");
    const property = fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 30 }), (lines) => {
      const parsed = parseControl(lines.join("\n"), "x.yaml");
      return parsed.ok || parsed.problems.length > 0;
    });
    expect(fc.check(property)).toMatchObject({ failed: false });
  });
});
