import type { Selector, SelectorStep } from "./ast.ts";
import { characterAt, endOfRun, isAsciiDigit, isKeyCharacter, isTypographicSingleQuote } from "./characters.ts";
import { invalidCharacters } from "./diagnostics.ts";
import { MAX_WILDCARDS_PER_SELECTOR } from "./limits.ts";
import { fixAt, type ParseContext, placed, printable, reportCharacter } from "./parse-context.ts";
import { spellKeyStep } from "./print-selector.ts";

interface SelectorRead {
  /** `undefined` when a problem was reported. */
  readonly selector: Selector | undefined;
  readonly end: number;
}

interface StepRead {
  readonly step: SelectorStep | undefined;
  readonly end: number;
}

/** Reads `$.a.['b'][0][*]` from its dollar sign. */
export function readSelector(context: ParseContext, dollar: number): SelectorRead {
  const { text } = context;
  const steps: SelectorStep[] = [];
  let at = dollar + 1;
  let flawed = false;
  if (text[at] === "[") {
    const read = readBracketAfterDollar(context, dollar);
    flawed = true;
    at = read;
  } else if (text[at] !== ".") {
    return reportSelector(context, dollar, at, dollar);
  }
  while (text[at] === "." || text[at] === "[") {
    // The dollar sign belongs to the first step in what AWS prints. obs AWS26: `$.["`, but `[-`
    const shownFrom = steps.length === 0 && !flawed ? dollar : at;
    const read = text[at] === "." ? readDotStep(context, at, shownFrom) : readBracketStep(context, at, shownFrom);
    if (read.step === undefined) flawed = true;
    else steps.push(read.step);
    at = read.end;
  }
  const span = { start: dollar, end: at };
  if (steps.filter((step) => step.kind === "wildcard").length > MAX_WILDCARDS_PER_SELECTOR) {
    flawed = true;
    context.diagnostics.push({
      code: "pattern/too-many-wildcards",
      message: "a selector may hold one wildcard",
      span,
      help: "[*] and .* both count",
      awsMessage:
        "Your filter pattern has a JSON path selector that exceeds the maximum of " +
        `${MAX_WILDCARDS_PER_SELECTOR} wildcard allowed per json selector.`,
    });
  }
  const selector: Selector = { kind: "selector", steps };
  return { selector: flawed ? undefined : placed(context, selector, span), end: at };
}

/** `$['a']`, `$["a"]`, `$[0]`: refused in every form, though only after the dollar sign. obs AWS26 bad-json-bracket-root */
function readBracketAfterDollar(context: ParseContext, dollar: number): number {
  const { text } = context;
  const key = /^\[(?:'([^']*)'|"([^"]*)")\]/.exec(text.slice(dollar + 1));
  const end = key === null ? endOfRun(text, dollar + 2, isInsideBrackets) : dollar + 1 + key[0].length;
  const span = { start: dollar, end: Math.max(end, dollar + 2) };
  const name = key === null ? undefined : (key[1] ?? key[2]);
  context.diagnostics.push({
    code: "pattern/bracket-after-dollar",
    message: "a dot must follow the dollar sign",
    span,
    help: "the event itself is an object: write $.name or $.['any name']",
    ...(name === undefined || name.includes("'")
      ? {}
      : { fix: fixAt(context, span, `$${spellKeyStep(name)}`, "write the dot") }),
    awsMessage: invalidCharacters("$["),
  });
  return text[span.end] === "]" ? span.end + 1 : span.end;
}

function isInsideBrackets(char: string): boolean {
  return isKeyCharacter(char) || char === "*" || char === "'" || char === '"';
}

function readDotStep(context: ParseContext, dot: number, shownFrom: number): StepRead {
  const { text } = context;
  const nameAt = dot + 1;
  const char = characterAt(text, nameAt);
  if (char === "*") return { step: { kind: "wildcard" }, end: nameAt + 1 };
  if (char === "[" && text[nameAt + 1] === "'") return readQuotedKey(context, dot, nameAt, shownFrom);
  const doubleQuoted = /^(?:\["([^"]*)"\]|"([^"]*)")/.exec(text.slice(nameAt));
  if (doubleQuoted !== null) {
    const end = nameAt + doubleQuoted[0].length;
    const name = doubleQuoted[1] ?? doubleQuoted[2] ?? "";
    const span = { start: dot, end };
    const shown = doubleQuoted[1] === undefined ? nameAt + 1 : nameAt + 2;
    context.diagnostics.push({
      code: "pattern/double-quoted-key",
      message: "a key is not written in double quotes",
      span,
      help: "write .name, or .['any name'] for a key with other characters",
      ...(name.includes("'") || name === ""
        ? {}
        : { fix: fixAt(context, span, spellKeyStep(name), "write the key in brackets and single quotes") }),
      awsMessage: invalidCharacters(text.slice(shownFrom, shown)),
    });
    return { step: undefined, end };
  }
  const end = endOfRun(text, nameAt, isKeyCharacter);
  if (end > nameAt) return { step: { kind: "key", name: text.slice(nameAt, end) }, end };
  const failed = reportSelector(context, dot, char === "[" ? nameAt + 1 : nameAt, shownFrom);
  return { step: undefined, end: failed.end };
}

function readBracketStep(context: ParseContext, open: number, shownFrom: number): StepRead {
  const { text } = context;
  // `$.a['b']` is taken as `$.a.['b']` (A17).
  if (text[open + 1] === "'") return readQuotedKey(context, open, open, shownFrom);
  if (text.startsWith("[*]", open)) return { step: { kind: "wildcard" }, end: open + 3 };
  const digitsEnd = endOfRun(text, open + 1, isAsciiDigit);
  if (digitsEnd > open + 1 && text[digitsEnd] === "]") {
    // An index beyond every possible array selects nothing, as any other that is too large.
    const index = Math.min(Number(text.slice(open + 1, digitsEnd)), Number.MAX_SAFE_INTEGER);
    return { step: { kind: "index", index }, end: digitsEnd + 1 };
  }
  const failed = reportSelector(context, open, digitsEnd, shownFrom);
  return { step: undefined, end: failed.end };
}

function readQuotedKey(context: ParseContext, start: number, open: number, shownFrom: number): StepRead {
  const { text } = context;
  const close = text.indexOf("'", open + 2);
  if (close < 0 || text[close + 1] !== "]") {
    const failed = reportSelector(context, start, close < 0 ? text.length : close + 1, shownFrom);
    return { step: undefined, end: failed.end };
  }
  return { step: { kind: "key", name: text.slice(open + 2, close) }, end: close + 2 };
}

/** Reports a selector that breaks off at an offset, and skips what seems to belong to it. */
function reportSelector(context: ParseContext, start: number, at: number, shownFrom: number): SelectorRead {
  const { text } = context;
  const char = characterAt(text, at);
  if (isTypographicSingleQuote(char)) {
    reportCharacter(context, at, "");
  } else {
    context.diagnostics.push({
      code: "pattern/bad-selector",
      message: `${printable(char)} cannot stand in a selector here`,
      span: { start, end: Math.max(at, start + 1) },
      help: "a selector is $.name, with further steps .name, .['any name'], [0], [*] or .*",
      awsMessage: invalidCharacters(text.slice(shownFrom, at + char.length)),
    });
  }
  let end = endOfRun(text, at, isSelectorDebris);
  if (end === start) end = start + 1;
  return { selector: undefined, end };
}

function isSelectorDebris(char: string): boolean {
  return isInsideBrackets(char) || char === "[" || char === "]" || char === "." || isTypographicSingleQuote(char);
}
