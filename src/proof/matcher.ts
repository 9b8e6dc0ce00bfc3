import { compileMatcher } from "../pattern/match.ts";
import { logMessage } from "../pattern/message.ts";
import type { Sides } from "./family.ts";

/** Do all patterns of `must` match a message and none of `mustNot`, by the matcher's word? */
export function matcherOf({ must, mustNot }: Sides): (text: string) => boolean {
  const wanted = must.map(({ pattern }) => compileMatcher(pattern));
  const unwanted = mustNot.map(({ pattern }) => compileMatcher(pattern));
  return (text) => {
    const message = logMessage(text);
    return wanted.every((matches) => matches(message)) && !unwanted.some((matches) => matches(message));
  };
}
