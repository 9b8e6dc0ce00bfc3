import type { ComparisonOperator, Value } from "./ast.ts";
import { parseDecimal } from "./decimal.ts";
import { invalidCharacters } from "./diagnostics.ts";
import type { BracketedFamily } from "./lex.ts";
import { fixAt, placed } from "./parse-context.ts";
import { endsCondition, next, peek, report, spelling, type TokenCursor } from "./token-cursor.ts";
import type { Token } from "./tokens.ts";

/** Reads the right side of a comparison; `undefined` after a problem. */
export function parseValue(
  cursor: TokenCursor,
  family: BracketedFamily,
  subject: Token,
  compare: Token & { readonly kind: "compare" },
): Value | undefined {
  const token = peek(cursor);
  if (endsCondition(token) && token.kind !== "word") {
    report(cursor, "pattern/missing-value", compare, compare, `a value is missing behind ${compare.operator}`, {
      help: 'write a number, a word, or a text in double quotes; "" is the empty text',
    });
    return undefined;
  }
  next(cursor);
  if (isOrdering(compare.operator) && token.kind !== "number" && token.kind !== "flawed") {
    reportOrdering(cursor, family, compare, token);
    return undefined;
  }
  const value = valueOf(cursor, subject, compare, token);
  return value === undefined ? undefined : placed(cursor.context, value, token.span);
}

function isOrdering(operator: ComparisonOperator): boolean {
  return operator !== "=" && operator !== "!=";
}

function reportOrdering(
  cursor: TokenCursor,
  family: BracketedFamily,
  compare: Token & { readonly kind: "compare" },
  token: Token,
): void {
  const isNumber = token.kind === "quoted" && /^[+-]?[0-9]+(?:\.[0-9]+)?$/.test(token.text);
  report(cursor, "pattern/ordering-needs-number", token, token, `${compare.operator} needs a bare number`, {
    help: "texts have no order in this language",
    fix: isNumber ? fixAt(cursor.context, token.span, token.text, "write the number without quotes") : undefined,
    // The detailed text is recorded for a quoted value in a JSON pattern only. obs AWS26 bad-json-order-quoted
    ...(token.kind === "quoted" && family === "json" ? { awsMessage: invalidCharacters(spelling(cursor, token)) } : {}),
  });
}

function valueOf(
  cursor: TokenCursor,
  subject: Token,
  compare: Token & { readonly kind: "compare" },
  token: Token,
): Value | undefined {
  switch (token.kind) {
    case "number":
      return numberValue(cursor, token);
    case "quoted":
      return textValue(token.text);
    case "word":
      if (token.text.toUpperCase() === "NULL") {
        reportNull(cursor, subject, compare, token);
        return undefined;
      }
      return textValue(token.text);
    case "regex":
      return token.value;
    case "selector":
    case "open":
    case "compare":
      report(cursor, "pattern/missing-value", token, token, "a value must stand here", {
        help: "a field is compared with a number, a word, a text in double quotes or %...%, not with another field",
      });
      return undefined;
    case "flawed":
    case "close":
    case "and":
    case "or":
    case "comma":
    case "end":
      return undefined;
  }
}

/** A text, or the texts around its asterisks. */
export function textValue(text: string): Value {
  return text.includes("*") ? { kind: "glob", parts: text.split("*") } : { kind: "text", text };
}

function numberValue(cursor: TokenCursor, token: Token & { readonly kind: "number" }): Value | undefined {
  const decimal = parseDecimal(token.text);
  if (decimal !== undefined) return { kind: "number", text: token.text, decimal };
  report(cursor, "pattern/number-range", token, token, "the exponent of this number is out of range", {
    help: "an exponent is a signed 32-bit integer; put quotes around the value to compare it as text",
  });
  return undefined;
}

/** obs AWS26 bad-json-null; in any case (A16). */
function reportNull(
  cursor: TokenCursor,
  subject: Token,
  compare: Token & { readonly kind: "compare" },
  token: Token,
): void {
  const wholeComparison = { start: compare.span.start, end: token.span.end };
  const canBeIs = compare.operator === "=" && subject.kind === "selector";
  report(cursor, "pattern/bare-null", token, token, "null is not a value to compare with", {
    help: 'IS NULL asks for null, NOT EXISTS for a missing field; "null" in quotes is the text',
    fix: canBeIs
      ? fixAt(cursor.context, wholeComparison, spacedBefore(cursor, compare, "IS NULL"), "ask with IS NULL")
      : undefined,
  });
}

function spacedBefore(cursor: TokenCursor, token: Token, text: string): string {
  return cursor.context.text[token.span.start - 1] === " " ? text : ` ${text}`;
}
