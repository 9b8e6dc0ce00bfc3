import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FilterPattern } from "../pattern/ast.ts";
import { compileMatcher } from "../pattern/match.ts";
import { type LogMessage, logMessage } from "../pattern/message.ts";
import { parsePattern } from "../pattern/parse.ts";
import { cloudtrail } from "./assume/cloudtrail.ts";
import { formulaHolds } from "./assume/holds.ts";
import { DEFAULT_BUDGET } from "./budget.ts";
import { differ, type Seen } from "./differ.ts";

const SELECTORS = {
  eventName: ["ConsoleLogin", "DeleteTrail", "Console*"],
  eventType: ["AwsApiCall", "AwsCloudTrailInsight"],
  errorCode: ["AccessDenied", "*UnauthorizedOperation"],
  "userIdentity.type": ["Root", "IAMUser", "AssumedRole"],
  "userIdentity.invokedBy": ["AWS Internal", "*"],
  "userIdentity.sessionContext.attributes.mfaAuthenticated": ["true", "false"],
  "additionalEventData.MFAUsed": ["Yes", "No"],
  "responseElements.ConsoleLogin": ["Success", "Failure"],
  readOnly: ["true"],
} as const;

const condition = fc
  .constantFrom(...Object.entries(SELECTORS))
  .chain(([selector, values]) =>
    fc.constantFrom(
      `($.${selector} NOT EXISTS)`,
      `($.${selector} IS TRUE)`,
      ...values.flatMap((value) => [`($.${selector} = "${value}")`, `($.${selector} != "${value}")`]),
    ),
  );
const pattern = fc
  .array(fc.array(condition, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 })
  .map((clauses) => `{ ${clauses.map((clause) => `(${clause.join(" || ")})`).join(" && ")} }`);

/** Samples with some fields changed, as far as such records are assumed to be. */
const RECORDS: readonly LogMessage[] = fc
  .sample(
    fc.tuple(
      fc.constantFrom(...cloudtrail.kinds.map(({ sample }) => sample)),
      fc.array(
        fc
          .constantFrom(...Object.entries(SELECTORS))
          .chain(([path, values]) =>
            fc.tuple(fc.constant(path), fc.constantFrom(undefined, null, true, "", "other", ...values)),
          ),
        { maxLength: 3 },
      ),
    ),
    { numRuns: 4000, seed: 7 },
  )
  .map(([sample, changes]) => logMessage(JSON.stringify(changes.reduce(changed, JSON.parse(sample)))))
  .filter((message) => formulaHolds(cloudtrail.given, message));

function changed(record: Record<string, unknown>, [path, value]: readonly [string, unknown]): Record<string, unknown> {
  const [name = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...record, [name]: value };
  const inner = record[name];
  const object = typeof inner === "object" && inner !== null ? { ...inner } : {};
  return { ...record, [name]: changed(object, [rest.join("."), value]) };
}

function read(text: string): FilterPattern {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.pattern;
}

/** The kinds of all records that only the one pattern matches. */
function kindsOnlyIn(one: string, other: string): readonly string[] {
  const wanted = compileMatcher(read(one));
  const unwanted = compileMatcher(read(other));
  const only = RECORDS.filter((message) => wanted(message) && !unwanted(message));
  return only.flatMap((message) => cloudtrail.kinds.find(({ is }) => formulaHolds(is, message))?.name ?? []);
}

describe("differ", () => {
  it("misses no kind of which a record tells two patterns apart", () => {
    expect(RECORDS.length).toBeGreaterThan(1000);
    fc.assert(
      fc.property(pattern, pattern, (first, second) => {
        const { onlyFirst, onlySecond, undecided } = differ(read(first), read(second), cloudtrail, DEFAULT_BUDGET);
        expect(undecided).toEqual([]);
        expect(names(onlyFirst)).toEqual(expect.arrayContaining([...new Set(kindsOnlyIn(first, second))]));
        expect(names(onlySecond)).toEqual(expect.arrayContaining([...new Set(kindsOnlyIn(second, first))]));
      }),
      { numRuns: 8 },
    );
  });
});

const names = (seen: readonly Seen[]): readonly string[] => seen.map(({ kind }) => kind);
