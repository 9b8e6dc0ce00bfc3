import { describe, expect, it } from "vitest";
import type { Assumption } from "../assume/assumption.ts";
import { DEFAULT_BUDGET } from "../budget.ts";
import type { KindsCondition } from "../formula.ts";
import type { Refutation } from "./certificate.ts";
import { checkCertificate } from "./check.ts";
import { familyOf, type TextQuestion } from "./questions.testing.ts";
import { refute } from "./refute.ts";

/** CIS 4.3 for root usage, with its clauses in another order and one of them more. */
const ROOT =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';
const ROOT_WIDER = '{ ($.userIdentity.type = "Ro*") && $.eventType != "AwsServiceEvent" && $.eventType != "" }';

function refutationOf(question: TextQuestion, assumption?: Assumption): Refutation {
  const family = familyOf(question);
  if (family === undefined) throw new Error("the patterns are of more than one family");
  const refutation = refute(family, { assumption, budget: DEFAULT_BUDGET });
  if (refutation.kind === "unknown") throw new Error(refutation.reason);
  return refutation;
}

const IMPLICATION: TextQuestion = { must: [ROOT], mustNot: ['{ $.userIdentity.type = "R*" && $.eventType = * }'] };

/** Every certificate that one change makes of another one. */
function changesOf(refutation: Refutation): readonly Refutation[] {
  const { lemmas } = refutation;
  return lemmas.flatMap((lemma, at) => {
    const others = [...lemmas.slice(0, at), ...lemmas.slice(at + 1)];
    const changed = lemma.impossible.flatMap((signed, index) => [
      lemma.impossible.with(index, { ...signed, holds: !signed.holds }),
      lemma.impossible.with(index, { ...signed, condition: `${signed.condition}x` }),
      lemma.impossible.filter((each) => each !== signed),
    ]);
    return [
      { ...refutation, lemmas: others },
      ...changed.map((impossible) => ({ ...refutation, lemmas: [...others, { impossible }] })),
    ];
  });
}

describe("checkCertificate", () => {
  it("confirms why an implication has no exception", () => {
    const refutation = refutationOf(IMPLICATION);
    expect(checkCertificate(refutation, undefined)).toEqual({ ok: true });
    expect(refutation.lemmas).toEqual([
      {
        impossible: [
          { condition: '$.eventType != "AwsServiceEvent"', holds: true },
          { condition: '$.eventType = "*"', holds: false },
        ],
      },
      {
        impossible: [
          { condition: '$.userIdentity.type = "Root"', holds: true },
          { condition: '$.userIdentity.type = "R*"', holds: false },
        ],
      },
    ]);
  });

  it.each([
    ["an implication", IMPLICATION],
    ["a contradiction", { must: ['{ $.a = "x*" && $.a != "*" }'], mustNot: [] }],
    [
      "numbers that nothing lies between",
      { must: ["{ $.a > 9007199254740992 && $.a < 9007199254740993 }"], mustNot: [] },
    ],
    ["children that a wildcard forbids", { must: ['{ $.a[*] != "x" && $.a[1] = "x" }'], mustNot: [] }],
    ["elements before an element", { must: ["{ $.a[0] NOT EXISTS && $.a[2] = * }"], mustNot: [] }],
    ["terms", { must: ["ERROR disk"], mustNot: ["%ERR|WARN%"] }],
    ["fields", { must: ["[level = ERROR, code > 5]"], mustNot: ["[level = E*, code != 3]"] }],
  ])("is confused by no change of a certificate: %s", (_, question) => {
    const refutation = refutationOf(question);
    const changes = changesOf(refutation);
    expect(checkCertificate(refutation, undefined)).toEqual({ ok: true });
    expect(changes.length).toBeGreaterThan(2);
    expect(changes.filter((changed) => checkCertificate(changed, undefined).ok)).toEqual([]);
  });

  it("refuses lemmas of other patterns", () => {
    const refutation = refutationOf(IMPLICATION);
    expect(checkCertificate({ ...refutation, must: [ROOT_WIDER] }, undefined).ok).toBe(false);
    expect(checkCertificate({ ...refutation, mustNot: [ROOT_WIDER] }, undefined).ok).toBe(false);
    expect(checkCertificate({ ...refutation, must: ["{ broken"] }, undefined)).toEqual({
      ok: false,
      problem: "its patterns cannot be read, or are not of one family",
    });
  });

  it("takes an event for what the matcher says of it", () => {
    const example = {
      kind: "example",
      must: ["{ $.a = 1 }"],
      mustNot: ['{ $.a = "1" }'],
      message: '{"a":1.0}',
    } as const;
    expect(checkCertificate(example, undefined)).toEqual({ ok: true });
    expect(checkCertificate({ ...example, message: '{"a":1}' }, undefined)).toEqual({
      ok: false,
      problem: "the message is no such event",
    });
  });

  it("wants both parts of an equivalence", () => {
    const refutation = refutationOf(IMPLICATION);
    const wrong = { ...refutation, lemmas: [] };
    expect(checkCertificate({ kind: "both", parts: [refutation, refutation] }, undefined)).toEqual({ ok: true });
    expect(checkCertificate({ kind: "both", parts: [refutation, wrong] }, undefined)).toEqual({
      ok: false,
      problem: "its lemmas are not enough",
    });
  });
});

describe("an assumption", () => {
  const eventType: KindsCondition = {
    kind: "kinds",
    selector: { kind: "selector", steps: [{ kind: "key", name: "eventType" }] },
    kinds: ["string"],
  };
  const assumption: Assumption = {
    name: "records",
    given: { kind: "literal", condition: eventType, holds: true },
    kinds: [],
  };
  const leaning: TextQuestion = { must: [], mustNot: ['{ $.eventType = "A" || $.eventType != "A" }'] };

  it("is named where it was needed, and only there", () => {
    expect(refutationOf(leaning, assumption).assumptions).toEqual(["records"]);
    expect(refutationOf(IMPLICATION, assumption).assumptions).toEqual([]);
  });

  it("must be made by who checks", () => {
    const refutation = refutationOf(leaning, assumption);
    expect(checkCertificate(refutation, assumption)).toEqual({ ok: true });
    expect(checkCertificate(refutation, undefined)).toEqual({ ok: false, problem: "it leans on what is not assumed" });
    expect(checkCertificate({ ...refutation, assumptions: [] }, assumption).ok).toBe(false);
  });
});
