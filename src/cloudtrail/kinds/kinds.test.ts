import { describe, expect, it } from "vitest";
import { compileMatcher } from "../../pattern/match.ts";
import { logMessage } from "../../pattern/message.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { misfits } from "../catalogue.testing.ts";
import { shippedRecords } from "../shipped-records.testing.ts";
import { KNOWN_KINDS } from "./kinds.ts";

const MATCHERS = KNOWN_KINDS.map(({ name, pattern }) => {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) throw new Error(`${name}: ${pattern}`);
  return { name, matches: compileMatcher(parsed.pattern) };
});

const firstKind = (text: string): string | undefined => {
  const message = logMessage(text);
  return MATCHERS.find(({ matches }) => matches(message))?.name;
};

describe("the kinds of records", () => {
  it("each have a name of their own", () => {
    expect(new Set(KNOWN_KINDS.map(({ name }) => name)).size).toBe(KNOWN_KINDS.length);
  });

  it.each(KNOWN_KINDS)("$name: the sample is of this kind and of none before", ({ name, sample }) => {
    expect(firstKind(JSON.stringify(sample))).toBe(name);
  });

  it.each(KNOWN_KINDS)("$name: the sample fits the catalogue", ({ sample }) => {
    expect(misfits(sample)).toEqual([]);
  });

  it("give every real record its place", () => {
    const counts = new Map<string | undefined, number>();
    for (const { text } of shippedRecords()) {
      const kind = firstKind(text);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({
      "API calls by AWS services": 34,
      "API calls of EC2 instances": 25,
      "API calls of IAM user sessions with MFA": 358,
      "API calls of IAM user sessions without MFA": 245,
      "API calls of federated users": 1,
      "API calls of role sessions without MFA": 39,
      "API calls with long-lived access keys": 2371,
      "AWS service events": 42,
      "CheckMfa steps": 1,
      "IAM user sign-ins with MFA": 1,
      "IAM user sign-ins without MFA": 2,
      "calls of AWS services on behalf of root": 1,
      "denied API calls": 111,
      "root API calls with MFA": 1,
      "root API calls without MFA": 1,
    });
  });
});
