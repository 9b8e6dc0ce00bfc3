import { joinDistinctions } from "../text/automaton.ts";
import { codePointGroups } from "../text/code-point-groups.ts";
import { textReaders } from "../text/text-reader.ts";
import type { TextMachine } from "./shortest-text.ts";
import { rememberSteps } from "./steps.ts";
import { isAnswered, type TextQuestion } from "./text-question.ts";

/** Accepts the texts that answer a question: all its tests run side by side. */
export function textMachine({ tests, formula }: TextQuestion): TextMachine {
  const { readers, holds } = textReaders(tests);
  const members = codePointGroups(joinDistinctions(readers.map(({ distinctions }) => distinctions)));
  const steps = readers.map((reader) => rememberSteps(reader, members));
  const scratch = new Int32Array(readers.length);
  return {
    members,
    start: readers.map(({ start }) => start),
    step: (state, member, next) => {
      for (let index = 0; index < steps.length; index += 1) scratch[index] = steps[index]?.(state(index), member) ?? 0;
      next(scratch);
    },
    ending: (state) => {
      const verdicts = readers.map(({ verdict }, index) => verdict(state(index)));
      return isAnswered(formula, holds(verdicts)) ? "accepted" : "refused";
    },
    cost: () => readers.reduce((sum, { cost }) => sum + cost(), 0),
  };
}
