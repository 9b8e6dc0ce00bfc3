import { describe, expect, it } from "vitest";
import { auditorsOf } from "../../src/audit/authorities/authorities.ts";
import { benchmarkText, squeeze } from "../../src/audit/authorities/benchmark-text.ts";
import { readControls } from "../../src/cli/controls/library.ts";
import type { Control } from "../../src/controls/control.ts";
import { parsePattern } from "../../src/pattern/index.ts";

const CONTROLS = readControls().filter(({ benchmarks }) => benchmarks.length > 0);

function takers(control: Control, filterPattern: string): readonly string[] {
  return auditorsOf(control)
    .filter((auditor) => auditor.textRule(control)?.(filterPattern) === true)
    .map(({ authority }) => authority);
}

function control(id: string): Control {
  const found = CONTROLS.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`${id} is missing`);
  return found;
}

describe.each(CONTROLS)("the rules for $id", (one) => {
  it("take the text that each of them says it wants", () => {
    const refusing = auditorsOf(one).filter((auditor) => {
      const wanted = auditor.wants(one);
      return wanted !== undefined && auditor.textRule(one)?.(wanted) !== true;
    });
    expect(refusing.map(({ authority }) => authority)).toEqual([]);
  });

  it("know the benchmark's text as it is published", () => {
    const text = benchmarkText(one.id) ?? "";
    const published = one.published.map(({ filterPattern }) => squeeze(filterPattern.replaceAll('"', "")));
    expect(parsePattern(text).ok).toBe(true);
    expect(published).toContain(squeeze(text.replaceAll('"', "")));
  });

  it("take time in proportion to a hostile text", () => {
    const hostile = ["$.eventName = ", " ( ", '"', "\n", "$.errorCode=", "{ $.eventName=CreateTrail || ", "\t\t \t"];
    const texts = hostile.map((piece) => piece.repeat(4096 / piece.length));
    const rules = auditorsOf(one).flatMap((auditor) => auditor.textRule(one) ?? []);
    const started = process.cpuUsage();
    for (const rule of rules) for (const text of texts) rule(text);
    const { user } = process.cpuUsage(started);
    expect(user).toBeLessThan(1_000_000);
  });
});

describe("what rules on texts let pass", () => {
  const trail = control("cloudtrail-configuration-changes");
  const names = ["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"];
  const list = names.map((name) => `($.eventName = ${name})`);

  it.each([
    ["five events at once, which never happens", `{ ${list.join(" && ")} }`],
    ["root only", `{ ($.userIdentity.type = "Root") && (${list.join(" || ")}) }`],
    ["events of another service", `{ ($.eventSource = s3.amazonaws.com) && (${list.join(" || ")}) }`],
  ])("%s", (_what, filterPattern) => {
    const taken = takers(trail, filterPattern);
    expect(taken).toEqual(expect.arrayContaining(["prowler", "powerpipe", "zeuscloud"]));
    expect(taken).not.toContain("elastic-cspm");
  });

  it("an event that is there twice and stands in for one that is missing", () => {
    const doubled = list.map((text) => text.replace("DeleteTrail", "CreateTrail")).join(" || ");
    expect(takers(trail, `{ ${doubled} }`)).toEqual(["elastic-cspm", "mondoo"]);
  });

  it("and what they do not: wildcards that mean the same and more", () => {
    expect(takers(trail, "{ ($.eventName = *Trail) || ($.eventName = *Logging) }")).toEqual([]);
  });

  it("no filter that AWS takes satisfies Trivy's text for root", () => {
    const trivy = auditorsOf(control("root-account-usage")).find(({ authority }) => authority === "trivy");
    expect(parsePattern(trivy?.wants(control("root-account-usage")) ?? "").ok).toBe(false);
  });

  it("the benchmark's six events of security groups, except where a seventh is wanted of every version", () => {
    const groups = control("security-group-changes");
    expect(takers(groups, benchmarkText("security-group-changes") ?? "")).not.toContain("powerpipe");
  });
});
