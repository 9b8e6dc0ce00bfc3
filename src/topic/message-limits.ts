import { invalidParameter, type Refusal } from "./refusal.ts";

const maxBytes = 262_144;
const maxSubject = 100;

/**
 * Checks the size of a message as published. `attributeBytes` are counted too: names, types and values of the message
 * attributes are part of the limit of 262,144 bytes. doc SNSDG, obs STACKD (texts)
 *
 * @example
 * checkMessage("", 0); // "Invalid parameter: Empty message"
 */
export function checkMessage(message: string, attributeBytes: number): Refusal | undefined {
  if (message === "") return invalidParameter("Empty message");
  return utf8Length(message) + attributeBytes > maxBytes ? invalidParameter("Message too long") : undefined;
}

/** Checks a subject: 1-100 UTF-16 units, no control character. obs STACKD subject-structure (100 pass, 101 do not) */
export function checkSubject(subject: string): Refusal | undefined {
  const valid = subject.length > 0 && subject.length <= maxSubject && !/[\u0000-\u001f\u007f]/.test(subject);
  return valid ? undefined : invalidParameter("Subject");
}

/** Length of a text in UTF-8 bytes. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
