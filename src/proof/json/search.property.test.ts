import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileJsonCondition, type JsonSubject } from "../../pattern/match-json.ts";
import { type LogMessage, logMessage } from "../../pattern/message.ts";
import { DEFAULT_BUDGET } from "../budget.ts";
import type { EventCondition, Formula } from "../formula.ts";
import { conjunction, formula } from "./arbitraries.testing.ts";
import { searchJson } from "./search.ts";
import { conditionKey } from "./signed.ts";
import { smallUniverse } from "./universe.testing.ts";

const RUNS = Number(process.env["PROOF_RUNS"] ?? 150);

const universe = smallUniverse().map(subjectOf);

/** The truth of each condition over the universe is asked once, however often the condition comes. */
const truths = new Map<string, readonly boolean[]>();

function subjectOf(text: string): JsonSubject {
  const message: LogMessage = logMessage(text);
  const root = message.json();
  if (root === undefined) throw new Error(`not one JSON object: ${text}`);
  return { message, root };
}

function testOf(condition: EventCondition): (subject: JsonSubject) => boolean {
  if (condition.kind === "kinds") throw new Error("no matcher knows this condition");
  return compileJsonCondition(condition);
}

function isTrue(part: Formula<EventCondition>, subject: JsonSubject): boolean {
  if (part.kind === "all") return part.parts.every((inner) => isTrue(inner, subject));
  if (part.kind === "any") return part.parts.some((inner) => isTrue(inner, subject));
  return testOf(part.condition)(subject) === part.holds;
}

function overUniverse(part: Formula<EventCondition>): readonly boolean[] {
  if (part.kind !== "literal") {
    const inner = part.parts.map(overUniverse);
    const join = (index: number) => (each: readonly boolean[]) => each[index] === true;
    return universe.map((_, index) => (part.kind === "all" ? inner.every(join(index)) : inner.some(join(index))));
  }
  const key = conditionKey(part.condition);
  const known = truths.get(key) ?? universe.map(testOf(part.condition));
  truths.set(key, known);
  return known.map((truth) => truth === part.holds);
}

/** What is wrong with a search near a record, held against the search for the shortest message. */
function flawNear(wanted: Formula<EventCondition>, near: string): string | undefined {
  const search = searchJson(wanted, { budget: DEFAULT_BUDGET, near });
  const shortest = searchJson(wanted, { budget: DEFAULT_BUDGET });
  if (search.kind !== shortest.kind) return `${search.kind}, but without a record ${shortest.kind}`;
  if (search.kind !== "found") return undefined;
  const { message, size } = search;
  if (!isTrue(wanted, subjectOf(message))) return `the matcher denies ${message}`;
  const fitsAlready = isTrue(wanted, subjectOf(near));
  if ((size === 0) !== fitsAlready) return `${size} changes to ${message}`;
  return fitsAlready && message !== near ? `a needless change to ${message}` : undefined;
}

/** What is wrong with a search, held against every event of the universe. */
function flawOf(wanted: Formula<EventCondition>): string | undefined {
  const search = searchJson(wanted, { budget: DEFAULT_BUDGET });
  const satisfying = overUniverse(wanted).flatMap((truth, index) =>
    truth ? [universe[index]?.message.text ?? ""] : [],
  );
  switch (search.kind) {
    case "found": {
      const { message, size, least } = search;
      if (!isTrue(wanted, subjectOf(message))) return `the matcher denies ${message}`;
      if (size !== message.length) return `the size of ${message} is not ${size}`;
      if (!least) return `${message} is not called the least`;
      return satisfying.find((text) => text.length < message.length);
    }
    case "none":
      return satisfying[0];
    case "unknown":
      return `nothing here is out of reach: ${search.reason}`;
  }
}

describe("searchJson against every event of a small universe", () => {
  it("decides conjunctions", () => {
    fc.assert(
      fc.property(conjunction, (wanted) => {
        expect(flawOf(wanted)).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it("decides formulas", () => {
    fc.assert(
      fc.property(formula, (wanted) => {
        expect(flawOf(wanted)).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it("changes a record only where it must", () => {
    const record = fc.constantFrom(...universe.map(({ message }) => message.text));
    fc.assert(
      fc.property(formula, record, (wanted, near) => {
        expect(flawNear(wanted, near)).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });
});
