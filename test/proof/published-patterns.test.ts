import { beforeAll, describe, expect, it } from "vitest";
import { compileMatcher } from "../../src/pattern/match.ts";
import { logMessage } from "../../src/pattern/message.ts";
import { parsePattern } from "../../src/pattern/parse.ts";
import { type Classification, classifyPublished } from "./classify.ts";
import { differenceOf, KNOWN_DIFFERENCES } from "./differences.ts";
import {
  filledIn,
  type PublishedPattern,
  publishedPatterns,
  referenceOf,
  referencePatterns,
} from "./published-patterns.ts";

interface Classified {
  readonly published: PublishedPattern;
  readonly text: string;
  readonly reference: string | undefined;
  readonly proven: Classification;
}

let classified: readonly Classified[] = [];
beforeAll(() => {
  classified = publishedPatterns.map((published) => {
    const text = filledIn(published.pattern);
    const reference = referenceOf(published.control);
    return { published, text, reference, proven: classifyPublished(text, reference) };
  });
});

function count<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe("the patterns of public repositories", () => {
  it("are all classified, without one unknown", () => {
    expect(count(classified, ({ proven }) => proven.kind)).toMatchInlineSnapshot(`
      {
        "covers more": 29,
        "covers part": 56,
        "does not parse": 18,
        "equivalent": 190,
        "narrowed": 76,
        "on its own": 47,
      }
    `);
  });

  it("differ from the survey's verdicts only where it is known why", () => {
    const differences = count(classified, ({ published, proven }) => differenceOf(published, proven));
    expect(Object.keys(differences).sort()).toEqual(Object.keys(KNOWN_DIFFERENCES).sort());
    expect(differences).toMatchInlineSnapshot(`
      {
        "console-authentication-failures: none, by proof narrowed": 1,
        "console-signin-without-mfa: full, by proof narrowed": 19,
        "console-signin-without-mfa: none, by proof narrowed": 1,
        "iam-policy-changes: full, by proof narrowed": 1,
        "iam-policy-changes: partial, by proof covers part": 1,
        "kms-cmk-disable-or-delete: none, by proof narrowed": 1,
        "root-account-usage: full, by proof narrowed": 2,
        "root-account-usage: none, by proof does not parse": 1,
        "route-table-changes: full, by proof narrowed": 9,
        "route-table-changes: partial, by proof covers part": 1,
        "unauthorized-api-calls: full, by proof narrowed": 11,
        "unauthorized-api-calls: none, by proof narrowed": 2,
        "unauthorized-api-calls: partial, by proof covers part": 2,
        "unauthorized-api-calls: partial, by proof narrowed": 2,
        "unauthorized-api-calls: tautology, by proof covers more": 4,
        "unauthorized-api-calls: tautology, by proof narrowed": 3,
      }
    `);
  });

  it("come with witnesses that the matcher confirms", () => {
    for (const { text, reference = "", proven } of classified) {
      if (!("witness" in proven)) continue;
      expect([text, matches(text, proven), matches(reference, proven)]).toEqual([text, ...EXPECTED[proven.kind]]);
    }
  });

  it("are held against references that match something, and not everything", () => {
    for (const [control, reference] of referencePatterns) {
      expect([control, classifyPublished(reference, undefined).kind]).toEqual([control, "on its own"]);
    }
  });
});

/** Whether the pattern and the reference match the witness. */
const EXPECTED = {
  "covers more": [true, false],
  "covers part": [false, true],
  narrowed: [false, true],
  "on its own": [true, expect.any(Boolean)],
} as const;

function matches(text: string, { witness }: Extract<Classification, { witness: string }>): boolean {
  const parsed = parsePattern(text);
  return parsed.ok && compileMatcher(parsed.pattern)(logMessage(witness));
}
