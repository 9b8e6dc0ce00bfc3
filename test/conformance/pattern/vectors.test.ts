import { describe, expect, it } from "vitest";
import { awsErrorText } from "../../../src/pattern/diagnostics.ts";
import { compilePattern } from "../../../src/pattern/match.ts";
import { parsePattern } from "../../../src/pattern/parse.ts";
import { invalidVectors, type MatchVector, matchVectors } from "./vectors.ts";

const byPattern = new Map<string, MatchVector[]>();
for (const vector of matchVectors) byPattern.set(vector.pattern, [...(byPattern.get(vector.pattern) ?? []), vector]);

describe("match vectors", () => {
  it.each([...byPattern])("%s", (pattern, vectors: readonly MatchVector[]) => {
    const parsed = parsePattern(pattern);
    if (!parsed.ok) throw new Error(`refused: ${JSON.stringify(parsed.diagnostics)}`);
    const match = compilePattern(parsed.pattern);
    const found = vectors.map(({ id, event }) => ({ id, matched: match(event).matched }));
    expect(found).toEqual(vectors.map(({ id, match }) => ({ id, matched: match })));
  });
});

describe("extracted values", () => {
  const vectors = matchVectors.filter((vector) => vector.extractedValues !== undefined);

  it.each(vectors)("$id: $pattern", ({ pattern, event, extractedValues }) => {
    const parsed = parsePattern(pattern);
    expect(parsed.ok && compilePattern(parsed.pattern)(event).extractedValues).toEqual(extractedValues);
  });
});

describe("invalid patterns", () => {
  it.each(invalidVectors)("$id: $reason", ({ pattern }) => {
    expect(parsePattern(pattern).ok).toBe(false);
  });

  // The old text of FilterLogEvents belongs to another operation (A12).
  const told = invalidVectors.filter((vector) => vector.errorMessage !== null && vector.id !== "bad-iss-21");

  it.each(told)("$id is refused in the words of AWS", ({ pattern, errorMessage }) => {
    const parsed = parsePattern(pattern);
    const text = parsed.ok ? undefined : awsErrorText(pattern, parsed.diagnostics);
    expect(text).toBe(errorMessage?.replace("<pattern>", pattern));
  });
});
