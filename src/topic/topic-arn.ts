import { invalidParameter, type Refusal } from "./refusal.ts";
import { checkTopicName } from "./topic-name.ts";

export interface TopicArn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The topic's name. */
  readonly name: string;
}

export interface SubscriptionArn extends TopicArn {
  readonly topicArn: string;
  readonly subscriptionId: string;
}

export type Parsed<T> = { readonly ok: true; readonly arn: T } | Refusal;

/**
 * Reads `arn:<partition>:sns:<region>:<account>:<name>`; on failure SNS's own text for the parameter `TopicArn`.
 * obs LS
 *
 * @example
 * parseTopicArn("arn:aws:sns:us-east-1:123456789012:alarms"); // { ok: true, arn: { ..., name: "alarms" } }
 * parseTopicArn("alarms"); // "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1"
 */
export function parseTopicArn(text: string): Parsed<TopicArn> {
  const parts = text.split(":");
  if (parts.length < 6) return tooShort("TopicArn", parts.length);
  const arn = topicParts(parts);
  return arn === undefined || parts.length !== 6 ? invalidParameter("TopicArn") : { ok: true, arn };
}

/**
 * Reads a topic's ARN followed by `:<subscription id>`. What stands for an ARN in lists (`PendingConfirmation`,
 * `Deleted`) is refused like any other text. obs LS
 *
 * @example
 * parseSubscriptionArn("PendingConfirmation");
 * // "Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1"
 */
export function parseSubscriptionArn(text: string): Parsed<SubscriptionArn> {
  const parts = text.split(":");
  if (parts.length < 6) return tooShort("SubscriptionArn", parts.length);
  // obs LS: six elements are a topic's ARN, the id is what is missing.
  if (parts.length === 6) return invalidParameter("SubscriptionId");
  const arn = topicParts(parts);
  const subscriptionId = parts[6] ?? "";
  if (arn === undefined || parts.length !== 7 || subscriptionId === "") return invalidParameter("SubscriptionArn");
  return { ok: true, arn: { ...arn, topicArn: parts.slice(0, 6).join(":"), subscriptionId } };
}

function topicParts(parts: readonly string[]): TopicArn | undefined {
  const [scheme, partition = "", service, region = "", account = "", name = ""] = parts;
  if (scheme !== "arn" || partition === "" || service !== "sns" || region === "" || account === "") return undefined;
  return checkTopicName(name) === undefined ? { partition, region, account, name } : undefined;
}

function tooShort(parameter: string, count: number): Refusal {
  return invalidParameter(`${parameter} Reason: An ARN must have at least 6 elements, not ${count}`);
}
