import vectors from "./vectors.json" with { type: "json" };

/** A message held against a pattern, with what AWS did or is documented to do. */
export interface MatchVector {
  readonly id: string;
  readonly source: string;
  readonly family: string;
  readonly pattern: string;
  readonly event: string;
  readonly match: boolean;
  readonly confidence: string;
  readonly extractedValues?: Readonly<Record<string, string>>;
}

/** A pattern that AWS refuses; `errorMessage` is `null` where no text is recorded. */
export interface InvalidVector {
  readonly id: string;
  readonly pattern: string;
  readonly reason: string;
  readonly errorMessage: string | null;
  readonly operation?: string;
}

export const matchVectors: readonly MatchVector[] = vectors.cases.map(({ extractedValues, ...vector }) =>
  extractedValues === undefined ? vector : { ...vector, extractedValues: textsOf(extractedValues) },
);

export const invalidVectors: readonly InvalidVector[] = vectors.invalidPatterns;

export const publicationIds: readonly string[] = vectors.metricPublication.map((vector) => vector.id);

/** The type of an imported JSON file makes optional fields of all keys that occur anywhere. */
function textsOf(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
