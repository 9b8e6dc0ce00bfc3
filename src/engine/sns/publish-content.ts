import { checkMessageAttributes, type MessageAttributeValue } from "../../topic/message-attributes.ts";
import { checkMessage, checkSubject, utf8Length } from "../../topic/message-limits.ts";
import { type MessageBodies, resolveMessage } from "../../topic/message-structure.ts";
import type { Refusal } from "../../topic/refusal.ts";
import type { MessageAttribute } from "../outbound.ts";

/** What is published, as the request says it. */
export interface PublishedContent {
  readonly message: string;
  /** `json`: the message is an object with a text per protocol. */
  readonly messageStructure?: string;
  readonly subject?: string;
  readonly messageAttributes?: Readonly<Record<string, MessageAttributeValue>>;
}

/** What is published, checked: a text per protocol, and the attributes as subscribers see them. */
export interface Content {
  readonly ok: true;
  readonly bodies: MessageBodies;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  /** Of the message and its attributes. */
  readonly bytes: number;
}

/** Checks what is published: the content, or SNS's refusal of it, which names members by where they are: `at` and the name. */
export function readContent(request: PublishedContent, at = ""): Content | Refusal {
  const attributes = checkMessageAttributes(request.messageAttributes ?? {}, at);
  if (!attributes.ok) return attributes;
  const refusal =
    checkMessage(request.message, attributes.bytes) ??
    (request.subject === undefined ? undefined : checkSubject(request.subject));
  if (refusal !== undefined) return refusal;
  const resolved = resolveMessage(request.message, request.messageStructure);
  if (!resolved.ok) return resolved;
  const bytes = attributes.bytes + utf8Length(request.message);
  return { ok: true, bodies: resolved.bodies, attributes: attributes.attributes, bytes };
}
