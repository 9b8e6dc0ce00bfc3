import published from "./published-patterns.json" with { type: "json" };

/** A filter pattern as it stands in a public repository. */
export interface PublishedPattern {
  /** What it is meant to watch. */
  readonly control: string;
  /** As published; in a template, `${...}` stands for what the template fills in. */
  readonly pattern: string;
  /** What the survey that collected it says, by examples: which of the events of its control does it see? */
  readonly coverage: string;
  /** The events that it does not see, as the survey says. */
  readonly missing: readonly string[];
  /** Repository, path, and commit or blob. */
  readonly foundIn: readonly string[];
}

export const publishedPatterns: readonly PublishedPattern[] = published.patterns.map((entry) => ({
  ...entry,
  missing: entry.missing ?? [],
}));

/** For each control the pattern that the benchmark prints, or AWS's guide where the control is in no benchmark. */
export const referencePatterns: ReadonlyMap<string, string> = new Map(Object.entries(published.references));

/** The reference of a control; a part of a control (`~single-event`) is held against the whole. */
export function referenceOf(control: string): string | undefined {
  return referencePatterns.get(control.replace(/~.*$/, ""));
}

/** A template with an account number in the places that it leaves open; what else it computes stays, and is no pattern. */
export function filledIn(pattern: string): string {
  return pattern.replace(/\$+\{[^{}"]*\}/g, "123456789012");
}
