import { type DeliveryPolicy, readSubscriptionDeliveryPolicy } from "../../topic/delivery-policy.ts";
import { checkRawMessageDelivery } from "../../topic/endpoint.ts";
import { compileFilterPolicy, type FilterPolicy, type FilterPolicyScope } from "../../topic/filter-policy/compile.ts";
import type { Protocol } from "../../topic/protocol.ts";
import { readRedrivePolicy } from "../../topic/redrive-policy.ts";
import type { Refusal } from "../../topic/refusal.ts";
import type { Subscription } from "../documents.ts";
import { invalidParameter, notActedOn, refused } from "./errors.ts";

/** What an attribute's value depends on: the subscription's protocol and topic, and the attributes it has. */
export interface AttributeOwner {
  readonly protocol: Protocol;
  readonly topicArn: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What SNS puts before its explanation: Subscribe says `Attributes Reason: `, SetSubscriptionAttributes nothing. */
type Reason = "" | "Attributes Reason: ";

const names = ["RawMessageDelivery", "FilterPolicy", "FilterPolicyScope", "DeliveryPolicy", "RedrivePolicy"];
const otherNames = ["SubscriptionRoleArn", "ReplayPolicy"];

export function isSubscriptionAttribute(name: string): boolean {
  return names.includes(name) || otherNames.includes(name);
}

/**
 * An attribute's value as it is stored; undefined when the value stands for "none" (an empty text, an empty policy).
 *
 * @throws AwsError InvalidParameter for a bad value or an attribute Tocsin does not act on
 */
export function readSubscriptionAttribute(
  owner: AttributeOwner,
  name: string,
  value: string,
  reason: Reason,
): string | undefined {
  const { protocol, topicArn, endpoint, attributes } = owner;
  switch (name) {
    case "RawMessageDelivery":
      accept(checkRawMessageDelivery(protocol, value, reason));
      return value.toLowerCase();
    case "FilterPolicy":
      if (isNone(value)) return undefined;
      accept(compileFilterPolicy(value, scopeOf(attributes), reason));
      return value;
    case "FilterPolicyScope": {
      if (!isScope(value)) {
        const why = `Invalid value [${value}]. Please use either MessageBody or MessageAttributes`;
        throw invalidParameter(`${reason}FilterPolicyScope: ${why}`);
      }
      const policy = attributes["FilterPolicy"];
      if (policy !== undefined) accept(compileFilterPolicy(policy, value, reason));
      return value;
    }
    case "DeliveryPolicy": {
      if (isNone(value)) return undefined;
      const read = readSubscriptionDeliveryPolicy(value, reason);
      if (!read.ok) throw refused(read);
      return read.kept;
    }
    case "RedrivePolicy":
      if (isNone(value)) return undefined;
      accept(readRedrivePolicy(value, topicArn, endpoint, reason));
      return value;
    case "ReplayPolicy":
      if (isNone(value)) return undefined;
      throw notActedOn(name);
    default:
      return value === "" ? undefined : value;
  }
}

/**
 * The Attributes of a Subscribe request as they are stored.
 *
 * @throws AwsError InvalidParameter as `readSubscriptionAttribute` does, and (inf) for a name that SNS does not know
 */
export function readSubscriptionAttributes(
  protocol: Protocol,
  topicArn: string,
  endpoint: string,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  // The scope first: it says how the policy is to be read.
  const ordered = Object.entries(given).sort(([left], [right]) => rank(left) - rank(right));
  let attributes: Readonly<Record<string, string>> = {};
  for (const [name, value] of ordered) {
    if (!isSubscriptionAttribute(name)) throw invalidParameter(`Attributes Reason: Unknown attribute ${name}`);
    const owner = { protocol, topicArn, endpoint, attributes };
    const stored = readSubscriptionAttribute(owner, name, value, "Attributes Reason: ");
    if (stored !== undefined) attributes = { ...attributes, [name]: stored };
  }
  return attributes;
}

/** The filter of a subscription, undefined when it takes every message. */
export function filterOf({ attributes }: Subscription): FilterPolicy | undefined {
  const text = attributes["FilterPolicy"];
  if (text === undefined) return undefined;
  const compiled = compileFilterPolicy(text, scopeOf(attributes), "");
  if (!compiled.ok) throw new Error(`a filter policy was stored that is none: ${compiled.message}`);
  return compiled.policy;
}

/** The DeliveryPolicy that a subscription has of its own. */
export function ownDeliveryPolicy({ attributes }: Subscription): DeliveryPolicy {
  const text = attributes["DeliveryPolicy"];
  if (text === undefined) return {};
  const read = readSubscriptionDeliveryPolicy(text, "");
  if (!read.ok) throw new Error(`a delivery policy was stored that is none: ${read.message}`);
  return read.policy;
}

/** Where messages go that a subscription could not be given. */
export function deadLetterTarget({ attributes, TopicArn, Endpoint }: Subscription): string | undefined {
  const text = attributes["RedrivePolicy"];
  if (text === undefined) return undefined;
  const read = readRedrivePolicy(text, TopicArn, Endpoint, "");
  if (!read.ok) throw new Error(`a redrive policy was stored that is none: ${read.message}`);
  return read.deadLetterTargetArn;
}

function rank(name: string): number {
  return name === "FilterPolicyScope" ? 0 : 1;
}

/** doc MODEL: without a scope a policy looks at the message attributes. */
function scopeOf(attributes: Readonly<Record<string, string>>): FilterPolicyScope {
  return attributes["FilterPolicyScope"] === "MessageBody" ? "MessageBody" : "MessageAttributes";
}

function isScope(value: string): value is FilterPolicyScope {
  return value === "MessageAttributes" || value === "MessageBody";
}

function isNone(value: string): boolean {
  return value.trim() === "" || value.trim() === "{}";
}

function accept(result: { readonly ok: true } | Refusal | undefined): void {
  if (result !== undefined && !result.ok) throw refused(result);
}
