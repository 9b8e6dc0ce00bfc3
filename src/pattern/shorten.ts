/** Longest text of an event that an explanation repeats, in UTF-16 code units. */
const SHOWN = 80;

/** A text in JSON quotes, cut when long. */
export function shorten(text: string): string {
  return text.length <= SHOWN ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, SHOWN))} ...`;
}
