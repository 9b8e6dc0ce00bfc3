/** How far a search may go before its answer is `unknown`. Counted in work, never in time, so that answers repeat. */
export interface Budget {
  /** States of automata that one place of an event may need. */
  readonly states: number;
  /** Decisions of one search. */
  readonly decisions: number;
}

export const DEFAULT_BUDGET: Budget = { states: 50_000, decisions: 100_000 };
