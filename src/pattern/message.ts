import { type DelimitedField, splitFields } from "./delimited-fields.ts";
import { type JsonObject, parseJsonObject } from "./json-value.ts";
import { type EventNumber, eventNumber, type NumberedJson, parseNumbered } from "./number-text.ts";

/**
 * The message of one log event, parsed when first asked and then shared by every pattern that looks at it.
 * Holds its caches inside; from outside it is a value.
 */
export interface LogMessage {
  /** The raw message. */
  readonly text: string;
  /** The message as one JSON object; `undefined` when it is none. */
  readonly json: () => JsonObject | undefined;
  /**
   * The same object with every number replaced by a key for {@link LogMessage.numberAt}. Read it when a number was
   * selected from {@link LogMessage.json}, whose numbers are rounded.
   */
  readonly numberedJson: () => JsonObject | undefined;
  /** The number behind a key found in {@link LogMessage.numberedJson}. */
  readonly numberAt: (key: number) => EventNumber;
  /** The message split as a delimited line. */
  readonly fields: () => readonly DelimitedField[];
}

/**
 * Wraps a raw message for matching.
 *
 * @example
 * const message = logMessage('{"eventName":"ConsoleLogin"}');
 * message.json(); // { eventName: "ConsoleLogin" }
 */
export function logMessage(text: string): LogMessage {
  let parsed: { readonly root: JsonObject | undefined } | undefined;
  let numbered: NumberedJson | undefined;
  let fields: readonly DelimitedField[] | undefined;

  const json = (): JsonObject | undefined => {
    parsed ??= { root: parseJsonObject(text) };
    return parsed.root;
  };
  const numbers = (): NumberedJson => {
    numbered ??= json() === undefined ? { root: undefined, lexemes: [] } : parseNumbered(text);
    return numbered;
  };
  return {
    text,
    json,
    numberedJson: () => numbers().root,
    numberAt: (key) => {
      const lexeme = numbers().lexemes[key];
      if (lexeme === undefined) throw new RangeError(`no number has the key ${key} in this message`);
      return eventNumber(lexeme);
    },
    fields: () => {
      fields ??= splitFields(text);
      return fields;
    },
  };
}
