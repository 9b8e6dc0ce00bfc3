import type { Automaton, Reader } from "./automaton.ts";
import type { TextTest } from "./classes.ts";
import { globAutomaton } from "./glob-automaton.ts";
import { literalReader } from "./literal-reader.ts";
import { regexAutomaton } from "./regex-automaton.ts";

/** Accepts the texts that pass a test. */
function automatonOf(test: TextTest): Automaton {
  switch (test.kind) {
    case "equals":
      return globAutomaton([test.text]);
    case "contains":
      return globAutomaton(["", test.text, ""]);
    case "glob":
      return globAutomaton(test.parts);
    case "regex":
      return regexAutomaton(test.tree);
  }
}

/** All tests of one place as few readers, and how their verdicts answer the tests. */
export interface TextReaders {
  readonly readers: readonly Reader<boolean | number>[];
  /** Beside the tests, given the verdicts of `readers` in their order (further ones are ignored). */
  readonly holds: (verdicts: readonly unknown[]) => readonly boolean[];
}

/** Literals share one reader; every other test has its own, and equal tests share it. */
export function textReaders(tests: readonly TextTest[]): TextReaders {
  const literals = [...new Set(tests.flatMap((test) => (test.kind === "equals" ? [test.text] : [])))];
  const readers: Reader<boolean | number>[] = [literalReader(literals)];
  const known = new Map<string, number>();
  const answers = tests.map((test): { readonly reader: number; readonly verdict: boolean | number } => {
    if (test.kind === "equals") return { reader: 0, verdict: literals.indexOf(test.text) };
    const key = JSON.stringify(test);
    const reader = known.get(key) ?? readers.push(automatonOf(test)) - 1;
    known.set(key, reader);
    return { reader, verdict: true };
  });
  return {
    readers,
    holds: (verdicts) => answers.map(({ reader, verdict }) => verdicts[reader] === verdict),
  };
}

/** Why some tests cannot be decided by walking over code points. */
export function outOfReach(tests: readonly TextTest[]): string | undefined {
  const spelled = tests.flatMap((test) => {
    switch (test.kind) {
      case "equals":
      case "contains":
        return [test.text];
      case "glob":
        return test.parts;
      case "regex":
        return [];
    }
  });
  return spelled.some((text) => /\p{Surrogate}/u.test(text))
    ? "a text of the pattern holds half a character (a lone surrogate)"
    : undefined;
}
