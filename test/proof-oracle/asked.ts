import type { Answer, Certificate, Satisfiability } from "../../src/proof/index.ts";
import { covers, difference, disjoint, satisfiable, tautology } from "../../src/proof/index.ts";
import type { Case, ReadPattern } from "./pairs/case.ts";

/** An answer in terms of what was looked for: an event that all of `must` match and none of `mustNot`. */
export interface Asked {
  readonly question: string;
  readonly must: readonly ReadPattern[];
  readonly mustNot: readonly ReadPattern[];
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: "event"; readonly message: string; readonly least: boolean; readonly certificate?: Certificate }
  | { readonly kind: "none"; readonly certificate: Certificate }
  | { readonly kind: "unknown"; readonly reason: string };

export interface Answers {
  readonly asked: readonly Asked[];
  /** Whether the first two are equivalent, which is more than one search. */
  readonly equivalent: Answer;
}

/** Asks every question there is about the patterns of a case. */
export function askAll({ first, second, third }: Case): Answers {
  const between = difference(first.text, second.text);
  const asked: readonly Asked[] = [
    ...[first, second].flatMap((pattern): readonly Asked[] => [
      { question: "satisfiable", must: [pattern], mustNot: [], outcome: ofExample(satisfiable(pattern.text)) },
      { question: "tautology", must: [], mustNot: [pattern], outcome: ofWitness(tautology(pattern.text)) },
    ]),
    { question: "implies", must: [first], mustNot: [second], outcome: ofWitness(between.onlyFirst) },
    { question: "implies", must: [second], mustNot: [first], outcome: ofWitness(between.onlySecond) },
    {
      question: "disjoint",
      must: [first, second],
      mustNot: [],
      outcome: ofWitness(disjoint(first.text, second.text)),
    },
    ...(third === undefined
      ? []
      : [
          {
            question: "covers",
            must: [third],
            mustNot: [first, second],
            outcome: ofWitness(covers([first.text, second.text], third.text)),
          },
        ]),
  ];
  return { asked, equivalent: between };
}

function ofWitness(answer: Answer): Outcome {
  switch (answer.answer) {
    case "yes":
      return { kind: "none", certificate: answer.certificate };
    case "no":
      return { kind: "event", message: answer.witness, least: answer.least };
    case "unknown":
      return { kind: "unknown", reason: answer.reason };
  }
}

function ofExample(answer: Satisfiability): Outcome {
  switch (answer.answer) {
    case "yes":
      return { kind: "event", message: answer.witness, least: answer.least, certificate: answer.certificate };
    case "no":
      return { kind: "none", certificate: answer.certificate };
    case "unknown":
      return { kind: "unknown", reason: answer.reason };
  }
}
