const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * How many bytes a text takes in UTF-8, without making them. A lone surrogate counts as the three bytes of U+FFFD.
 *
 * @example
 * utf8Length("né"); // 3
 */
export function utf8Length(text: string): number {
  // Nearly every message is ASCII, and the regular expression knows so in less than half the time of the loop.
  if (!BEYOND_ASCII.test(text)) return text.length;
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // Both halves of a pair make four bytes together.
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(at + 1);
      if (next >= 0xdc00 && next < 0xe000) at++;
    }
  }
  return bytes;
}
