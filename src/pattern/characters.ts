/** White space between tokens. Newlines count. obs AWS26, doc */
export function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t" || char === "\n" || char === "\r" || char === "\f" || char === "\v";
}

/** What an unquoted term may hold. obs AWS26 term-underscore, bad-term-* */
export function isTermCharacter(char: string): boolean {
  return char === "_" || char === "." || isLetterOrDigit(char);
}

/** What an unquoted value of a JSON or delimited pattern may hold (A4). */
export function isWordCharacter(char: string): boolean {
  return char === "-" || char === "*" || isTermCharacter(char);
}

/** What a plain key of a selector may hold. obs AWS26 sel-hyphen */
export function isKeyCharacter(char: string): boolean {
  return char === "_" || char === "-" || isLetterOrDigit(char);
}

export function isLetterOrDigit(char: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(char);
}

export function isAsciiDigit(char: string): boolean {
  return char >= "0" && char <= "9" && char.length === 1;
}

/** The character at an offset, whole even when it takes two code units; `""` at the end. */
export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** The end of the run of characters that satisfy a test. */
export function endOfRun(text: string, from: number, test: (char: string) => boolean): number {
  let at = from;
  for (;;) {
    const char = characterAt(text, at);
    if (char === "" || !test(char)) return at;
    at += char.length;
  }
}

/** Double quotes as word processors and chat programs write them. */
export function isTypographicDoubleQuote(char: string): boolean {
  return (
    char === "\u201c" ||
    char === "\u201d" ||
    char === "\u201e" ||
    char === "\u201f" ||
    char === "\u00ab" ||
    char === "\u00bb"
  );
}

/** Single quotes of the same origin. */
export function isTypographicSingleQuote(char: string): boolean {
  return char === "\u2018" || char === "\u2019" || char === "\u201a" || char === "\u201b";
}

/** The pattern with every typographic quote made a plain one. */
export function plainQuotes(text: string): string {
  return text.replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"').replace(/[\u2018-\u201b]/g, "'");
}
