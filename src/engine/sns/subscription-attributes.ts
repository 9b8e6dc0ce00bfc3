import { checkRawMessageDelivery } from "../../topic/endpoint.ts";
import type { Protocol } from "../../topic/protocol.ts";
import { invalidParameter, notActedOn, refused } from "./errors.ts";

/** Attributes of subscriptions that AWS has and Tocsin does not act on. */
const notActedOnAttributes = [
  "FilterPolicy",
  "FilterPolicyScope",
  "DeliveryPolicy",
  "RedrivePolicy",
  "ReplayPolicy",
  "ReplayStatus",
];

export function isSubscriptionAttribute(name: string): boolean {
  return name === "RawMessageDelivery" || name === "SubscriptionRoleArn" || notActedOnAttributes.includes(name);
}

/**
 * An attribute's value as it is stored; undefined when the value stands for "none" (an empty text, an empty filter).
 *
 * @param reason what SNS puts before its explanation: Subscribe says `Attributes Reason: `, SetSubscriptionAttributes nothing
 * @throws AwsError InvalidParameter for a bad value or an attribute Tocsin does not act on
 */
export function readSubscriptionAttribute(
  protocol: Protocol,
  name: string,
  value: string,
  reason: "" | "Attributes Reason: ",
): string | undefined {
  if (notActedOnAttributes.includes(name)) {
    if (value === "" || (name === "FilterPolicy" && value.trim() === "{}")) return undefined;
    throw notActedOn(name);
  }
  if (name === "RawMessageDelivery") {
    const refusal = checkRawMessageDelivery(protocol, value, reason);
    if (refusal !== undefined) throw refused(refusal);
  }
  return value;
}

/**
 * The Attributes of a Subscribe request as they are stored.
 *
 * @throws AwsError InvalidParameter as `readSubscriptionAttribute` does, and (inf) for a name that SNS does not know
 */
export function readSubscriptionAttributes(
  protocol: Protocol,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const read: [string, string][] = [];
  for (const [name, value] of Object.entries(given)) {
    if (!isSubscriptionAttribute(name)) throw invalidParameter(`Attributes Reason: Unknown attribute ${name}`);
    const stored = readSubscriptionAttribute(protocol, name, value, "Attributes Reason: ");
    if (stored !== undefined) read.push([name, stored]);
  }
  return Object.fromEntries(read);
}
