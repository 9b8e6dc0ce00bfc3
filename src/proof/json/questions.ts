import { childrenOf, type Place, placeAt, type Trie } from "./place.ts";
import { type Question, questionKey, type SignedUse, splitAtWildcard } from "./signed.ts";

/** What is asked at one place, each question once; by its key. */
export type Questions = ReadonlyMap<string, Question>;

/** What the comparisons ask at each place, besides what the trie itself shows. */
export function questionsOf(trie: Trie, uses: readonly SignedUse[]): ReadonlyMap<Place, Questions> {
  const questions = new Map<Place, Map<string, Question>>();
  const ask = (place: Place, question: Question): void => {
    const known = questions.get(place) ?? new Map<string, Question>();
    questions.set(place, known.set(questionKey(question), question));
  };
  for (const { condition } of uses) {
    if (condition.kind !== "compare") continue;
    const split = splitAtWildcard(condition.selector);
    if (split === undefined) {
      ask(placeAt(trie.root, condition.selector.steps), condition);
      continue;
    }
    const question = behindWildcard(condition);
    for (const child of childrenOf(placeAt(trie.root, split.before))) ask(placeAt(child, split.behind), question);
  }
  return questions;
}

/** Behind a wildcard `!=` is about values that are equal. obs AWS26 edge-wild-ne */
export function behindWildcard({ operator, value }: Question): Question {
  return { operator: operator === "!=" ? "=" : operator, value };
}
