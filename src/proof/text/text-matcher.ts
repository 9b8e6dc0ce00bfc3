import { globMatches } from "../../pattern/glob.ts";
import { compileRegex } from "../../pattern/regex/machine.ts";
import type { TextTest } from "./classes.ts";

/** Whether one text passes a test, as the matcher decides it. */
export function textMatcher(test: TextTest): (text: string) => boolean {
  switch (test.kind) {
    case "equals":
      return (text) => text === test.text;
    case "contains":
      return (text) => text.includes(test.text);
    case "glob":
      return (text) => globMatches(test.parts, text);
    case "regex":
      return compileRegex(test.tree).search;
  }
}
