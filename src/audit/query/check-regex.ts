import { contains } from "../../pattern/regex/alphabet.ts";
import { closureOf } from "../../pattern/regex/machine.ts";
import { buildCheckProgram } from "./check-regex-program.ts";
import { parseCheckRegex } from "./parse-check-regex.ts";

/** The regular expression of a stored check, ready to search with. */
export type CheckRegex =
  | { readonly ok: true; readonly search: (text: string) => boolean }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Compiles the regular expression of a stored check: classes, escapes, groups, alternatives, quantifiers, anchors, in the
 * dialect that RE2 and its like share. A search keeps all places that the text can have led to, so that its time grows
 * with the product of both lengths and with nothing else.
 *
 * @example
 * const regex = compileCheckRegex("MFAUsed\\s*!=");
 * regex.ok && regex.search("$.MFAUsed != 1"); // true
 */
export function compileCheckRegex(source: string): CheckRegex {
  const { tree, problems } = parseCheckRegex(source);
  if (problems.length > 0) return { ok: false, problems };
  const program = buildCheckProgram(tree);
  const closure = closureOf(program);
  const search = (text: string): boolean => {
    let front = closure([program.start], true, text === "");
    let at = 0;
    while (at < text.length && !front.accepts) {
      const code = text.codePointAt(at) ?? 0;
      at += code > 0xffff ? 2 : 1;
      const next = front.places.flatMap((place) => {
        const state = program.states[place];
        return state?.kind === "character" && contains(state.set, code) ? [state.next] : [];
      });
      // A match may begin at any character.
      front = closure([...next, program.start], false, at >= text.length);
    }
    return front.accepts;
  };
  return { ok: true, search };
}
