import { type DemandedEvents, demandedEvents } from "./demanded.ts";

/** How an author spaces the benchmark's text. */
export interface Spelling {
  /** Between a selector and its value, within a list of events. */
  readonly equals: "=" | " = ";
  readonly or: "||" | " || ";
  /** Values in quotes. */
  readonly quotes?: boolean;
}

/** The texts that are no list of events, as CIS 1.2 prints them. doc CIS */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  "unauthorized-api-calls": '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  "console-signin-without-mfa": '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
  "root-account-usage":
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  "console-authentication-failures": '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
};

const USUAL: Spelling = { equals: " = ", or: " || " };

/**
 * The benchmark's text for a control, by default spaced as most copies space it; undefined for other controls.
 *
 * @example
 * benchmarkText("kms-cmk-disable-or-delete");
 * // "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }"
 */
export function benchmarkText(controlId: string, spelling: Spelling = USUAL): string | undefined {
  const demanded = demandedEvents(controlId);
  if (demanded === undefined) return Object.hasOwn(OTHER_TEXTS, controlId) ? OTHER_TEXTS[controlId] : undefined;
  return listText(demanded, spelling);
}

/**
 * The text of a list of events.
 *
 * @example
 * listText({ eventNames: ["CreateVpc"] }); // "{ ($.eventName = CreateVpc) }"
 */
export function listText({ eventSource, eventNames }: DemandedEvents, spelling: Spelling = USUAL): string {
  const quote = spelling.quotes ? '"' : "";
  const list = eventNames.map((name) => `($.eventName${spelling.equals}${quote}${name}${quote})`).join(spelling.or);
  return eventSource === undefined ? `{ ${list} }` : `{ ($.eventSource = ${eventSource}) && (${list}) }`;
}

/**
 * A pattern's text without its white space, inside quotes as well: that is how some auditors compare.
 *
 * @example
 * withoutSpace('{ $.a = "b c" }'); // '{$.a="bc"}'
 */
export function withoutSpace(text: string): string {
  return text.replace(/\s/g, "");
}

/**
 * A pattern's text without the white space that means nothing: what stands in quotes is kept, and words stay apart.
 *
 * @example
 * squeeze('{ $.a  NOT EXISTS && $.b = "c d" }'); // '{$.a NOT EXISTS&&$.b="c d"}'
 */
export function squeeze(text: string): string {
  const parts = text.match(/"[^"]*"?|[^"\s]+|\s+/g) ?? [];
  let squeezed = "";
  for (const [place, part] of parts.entries()) {
    const isSpace = part.trim() === "";
    const next = parts[place + 1]?.charAt(0) ?? "";
    if (!isSpace) squeezed += part;
    else if (WORD_END.test(squeezed) && WORD_START.test(next)) squeezed += " ";
  }
  return squeezed;
}

const WORD_END = /[\w*.\]-]$/;
const WORD_START = /^[\w$*.-]/;
