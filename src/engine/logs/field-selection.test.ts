import { describe, expect, it } from "vitest";
import { parseFieldSelection, type SystemFields, selectsEvent } from "./field-selection.ts";

const HERE: SystemFields = { "@aws.account": "123456789012", "@aws.region": "us-east-1" };

function selects(text: string): boolean | undefined {
  const selection = parseFieldSelection(text);
  return selection === undefined ? undefined : selectsEvent(selection, HERE);
}

describe("field selection criteria", () => {
  const cases: readonly (readonly [text: string, selects: boolean])[] = [
    ['@aws.account = "123456789012"', true],
    ['@aws.account="123456789012"', true],
    ['@aws.account != "123456789012"', false],
    ['@aws.region IN ["eu-west-1", "us-east-1"]', true],
    ['@aws.region NOT IN ["eu-west-1"]', true],
    ['@aws.region not in ["us-east-1"]', false],
    ['@aws.region = "eu-west-1" OR @aws.account = "123456789012"', true],
    ['@aws.region = "eu-west-1" AND @aws.account = "123456789012"', false],
    ['@aws.region = "us-east-1" OR @aws.region = "x" AND @aws.account = "x"', true],
    ['(@aws.region = "us-east-1" OR @aws.region = "x") AND @aws.account = "x"', false],
    ['@aws.region = "us-east-1" && @aws.account != "x" || @aws.region = "x"', true],
    ['@aws.region = "a OR b" OR @aws.region = "us-east-1"', true],
  ];
  it.each(cases)("%s", (text, expected) => {
    expect(selects(text)).toBe(expected);
  });

  it.each([
    "",
    "@aws.region",
    "@aws.region = us-east-1",
    '@aws.region == "us-east-1"',
    '@aws.zone = "us-east-1"',
    "@aws.region IN []",
    '@aws.region IN ["a",]',
    '@aws.region NOTIN ["a"]',
    '@aws.region = "a" AND',
    '@aws.region = "a" XOR @aws.region = "b"',
    '@aws.region = "a" # @aws.region = "b"',
    '(@aws.region = "a"',
    '@aws.region = "a',
    '@aws.region = "a")',
  ])("refuses %j", (text) => {
    expect(selects(text)).toBeUndefined();
  });

  it("takes as many parentheses as the longest criterion has room for", () => {
    expect(selects(`${"(".repeat(980)}@aws.region = "us-east-1"${")".repeat(980)}`)).toBe(true);
  });
});
