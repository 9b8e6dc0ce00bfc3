/** One field of a delimited line. */
export interface DelimitedField {
  /** Without the delimiters `"..."` or `[...]`. */
  readonly text: string;
  /** Where the field starts in the line, its opening delimiter included. */
  readonly start: number;
}

/**
 * Splits a line at runs of blanks and tabs; `"..."` and `[...]` are one field each when closed, and end the field even
 * with no blank behind them. An opening delimiter that is never closed is ordinary text. obs AWS26 sd-abc, sd-edge
 *
 * @example
 * splitFields('a "b c"d').map((field) => field.text); // ["a", "b c", "d"]
 */
export function splitFields(line: string): readonly DelimitedField[] {
  const fields: DelimitedField[] = [];
  const closers = { '"': closerFinder(line, '"'), "[": closerFinder(line, "]") };
  let at = 0;
  while (at < line.length) {
    const char = line[at];
    if (isFieldSeparator(char)) {
      at += 1;
      continue;
    }
    const close = char === '"' || char === "[" ? closers[char](at + 1) : -1;
    if (close >= 0) {
      fields.push({ text: line.slice(at + 1, close), start: at });
      at = close + 1;
    } else {
      const start = at;
      while (at < line.length && !isFieldSeparator(line[at])) at += 1;
      fields.push({ text: line.slice(start, at), start });
    }
  }
  return fields;
}

function isFieldSeparator(char: string | undefined): boolean {
  return char === " " || char === "\t";
}

/** Finds the next closer; remembers that there is none, so that a line of openers stays linear. */
function closerFinder(line: string, closer: string): (from: number) => number {
  let none = false;
  return (from) => {
    if (none) return -1;
    const found = line.indexOf(closer, from);
    none = found < 0;
    return found;
  };
}
