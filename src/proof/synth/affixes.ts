/** Shorter ones say too little; those that are no words have to be longer. */
const SHORTEST_WORD = 3;
const SHORTEST_PIECE = 5;

/**
 * What several texts begin or end with, as the parts of a text with an asterisk: that of all of them, and the first and
 * last words of names as AWS makes them (`Get*`, `*Policy`).
 */
export function affixesOf(values: readonly (string | number)[]): readonly (readonly string[])[] {
  const texts = values.filter((value) => typeof value === "string");
  const [first, second] = texts;
  if (first === undefined || second === undefined) return [];
  const prefixes = new Set(shared(texts.map((text) => /^[A-Z][a-z]+/.exec(text)?.[0] ?? "")));
  const suffixes = new Set(shared(texts.map((text) => lastWord(text))));
  if (texts.length === values.length) {
    const prefix = commonLength(texts, (text, at) => text[at]);
    const suffix = commonLength(texts, (text, at) => text[text.length - 1 - at]);
    if (prefix >= SHORTEST_PIECE) prefixes.add(first.slice(0, prefix));
    if (suffix >= SHORTEST_PIECE) suffixes.add(first.slice(first.length - suffix));
  }
  return [...[...prefixes].map((prefix) => [prefix, ""]), ...[...suffixes].map((suffix) => ["", suffix])];
}

/** From the last capital on. */
function lastWord(text: string): string {
  let at = text.length - 1;
  while (at > 0 && !isCapital(text[at] ?? "")) at -= 1;
  return at > 0 ? text.slice(at) : "";
}

function isCapital(char: string): boolean {
  return char >= "A" && char <= "Z";
}

/** Words that occur more than once, and are long enough to say something. */
function shared(words: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const word of words) (seen.has(word) ? again : seen).add(word);
  return [...again].filter((word) => word.length >= SHORTEST_WORD);
}

function commonLength(texts: readonly string[], charAt: (text: string, at: number) => string | undefined): number {
  const [first = ""] = texts;
  let length = 0;
  while (length < first.length && texts.every((text) => charAt(text, length) === charAt(first, length))) length += 1;
  return length;
}
