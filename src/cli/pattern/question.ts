/** The questions of `tocsin pattern prove`: the patterns each is given, and what it asks. */
export const QUESTIONS = {
  implies: { patterns: "<first> <second>", asks: "does the second match whatever the first matches?" },
  equivalent: { patterns: "<first> <second>", asks: "do both match the same events?" },
  disjoint: { patterns: "<first> <second>", asks: "is there no event that both match?" },
  covers: { patterns: "<pattern...> <requirement>", asks: "does one of the patterns match whenever the last does?" },
  satisfiable: { patterns: "<pattern>", asks: "can it ever match?" },
  tautology: { patterns: "<pattern>", asks: "does it match everything?" },
} as const;

export type Question = keyof typeof QUESTIONS;

/** Whether a question can be asked of so many patterns. */
export function takes(question: Question, count: number): boolean {
  switch (question) {
    case "satisfiable":
    case "tautology":
      return count === 1;
    case "implies":
    case "equivalent":
    case "disjoint":
      return count === 2;
    case "covers":
      return count >= 2;
  }
}
