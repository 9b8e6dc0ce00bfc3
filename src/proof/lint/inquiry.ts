import type { Answer, Satisfiability, Unknown } from "../answer.ts";
import type { Certificate } from "../certificate/certificate.ts";
import { implies, type QuestionOptions, satisfiable, tautology } from "../questions.ts";

/** The questions of one lint, of which there is a limited number: beyond it every answer is unknown. */
export interface Inquiry {
  readonly satisfiable: (pattern: string) => Satisfiability;
  readonly tautology: (pattern: string) => Answer;
  readonly implies: (first: string, second: string) => Answer;
  /** Was a question refused for the limit? */
  readonly exhausted: () => boolean;
}

const SPENT: Unknown = { answer: "unknown", reason: "lint asks no more questions about one pattern" };

/** What one lint may ask. */
export interface InquiryLimits {
  /** Characters of all patterns asked about: a question about long ones takes longer. */
  readonly characters: number;
  /** Questions that may end undecided, which are the dear ones. */
  readonly undecided: number;
}

export function openInquiry(limits: InquiryLimits, options: QuestionOptions): Inquiry {
  let characters = 0;
  let undecided = 0;
  let refused = false;
  const ask = <Result extends { readonly answer: string }>(
    patterns: readonly string[],
    question: () => Result,
  ): Result | Unknown => {
    if (characters >= limits.characters || undecided >= limits.undecided) {
      refused = true;
      return SPENT;
    }
    for (const { length } of patterns) characters += length;
    const result = question();
    if (result.answer === "unknown") undecided += 1;
    return result;
  };
  return {
    satisfiable: (pattern) => ask([pattern], () => satisfiable(pattern, options)),
    tautology: (pattern) => ask([pattern], () => tautology(pattern, options)),
    implies: (first, second) => ask([first, second], () => implies(first, second, options)),
    exhausted: () => refused,
  };
}

/** The proof that two patterns mean the same, if there is one. */
export function sameMeaning(inquiry: Inquiry, before: string, after: string): Certificate | undefined {
  const kept = inquiry.implies(before, after);
  if (kept.answer !== "yes") return undefined;
  const gained = inquiry.implies(after, before);
  return gained.answer === "yes" ? { kind: "both", parts: [kept.certificate, gained.certificate] } : undefined;
}
