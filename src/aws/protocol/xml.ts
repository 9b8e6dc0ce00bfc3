import type { Structure, Type } from "../model.ts";
import { doubleText } from "./text.ts";

/**
 * Writes the answer of a query operation: `<OpResponse><OpResult>...`, without a Result for an operation that answers
 * nothing (obs STACKD). Members keep the model's order. Throws TypeError for a value that does not fit its shape.
 *
 * @example
 * encodeXml("Unsubscribe", undefined, {}, "http://sns.amazonaws.com/doc/2010-03-31/", "id-1");
 * // <UnsubscribeResponse xmlns="..."><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></UnsubscribeResponse>
 */
export function encodeXml(
  operation: string,
  output: Structure | undefined,
  value: unknown,
  namespace: string,
  requestId: string,
): string {
  const result = output === undefined ? "" : `<${operation}Result>${structureXml(output, value)}</${operation}Result>`;
  const metadata = `<ResponseMetadata>${element("RequestId", escapeXml(requestId))}</ResponseMetadata>`;
  return `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`;
}

/** The query protocol's error document; `namespace` is absent while it is not known which service was meant. */
export function errorXml(
  error: { readonly code: string; readonly message: string; readonly status: number },
  namespace: string | undefined,
  requestId: string,
): string {
  const attribute = namespace === undefined ? "" : ` xmlns="${namespace}"`;
  const parts = [
    element("Type", error.status < 500 ? "Sender" : "Receiver"),
    element("Code", escapeXml(error.code)),
    error.message === "" ? "" : element("Message", escapeXml(error.message)),
  ];
  const body = `<Error>${parts.join("")}</Error>${element("RequestId", escapeXml(requestId))}`;
  return `<ErrorResponse${attribute}>${body}</ErrorResponse>`;
}

/** Text for an XML 1.0 document. A carriage return survives as a reference; what XML cannot carry at all becomes U+FFFD. */
export function escapeXml(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  const escaped = text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#xD;");
  return MAY_BE_NO_XML.test(escaped) ? escaped.replace(NO_XML, "\ufffd") : escaped;
}

const NEEDS_CARE = /[&<>"\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]/;
/** Also true of pairs of surrogates, which are well: only `NO_XML`, which is slower, can tell. */
const MAY_BE_NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu;

function element(name: string, content: string): string {
  return content === "" ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function structureXml(shape: Structure, value: unknown): string {
  const given: Readonly<Record<string, unknown>> = Object(value);
  for (const key of Object.keys(given)) {
    if (!shape.members.has(key)) throw new TypeError(`${shape.name} has no member ${key}`);
  }
  let text = "";
  for (const [name, member] of shape.members) {
    const item = given[name];
    if (item !== undefined) text += element(name, contentXml(member.type, item, name));
  }
  return text;
}

function contentXml(type: Type, value: unknown, name: string): string {
  switch (type.kind) {
    case "string":
      if (typeof value === "string") return escapeXml(value);
      break;
    case "boolean":
      if (typeof value === "boolean") return value ? "true" : "false";
      break;
    case "integer":
      if (typeof value === "number" && Number.isInteger(value)) return String(value);
      break;
    case "double":
      if (typeof value === "number") return doubleText(value);
      break;
    case "timestamp":
      if (typeof value === "number") return new Date(value).toISOString();
      break;
    case "blob":
      if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
      break;
    case "list":
      // An empty list is `<Name/>`, not absent: clients then see [] where AWS sends one (obs STACKD).
      if (Array.isArray(value)) return listXml(type.element, value, name);
      break;
    case "map":
      if (typeof value === "object" && value !== null) {
        return Object.entries(value)
          .map(([key, item]) => entryXml(type, key, item))
          .join("");
      }
      break;
    case "structure":
      if (typeof value === "object" && value !== null) return structureXml(type, value);
      break;
    case "uncodable":
      break;
  }
  throw new TypeError(`${name} is not a ${type.kind}`);
}

function listXml(type: Type, values: readonly unknown[], name: string): string {
  let text = "";
  for (const item of values) text += element("member", contentXml(type, item, name));
  return text;
}

function entryXml(type: Extract<Type, { kind: "map" }>, key: string, value: unknown): string {
  if (value === undefined) return "";
  const content = element(type.keyName, escapeXml(key)) + element(type.valueName, contentXml(type.value, value, key));
  return element("entry", content);
}
