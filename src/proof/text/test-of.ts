import type { GlobValue, RegexValue, TextValue } from "../../pattern/ast.ts";
import type { TextTest } from "./classes.ts";

/** What a value that is no number asks of a field. */
export function textTestOf(value: TextValue | GlobValue | RegexValue): TextTest {
  switch (value.kind) {
    case "text":
      return { kind: "equals", text: value.text };
    case "glob":
      return { kind: "glob", parts: value.parts };
    case "regex":
      return { kind: "regex", tree: value.tree };
  }
}
