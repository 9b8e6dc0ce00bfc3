/**
 * Text from outside, safe to show on a terminal: control characters, which could move the cursor or hide what was
 * written, appear as `\u001b` and the like. Tabs stay, and line feeds too.
 */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, escapeCharacter);
}

/** The same for one line: line feeds and tabs are shown as escapes too, so that a cell stays a cell. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\n\t]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  switch (character) {
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default:
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  }
}
