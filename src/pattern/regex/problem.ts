/** A flaw of an expression; offsets count from its first character. */
export interface RegexProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly help: string;
}
