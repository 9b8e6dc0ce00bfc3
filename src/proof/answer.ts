import type { Diagnostic } from "../pattern/diagnostics.ts";
import type { Certificate, Example, Refutation } from "./certificate/certificate.ts";

/** The question has the answer yes, and this is why. */
export interface Yes {
  readonly answer: "yes";
  readonly certificate: Certificate;
}

/** The question has the answer no, and here is the smallest event that shows it. */
export interface No {
  readonly answer: "no";
  /** A raw log message, held against the patterns by the matcher before it is given out. */
  readonly witness: string;
  /** No smaller witness exists. Under an assumption smallness is nearness to a sample record. */
  readonly least: boolean;
}

/** Not decided. Never a guess in either direction. */
export interface Unknown {
  readonly answer: "unknown";
  readonly reason: string;
  /** When a pattern was given as text and is none: its problems. */
  readonly diagnostics?: readonly Diagnostic[];
}

export type Answer = Yes | No | Unknown;

/** Here the event speaks for yes, and it is the absence of any that a `no` has to show. */
export type Satisfiability =
  | {
      readonly answer: "yes";
      readonly certificate: Example;
      /** An event that the pattern matches. */
      readonly witness: string;
      readonly least: boolean;
    }
  | { readonly answer: "no"; readonly certificate: Refutation }
  | Unknown;

/** Whether two patterns differ, each way on its own: an event that only one of them matches, or that there is none. */
export type Difference = Answer & {
  /** Does the second match whatever the first matches? If not: an event that only the first matches. */
  readonly onlyFirst: Answer;
  /** Does the first match whatever the second matches? If not: an event that only the second matches. */
  readonly onlySecond: Answer;
};
