import { utf8Length } from "./message-limits.ts";
import { invalidParameter, type Refusal } from "./refusal.ts";

/** A message attribute as a Publish request carries it. */
export interface MessageAttributeValue {
  readonly DataType?: string;
  readonly StringValue?: string;
  readonly BinaryValue?: Uint8Array;
}

/** A message attribute as subscribers see it; `Value` is base64 when `Type` is Binary. */
export interface SentAttribute {
  readonly Type: string;
  readonly Value: string;
}

export interface CheckedAttributes {
  readonly ok: true;
  readonly attributes: Readonly<Record<string, SentAttribute>>;
  /** Names, types and values together: what they take of the message's size limit. doc SNSDG */
  readonly bytes: number;
}

const maxNameLength = 256;
const typePattern = /^(?:String|Number|Binary)(?:\..+)?$/;

/**
 * Checks the MessageAttributes of a Publish and turns them into what is sent. Texts: obs LS, numbers: obs STACKD admission.
 * `at` is the place of the attributes in a larger request, up to the dot before them.
 *
 * @example
 * checkMessageAttributes({ kind: { DataType: "String", StringValue: "root" } });
 * // { ok: true, attributes: { kind: { Type: "String", Value: "root" } }, bytes: 14 }
 */
export function checkMessageAttributes(
  attributes: Readonly<Record<string, MessageAttributeValue>>,
  at = "",
): CheckedAttributes | Refusal {
  const sent: [string, SentAttribute][] = [];
  let bytes = 0;
  for (const [name, value] of Object.entries(attributes)) {
    const refusal = refuseName(name) ?? refuseValue(name, value, at);
    if (refusal !== undefined) return refusal;
    const type = value.DataType ?? "";
    const binary = value.BinaryValue;
    const text = value.StringValue ?? "";
    bytes += utf8Length(name) + utf8Length(type) + (isBinary(type) ? (binary?.length ?? 0) : utf8Length(text));
    sent.push([name, { Type: type, Value: isBinary(type) && binary !== undefined ? base64(binary) : text }]);
  }
  return { ok: true, attributes: Object.fromEntries(sent), bytes };
}

function refuseName(name: string): Refusal | undefined {
  // unk: AWS's answer to an empty name.
  if (name === "") return invalidParameter("MessageAttributes");
  if (name.length > maxNameLength) {
    return invalidValue("Length of message attribute name must be less than 256 bytes.");
  }
  if (name.startsWith("."))
    return invalidValue("Invalid message attribute name starting with character '.' was found.");
  if (name.endsWith(".")) return invalidValue("Invalid message attribute name ending with character '.' was found.");
  const wrong = /[^A-Za-z0-9_.-]/u.exec(name)?.[0];
  if (wrong !== undefined) {
    const code = (wrong.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return invalidValue(
      `Invalid non-alphanumeric character '#x${code}' was found in the message attribute name. ` +
        "Can only include alphanumeric characters, hyphens, underscores, or dots.",
    );
  }
  return name.includes("..")
    ? invalidValue("Message attribute name can not have successive '.' character.")
    : undefined;
}

function refuseValue(name: string, value: MessageAttributeValue, at: string): Refusal | undefined {
  const type = value.DataType;
  if (type === undefined) {
    const place = `${at}messageAttributes.${name}.member.dataType`;
    const message = `1 validation error detected: Value null at '${place}' failed to satisfy constraint: Member must not be null`;
    return { ok: false, code: "ValidationError", message };
  }
  if (!typePattern.test(type)) {
    return invalidValue(
      `The message attribute '${name}' has an invalid message attribute type, ` +
        "the set of supported type prefixes is Binary, Number, and String.",
    );
  }
  const empty = `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`;
  if (value.StringValue === undefined && value.BinaryValue === undefined) return invalidValue(empty);
  const field = isBinary(type) ? "Binary" : "String";
  const given = isBinary(type) ? value.BinaryValue : value.StringValue;
  if (given === undefined) {
    return invalidValue(`The message attribute '${name}' with type '${type}' must use field '${field}'.`);
  }
  if (given.length === 0) return invalidValue(empty);
  return type === "Number" ? refuseNumber(name, value.StringValue ?? "") : undefined;
}

function refuseNumber(name: string, text: string): Refusal | undefined {
  if (!/^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text)) {
    return invalidValue(`Could not cast message attribute '${name}' value to number.`);
  }
  const size = Math.abs(Number(text));
  const isZero = !/[1-9]/.test(text.split(/[eE]/)[0] ?? "");
  if (isZero || (size >= 1e-128 && size <= 1e126)) return undefined;
  return invalidValue(`Message attribute '${name}' number value [${text}] scale must be 10^-128 and 10^126.`);
}

function isBinary(type: string): boolean {
  return type.startsWith("Binary");
}

function invalidValue(message: string): Refusal {
  return { ok: false, code: "ParameterValueInvalid", message };
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
