/** What must not pass unseen: the events, the filter patterns that are meant to see them, and who demands it. */
export interface Control {
  /** Also the name of its file: `console-signin-without-mfa`. */
  readonly id: string;
  readonly title: string;
  readonly kind: ControlKind;
  /** Why one wants to hear of it. */
  readonly rationale: string;
  /** Its number in every benchmark version that has it. */
  readonly benchmarks: readonly BenchmarkItem[];
  readonly events: ControlEvents;
  /** Filters that together see every event of `mustRing` and, as far as a pattern can, nothing else. */
  readonly recommended: readonly RecommendedFilter[];
  /** Patterns that others publish for it, as they stand there. */
  readonly published: readonly PublishedPattern[];
  /** The same control elsewhere: a rule, a check, an enumeration. */
  readonly checks: readonly Check[];
  readonly mappings: readonly Mapping[];
  /** What an auditor of this control looks at besides the chain that all controls share. */
  readonly audit: readonly string[];
  /** What keeps the act from happening, or from passing unseen, in the first place. */
  readonly prevention: readonly string[];
  /** What is odd about the control or its patterns. */
  readonly notes: readonly string[];
  readonly references: readonly Reference[];
}

/** `benchmark`: of the CIS AWS Foundations Benchmark; `guide`: of AWS's own guides; `chain`: of the chain that rings. */
export type ControlKind = "benchmark" | "guide" | "chain" | "sign-in";

export interface BenchmarkItem {
  /** Such as `cis-6.0`. */
  readonly benchmark: string;
  readonly number: string;
  readonly level: 1 | 2;
  /** `Scored`, `Automated` or `Manual`; where copies of the benchmark disagree, who says what. */
  readonly assessment: string;
  /** Versions to 1.5 ask for a metric filter and an alarm, later ones that the act is monitored. */
  readonly demands: "metric-filter-and-alarm" | "monitoring";
}

/** Ids of corpus records. */
export interface ControlEvents {
  readonly mustRing: readonly string[];
  readonly mustNot: readonly string[];
  /** Records from which nobody can tell. */
  readonly unknowable?: readonly string[];
  /** Events that only later versions of the benchmark name. */
  readonly since?: readonly { readonly benchmark: string; readonly records: readonly string[] }[];
}

export interface RecommendedFilter {
  readonly filterName: string;
  readonly metricName: string;
  readonly filterPattern: string;
  readonly why: string;
}

export interface PublishedPattern {
  readonly filterPattern: string;
  readonly statedBy: readonly Statement[];
  readonly flaw?: Flaw;
}

export interface Statement {
  /** A repository or a document. */
  readonly source: string;
  /** A path in it, with commit or date where known. */
  readonly place?: string;
  /** The benchmark versions that it states the pattern for. */
  readonly versions?: readonly string[];
}

/** What is wrong with a published pattern. */
export interface Flaw {
  readonly kind: FlawKind;
  readonly why: string;
}

export type FlawKind = "refused" | "never-matches" | "matches-everything" | "misses-events" | "rings-falsely";

export interface Check {
  readonly authority: string;
  readonly id: string;
  /** The text that the authority wants to see. */
  readonly filterPattern?: string;
  readonly note?: string;
}

export interface Mapping {
  readonly framework: string;
  readonly requirements: readonly string[];
  readonly statedBy: string;
}

export interface Reference {
  readonly title: string;
  readonly url: string;
}

/** What is wrong in a file of controls or records, and where. */
export interface Problem {
  /** Members and indices: `benchmarks[2].level`; empty for the file as a whole. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}
