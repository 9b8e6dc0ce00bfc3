/**
 * True when `text` matches a policy pattern, in which `*` stands for any text and `?` for one character.
 * Backtracks to the last `*` only, so that a hostile pattern costs at most pattern length x text length.
 *
 * @example
 * matchesWildcard("sns:Get*", "sns:GetTopicAttributes"); // true
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p;
      resume = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      resume += 1;
      p = star + 1;
      t = resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

/** ArnLike: each of the six colon-separated parts is matched by itself, so a wildcard does not reach over a colon. doc IAM */
export function matchesArn(pattern: string, arn: string): boolean {
  const patterns = arnParts(pattern);
  const parts = arnParts(arn);
  if (patterns.length !== parts.length) return false;
  return patterns.every((part, at) => matchesWildcard(part, parts[at] ?? ""));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}
