import type { FilterPattern, Span, Spans } from "../../pattern/ast.ts";
import type { Fix } from "../../pattern/diagnostics.ts";
import type { Certificate } from "../certificate/certificate.ts";

/** A pattern as `parsePattern` read it, with the text it was read from. */
export interface LintSubject {
  readonly text: string;
  readonly pattern: FilterPattern;
  readonly spans: Spans;
}

/** Something about a pattern that AWS accepts, and that is hardly what its author means. */
export interface LintFinding {
  readonly code: LintCode;
  /** `error`: the pattern cannot do its work. `warning`: it misses events. `note`: it could be plainer, or look again. */
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
  readonly span: Span;
  readonly help: string;
  readonly proof: LintProof;
  readonly fix?: LintFix;
}

export type LintCode =
  | "boolean-as-text"
  | "case-trap"
  | "contradiction"
  | "idle-clause"
  | "ignored-term"
  | "incomplete"
  | "mixed-connectives"
  | "presence-trap"
  | "tautology";

/** What a finding rests on. */
export type LintProof =
  | { readonly kind: "certificate"; readonly certificate: Certificate }
  /** A raw log message that shows it. */
  | { readonly kind: "event"; readonly message: string }
  | { readonly kind: "none"; readonly reason: string };

/** A change that was proven to be what it claims. */
export interface LintFix extends Fix {
  /** What of the pattern is replaced, and by what; `replacement` is the whole new pattern. */
  readonly edit: { readonly span: Span; readonly text: string };
  readonly claim: Claim;
}

/**
 * What a change of a pattern does to the events that it sees. The certificate is that of the part which changed, where
 * logic does the rest: nothing negates in this language, so with a wider part the whole is wider, and a part that
 * another one implies can go.
 */
export type Claim =
  /** Without a certificate both texts are read as the very same pattern. */
  | { readonly kind: "same-meaning"; readonly certificate?: Certificate }
  /** It sees all it saw, and `gains`. */
  | { readonly kind: "sees-more"; readonly certificate: Certificate; readonly gains: string }
  /** It sees `gains`, which it did not, and no longer `loses`. */
  | { readonly kind: "sees-other"; readonly gains: string; readonly loses: string };
