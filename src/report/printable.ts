/**
 * Text from outside as one line of visible characters: control characters, also those that turn the direction of
 * writing, appear as `\u001b` and the like, so that no report can be made to show something else.
 *
 * @example
 * printable("a\u001b[2Jb"); // "a\\u001b[2Jb"
 */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Text for XML and HTML, in elements and in quoted attributes. */
export function escapeMarkup(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
