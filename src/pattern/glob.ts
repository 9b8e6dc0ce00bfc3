/**
 * Does a text match the parts around asterisks? Leftmost and without backtracking (A1): the first part must begin the
 * text, each later one is taken at its first occurrence, and the last must end exactly at the end. So `*111.111.111`
 * does not match `111.111.111.111`. obs C19 aws2019-pos-02, aws2019-glob-01, aws2019-glob-02
 *
 * This is the only place that decides it: should AWS turn out to search all ways, change this function alone.
 *
 * @param parts two or more; the texts around the asterisks, some perhaps empty
 * @example
 * globMatches(["Access", ""], "AccessDenied"); // true
 */
export function globMatches(parts: readonly string[], text: string): boolean {
  const [first = "", ...later] = parts;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of later.entries()) {
    const isLast = index === later.length - 1;
    // An empty last part is met by whatever remains.
    if (isLast && part === "") return true;
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at === text.length;
}
