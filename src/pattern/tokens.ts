import type { ComparisonOperator, RegexValue, Selector, Span } from "./ast.ts";

/** A token of a JSON or delimited pattern. */
export type Token =
  | { readonly kind: "open"; readonly span: Span }
  | { readonly kind: "close"; readonly span: Span }
  | { readonly kind: "and"; readonly span: Span }
  | { readonly kind: "or"; readonly span: Span }
  | { readonly kind: "comma"; readonly span: Span }
  | { readonly kind: "compare"; readonly operator: ComparisonOperator; readonly span: Span }
  | { readonly kind: "selector"; readonly selector: Selector; readonly span: Span }
  | { readonly kind: "word"; readonly text: string; readonly span: Span }
  | { readonly kind: "number"; readonly text: string; readonly span: Span }
  | { readonly kind: "quoted"; readonly text: string; readonly span: Span }
  | { readonly kind: "regex"; readonly value: RegexValue; readonly span: Span }
  /** Something already reported; the parser stays silent about it. */
  | { readonly kind: "flawed"; readonly span: Span }
  | { readonly kind: "end"; readonly span: Span };
