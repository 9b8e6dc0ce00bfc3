import { PolicyRefused } from "./refused.ts";
import type { Token, Tokens } from "./tokens.ts";

/** Reads a policy token by token and refuses it at the place it has come to. */
export interface Cursor {
  /** Moves on; the token it comes to. */
  next(): Token;
  /** Says that the text of the current token is needed, which moves the place that a refusal names behind it. */
  text(): string;
  refuse(reason: string): never;
}

export function cursorOver({ compact, tokens }: Tokens): Cursor {
  let index = -1;
  let column = 1;
  const current = (): Token => {
    const token = tokens[index];
    if (token === undefined) throw new Error("read past the end of a filter policy");
    return token;
  };
  return {
    next() {
      index += 1;
      column = current().at;
      return current();
    },
    text() {
      column = current().end;
      return current().text;
    },
    // obs LS: reason, policy without blanks, place.
    refuse(reason) {
      throw new PolicyRefused(`${reason}\n at [Source: (String)"${compact}"; line: 1, column: ${column}]`);
    },
  };
}
