import { tokenize } from "./filter-policy/tokens.ts";
import type { Protocol } from "./protocol.ts";
import { invalidParameter, type Refusal } from "./refusal.ts";

/** What one publish says: one text for everybody, or texts per protocol. */
export interface MessageBodies {
  readonly default: string;
  readonly perProtocol: Readonly<Partial<Record<string, string>>>;
}

/**
 * Resolves Message under MessageStructure. `json` means an object with a scalar `default` and, if wanted, a scalar per
 * protocol; numbers, booleans and null become their JSON text, digits as written. obs STACKD subject-structure
 *
 * @example
 * resolveMessage('{"default":"all","sms":"short"}', "json");
 * // { ok: true, bodies: { default: "all", perProtocol: { default: "all", sms: "short" } } }
 */
export function resolveMessage(
  message: string,
  messageStructure: string | undefined,
): { readonly ok: true; readonly bodies: MessageBodies } | Refusal {
  if (messageStructure === undefined) return { ok: true, bodies: { default: message, perProtocol: {} } };
  // inf: only `json` is documented; the text follows SNS's pattern for a bad parameter.
  if (messageStructure !== "json") return invalidParameter("MessageStructure");
  const parsed = parseJson(message);
  if (parsed === undefined) return invalidParameter("Message Structure - JSON message body failed to parse");
  const perProtocol = scalars(parsed.value, message);
  const fallback = perProtocol["default"];
  if (fallback === undefined) return invalidParameter("Message Structure - No default entry in JSON message body");
  return { ok: true, bodies: { default: fallback, perProtocol } };
}

/** The text for one protocol. An empty text for a protocol is a text, not an absence. obs STACKD sqs-empty */
export function messageFor(bodies: MessageBodies, protocol: Protocol): string {
  return bodies.perProtocol[protocol] ?? bodies.default;
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}

/** An entry that is an object or an array counts as absent. obs STACKD default-object, default-array */
function scalars(value: unknown, source: string): Readonly<Partial<Record<string, string>>> {
  const texts: Record<string, string> = Object.create(null);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return texts;
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === "string") texts[key] = entry;
    else if (typeof entry === "number") texts[key] = numberText(source, key) ?? String(entry);
    else if (typeof entry !== "object" || entry === null) texts[key] = String(entry);
  }
  return texts;
}

/** A number of the outermost object as it is written: `1.0` stays `1.0`. Of a name given twice the last counts. */
function numberText(source: string, name: string): string | undefined {
  let depth = 0;
  let found: string | undefined;
  const tokens = tokenize(source)?.tokens ?? [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "{" || token.kind === "[") depth += 1;
    else if (token.kind === "}" || token.kind === "]") depth -= 1;
    else if (token.kind === "name" && depth === 1 && token.text === name) found = tokens[index + 1]?.text;
  }
  return found;
}
