import { contains } from "../../pattern/regex/alphabet.ts";
import type { RegexTree } from "../../pattern/regex/ast.ts";
import { buildProgram } from "../../pattern/regex/program.ts";
import type { TextTest } from "./classes.ts";

/** All characters that the text of a finite number can hold. */
const NUMERIC = "0123456789.-E";
const NUMERIC_CODES = Array.from(NUMERIC, (char) => char.charCodeAt(0));

/**
 * What the texts of all finite numbers answer to a test. `itself`: the one that the test spells passes, no other;
 * `undefined`: it depends on the number.
 *
 * @example
 * numbersAnswer({ kind: "glob", parts: ["AccessDenied", ""] }); // false
 */
export function numbersAnswer(test: TextTest): boolean | "itself" | undefined {
  switch (test.kind) {
    case "equals":
      return "itself";
    case "contains":
      return answerToParts(["", test.text, ""]);
    case "glob":
      return answerToParts(test.parts);
    case "regex":
      return canBeNumeric(test.tree) ? undefined : false;
  }
}

function answerToParts(parts: readonly string[]): boolean | undefined {
  if (parts.some((part) => Array.from(part).some((char) => !NUMERIC.includes(char)))) return false;
  return parts.length > 1 && parts.every((part) => part === "") ? true : undefined;
}

/** Can it find something in a text of such characters, were anchors met everywhere? */
function canBeNumeric(tree: RegexTree): boolean {
  const { states, start } = buildProgram(tree);
  const reached = new Set([start]);
  for (const place of reached) {
    const state = states[place];
    switch (state?.kind) {
      case "match":
        return true;
      case "fork":
        for (const next of state.next) reached.add(next);
        break;
      case "anchor":
        reached.add(state.next);
        break;
      case "character":
        if (NUMERIC_CODES.some((code) => contains(state.set, code))) reached.add(state.next);
        break;
      case undefined:
        throw new RangeError(`the program has no state ${place}`);
    }
  }
  return false;
}
