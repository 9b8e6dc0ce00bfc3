import { describe, expect, it } from "vitest";
import type { FilterPattern } from "../pattern/ast.ts";
import { compileMatcher } from "../pattern/match.ts";
import { logMessage } from "../pattern/message.ts";
import { parsePattern } from "../pattern/parse.ts";
import { cloudtrail } from "./assume/cloudtrail.ts";
import { formulaHolds } from "./assume/holds.ts";
import { DEFAULT_BUDGET } from "./budget.ts";
import { type Comparison, differ } from "./differ.ts";
import { renderDifference } from "./differ-render.ts";

/** The CIS pattern, its alternative for single sign-on, and that of the CloudTrail guide. */
const BASE = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }';
const ALTERNATIVE =
  '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }';
const GUIDE = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed = "No") }';

const MFA = "$.userIdentity.sessionContext.attributes.mfaAuthenticated";

const SEEN_BY_ALTERNATIVE = ["IAM user sign-ins without MFA"];
const SEEN_BY_GUIDE = [
  "root sign-ins without MFA",
  ...SEEN_BY_ALTERNATIVE,
  "Identity Center sign-ins",
  "SAML sign-ins",
  "federated sign-ins through a broker",
  "role sessions switched to the console, without MFA",
  "role sessions switched to the console, with MFA",
  "failed root sign-ins",
  "failed sign-ins of unknown users",
  "failed sign-ins",
  "other sign-ins",
];
const CAPITALS = 'root sign-ins with MFA (MFAUsed "YES")';

function read(text: string): FilterPattern {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.pattern;
}

const compare = (first: string, second: string): Comparison =>
  differ(read(first), read(second), cloudtrail, DEFAULT_BUDGET);

const told = (first: string, second: string): readonly string[] =>
  renderDifference(compare(first, second), { first: "A", second: "B" }).split("\n");

function samplesSeenBy(text: string): readonly string[] {
  const matches = compileMatcher(read(text));
  return cloudtrail.kinds.filter(({ sample }) => matches(logMessage(sample))).map(({ name }) => name);
}

describe("the published patterns for sign-ins without MFA", () => {
  it.each([
    ["CIS", BASE, [...SEEN_BY_GUIDE, CAPITALS]],
    ["its alternative", ALTERNATIVE, SEEN_BY_ALTERNATIVE],
    ["the guide", GUIDE, SEEN_BY_GUIDE],
  ])("%s sees the kinds of sign-ins that it is known to see", (_, text, kinds) => {
    expect(new Set(samplesSeenBy(text))).toEqual(new Set(kinds));
  });

  it("differ in just these kinds, record for record", () => {
    const { onlyFirst, onlySecond, undecided, outside } = compare(BASE, ALTERNATIVE);
    const lost = [...SEEN_BY_GUIDE, CAPITALS].filter((kind) => !SEEN_BY_ALTERNATIVE.includes(kind));
    expect(new Set(onlyFirst.map(({ kind }) => kind))).toEqual(new Set(lost));
    expect(onlyFirst.every(({ changes, otherSees }) => changes.length === 0 && otherSees === "none")).toBe(true);
    expect({ onlySecond, undecided, outside }).toEqual({ onlySecond: [], undecided: [], outside: {} });
  });

  it("differ, the other way round, in what is seen in addition", () => {
    expect(compare(ALTERNATIVE, BASE).onlySecond).toEqual(compare(BASE, ALTERNATIVE).onlyFirst);
  });
});

describe("differ", () => {
  it("shows records that only the one pattern matches", () => {
    const only = (one: string, other: string) => (text: string) =>
      compileMatcher(read(one))(logMessage(text)) && !compileMatcher(read(other))(logMessage(text));
    const { onlyFirst, onlySecond } = compare(GUIDE, `{ ${MFA} = "true" }`);
    expect(onlyFirst.length * onlySecond.length).toBeGreaterThan(0);
    expect(onlyFirst.map(({ record }) => record).filter(only(GUIDE, `{ ${MFA} = "true" }`))).toHaveLength(
      onlyFirst.length,
    );
    expect(onlySecond.map(({ record }) => record).filter(only(`{ ${MFA} = "true" }`, GUIDE))).toHaveLength(
      onlySecond.length,
    );
  });

  it("shows records that are as assumed", () => {
    const pairs = [
      [GUIDE, `{ ${MFA} = "true" }`],
      ['{ $.userIdentity.type = "Root" }', '{ $.userIdentity.invokedBy = "*" }'],
      ["{ $.* = 7 }", '{ $.eventType != "AwsApiCall" }'],
      ["{ $.requestParameters.instanceCount > 3 }", "{ $.errorCode NOT EXISTS }"],
    ] as const;
    for (const [one, other] of pairs) {
      const { onlyFirst, onlySecond } = compare(one, other);
      expect(onlyFirst.length + onlySecond.length).toBeGreaterThan(0);
      for (const { record } of [...onlyFirst, ...onlySecond]) {
        expect({ record, fits: formulaHolds(cloudtrail.given, logMessage(record)) }).toEqual({ record, fits: true });
      }
    }
  });

  it("counts a record for the first kind that it fits only", () => {
    const failed = '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Failure") }';
    const ofRoot =
      '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Failure") && ($.userIdentity.type = "Root") }';
    expect(compare(failed, ofRoot).onlyFirst.map(({ kind }) => kind)).not.toContain("failed root sign-ins");
    expect(compare(ofRoot, '{ $.eventName = "x" }').onlyFirst.map(({ kind }) => kind)).toEqual([
      "failed root sign-ins",
    ]);
  });

  it("says how a sample had to be changed", () => {
    const { onlyFirst } = compare(
      '{ ($.eventName = "DeleteTrail") || ($.eventName = "StopLogging") }',
      '{ $.eventName = "StopLogging" }',
    );
    expect(onlyFirst.length).toBeGreaterThan(10);
    for (const { changes } of onlyFirst) expect(changes).toEqual(['eventName "DeleteTrail"']);
  });

  it("shows events where patterns differ in no record at all", () => {
    expect(compare('{ $.readOnly = "false" }', '{ $.readOnly = "no" }')).toEqual({
      onlyFirst: [],
      onlySecond: [],
      undecided: [],
      outside: { onlyFirst: '{"readOnly":"false"}', onlySecond: '{"readOnly":"no"}' },
    });
  });

  it("finds nothing between patterns that mean the same", () => {
    expect(compare(BASE, BASE)).toEqual({ onlyFirst: [], onlySecond: [], undecided: [], outside: {} });
  });

  it("tries the samples of patterns that are no JSON patterns, and decides no more", () => {
    const { onlyFirst, onlySecond, undecided } = compare(GUIDE, '"IAMUser" "ConsoleLogin" "Success"');
    expect(onlyFirst.map(({ kind }) => kind)).toContain("root sign-ins without MFA");
    expect(onlySecond.map(({ kind }) => kind)).toContain("IAM user sign-ins with MFA");
    expect(undecided.map(({ name }) => name)).toContain("IAM user sign-ins without MFA");
  });
});

describe("the difference in words", () => {
  it("names the kinds that are no longer seen", () => {
    expect(told(BASE, ALTERNATIVE)).toEqual([
      "B no longer sees: root sign-ins without MFA; Identity Center sign-ins; SAML sign-ins; " +
        "federated sign-ins through a broker; role sessions switched to the console, without MFA; " +
        'role sessions switched to the console, with MFA; root sign-ins with MFA (MFAUsed "YES"); ' +
        "failed root sign-ins; failed sign-ins of unknown users; failed sign-ins; other sign-ins.",
    ]);
  });

  it("says some where the other sees some of the kind", () => {
    expect(told(GUIDE, `${GUIDE.slice(0, -1)} && ($.sourceIPAddress != "203.0.113.*") }`)[0]).toMatch(
      /^B no longer sees: some root sign-ins without MFA; some /,
    );
  });

  it("tells kinds together that differ by the same change", () => {
    expect(told(BASE, GUIDE)).toEqual([
      'B no longer sees: root sign-ins with MFA (MFAUsed "YES").',
      'B no longer sees records with additionalEventData.MFAUsed "YES": Identity Center sign-ins; SAML sign-ins; ' +
        "federated sign-ins through a broker; role sessions switched to the console, without MFA; " +
        "role sessions switched to the console, with MFA; IAM user sign-ins with MFA; and 4 more kinds.",
    ]);
  });

  it("says that patterns see the same records, and which other events they do not", () => {
    expect(told(`{ ${MFA} != "true" }`, `{ ${MFA} = "false" }`)).toEqual([
      "A and B see the same records.",
      'Of events that are no such records only A sees: {"userIdentity":{"sessionContext":{"attributes":{"mfaAuthenticated":0}}}}',
    ]);
    expect(told(BASE, BASE)).toEqual(["A and B see the same records."]);
  });

  it("is short even where much differs", () => {
    const guarded =
      '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "x") }';
    const lines = told(guarded, '{ $.userIdentity.type = "Root" }');
    expect(lines[0]).toBe("B sees in addition: calls of AWS services on behalf of root.");
    expect(lines[1]).toMatch(
      /^B sees in addition records with userIdentity\.invokedBy "": root sign-ins without MFA; /,
    );
    expect(lines.at(-1)).toMatch(/^B sees in addition some records of [\w ]+ more kinds?\.$/);
    expect(lines.length).toBeLessThanOrEqual(5);
  });

  it("counts kinds where nearly all are seen", () => {
    const [line, ...others] = told('{ $.eventName = "x" }', '{ ($.eventName = "x") || ($.sourceIPAddress != "x") }');
    expect(line).toMatch(/^B sees in addition: root sign-ins without MFA; .*; and \d+ more kinds\.$/);
    expect(others).toEqual([]);
  });

  it("says what was not decided", () => {
    expect(told(GUIDE, "ConsoleLogin").at(-1)).toMatch(/^Not decided: /);
  });
});
