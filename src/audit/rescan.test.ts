import { describe, expect, it } from "vitest";
import { findingOf } from "./finding.testing.ts";
import type { Finding, Link, Verdict } from "./finding.ts";
import { type ChangeKind, compareFindings, type EarlierFinding } from "./rescan.ts";

type State = readonly [verdict: Verdict, brokenLink?: Link];

function earlierOf(control: string, [verdict, brokenLink]: State): EarlierFinding {
  return {
    account: "123456789012",
    control,
    title: control,
    verdict,
    ...(brokenLink === undefined ? {} : { brokenLink }),
  };
}

function nowOf(control: string, state: State): Finding & { readonly account: string } {
  return { ...findingOf(), ...earlierOf(control, state) };
}

describe("a rescan", () => {
  it.each<[State, State, ChangeKind]>([
    [["rings"], ["rings"], "unchanged"],
    [["silent", "alarm"], ["silent", "alarm"], "unchanged"],
    [["silent", "alarm"], ["silent", "topic"], "changed"],
    [["silent", "alarm"], ["rings"], "fixed"],
    [["noisy"], ["rings"], "fixed"],
    [["rings"], ["noisy"], "broke"],
    [["rings"], ["silent", "alarm"], "broke"],
    [["rings-for-some", "alarm"], ["silent", "alarm"], "broke"],
    [["silent", "alarm"], ["rings-for-some", "alarm"], "changed"],
    [["rings"], ["unknown", "topic"], "changed"],
    [["unknown", "topic"], ["rings"], "changed"],
    [["unknown", "topic"], ["silent", "topic"], "changed"],
  ])("calls %j that is now %j %s", (before, now, kind) => {
    const { changes } = compareFindings([nowOf("root", now)], [earlierOf("root", before)]);
    expect(changes.map((change) => change.kind)).toEqual([kind]);
  });

  it("calls new what the earlier audit did not look at, and names what this one did not", () => {
    const { changes, gone } = compareFindings([nowOf("root", ["rings"])], [earlierOf("vpc", ["silent", "alarm"])]);
    expect(changes).toEqual([{ kind: "new" }]);
    expect(gone.map(({ control }) => control)).toEqual(["vpc"]);
  });

  it("tells the same control of two accounts apart", () => {
    const other = { ...earlierOf("root", ["rings"]), account: "999999999999" };
    expect(compareFindings([nowOf("root", ["rings"])], [other]).changes).toEqual([{ kind: "new" }]);
  });
});
