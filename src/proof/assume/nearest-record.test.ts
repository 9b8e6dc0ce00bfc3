import { describe, expect, it } from "vitest";
import { parsePattern } from "../../pattern/parse.ts";
import { DEFAULT_BUDGET } from "../budget.ts";
import { type EventCondition, type Formula, formulaOf } from "../formula.ts";
import { searchJson } from "../json/search.ts";
import type { Search } from "../search.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { nearestRecord } from "./nearest-record.ts";
import { relevantFacts } from "./relevant.ts";

function formula(text: string, holds = true): Formula<EventCondition> {
  const parsed = parsePattern(text);
  if (!parsed.ok || parsed.pattern.kind !== "json") throw new Error(text);
  return formulaOf<EventCondition>(parsed.pattern.expression, holds);
}

const nearest = (wanted: Formula<EventCondition>): Search => nearestRecord(wanted, cloudtrail, DEFAULT_BUDGET);

function foundRecord(search: Search): unknown {
  if (search.kind !== "found") throw new Error(search.kind);
  return JSON.parse(search.message);
}

describe("nearestRecord", () => {
  it("gives a sample as it is where one will do, the most telling first", () => {
    const search = nearest(formula('{ $.eventName = "ConsoleLogin" }'));
    expect(search).toMatchObject({ kind: "found", size: 0, least: true });
    expect(foundRecord(search)).toMatchObject({
      userIdentity: { type: "Root" },
      additionalEventData: { MFAUsed: "No" },
    });
  });

  it("changes as little of a sample as it can", () => {
    const search = nearest(formula('{ ($.eventName = "DeleteTrail") && ($.userIdentity.type = "AssumedRole") }'));
    expect(search).toMatchObject({ kind: "found", size: 1, least: true });
    expect(foundRecord(search)).toMatchObject({ eventName: "DeleteTrail", eventType: "AwsApiCall" });
  });

  it.each([
    ['{ $.readOnly = "false" }'],
    ["{ $.userIdentity.sessionContext.attributes.mfaAuthenticated IS FALSE }"],
    ['{ $.additionalEventData.MFAUsed = "no" }'],
    ['{ ($.eventName NOT EXISTS) && ($.eventType = "AwsApiCall") }'],
    ['{ ($.eventType = "AwsCloudTrailInsight") && ($.eventName = "*") }'],
    ['{ ($.eventTime NOT EXISTS) && ($.eventName = "*") }'],
    ["{ $.eventType NOT EXISTS }"],
    ['{ $.userIdentity = "root" }'],
  ])("finds no record for %s, though there are events", (text) => {
    expect(nearest(formula(text))).toEqual({ kind: "none" });
    expect(searchJson(formula(text), { budget: DEFAULT_BUDGET }).kind).toBe("found");
  });

  it("finds a record that lacks a field which is not always there", () => {
    expect(nearest(formula("{ ($.userIdentity.type NOT EXISTS) && ($.eventName = *) }")).kind).toBe("found");
  });
});

describe("relevantFacts", () => {
  const kept = (text: string): string => JSON.stringify(relevantFacts(cloudtrail.given, formula(text)));

  it("keeps what is known of the places that a question names or passes", () => {
    const facts = kept("{ $.userIdentity.sessionContext.attributes.mfaAuthenticated IS TRUE }");
    for (const name of ["userIdentity", "sessionContext", "attributes", "mfaAuthenticated"])
      expect(facts).toContain(name);
    expect(facts).not.toContain("readOnly");
    expect(facts).not.toContain("creationDate");
  });

  it("keeps what ties such places to others, and what is known of those", () => {
    expect(kept('{ $.eventName = "x" }')).toContain("AwsCloudTrailInsight");
    expect(kept('{ $.eventName = "x" }')).toContain("eventSource");
  });

  it("keeps what a wildcard may select", () => {
    expect(kept("{ $.userIdentity.* = x }")).toContain("principalId");
    expect(kept("{ $.userIdentity.* = x }")).not.toContain("sessionIssuer");
  });

  it("is empty where nothing is known", () => {
    expect(relevantFacts(cloudtrail.given, formula("{ $.addendum.reason = x }"))).toEqual({ kind: "all", parts: [] });
  });
});
