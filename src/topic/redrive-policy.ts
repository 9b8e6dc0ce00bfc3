import { invalidParameter, type Refusal } from "./refusal.ts";

/**
 * Reads a RedrivePolicy: the ARN of the dead-letter queue, undefined for a policy that names none. `topicArn` says whose
 * account and region the queue must share, `endpoint` whether the subscription is FIFO. Texts: obs LS, unk where marked.
 *
 * @example
 * readRedrivePolicy('{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:dlq"}', topicArn, endpoint, "");
 * // { ok: true, deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:dlq" }
 */
export function readRedrivePolicy(
  text: string,
  topicArn: string,
  endpoint: string,
  reason: "" | "Attributes Reason: ",
): { readonly ok: true; readonly deadLetterTargetArn: string | undefined } | Refusal {
  const refuse = (why: string) => invalidParameter(`${reason}RedrivePolicy: ${why}`);
  const policy = parseObject(text);
  if (policy === undefined) return refuse("failed to parse JSON.");
  const names = Object.keys(policy);
  if (names.length === 0) return { ok: true, deadLetterTargetArn: undefined };
  const arn = "deadLetterTargetArn" in policy ? policy.deadLetterTargetArn : undefined;
  if (typeof arn !== "string" || !/^arn:[^:]+:sqs:[^:]+:[^:]+:[A-Za-z0-9_-]+(?:\.fifo)?$/.test(arn)) {
    return refuse("deadLetterTargetArn is an invalid arn");
  }
  if (names.length > 1) return refuse("it has a member other than deadLetterTargetArn"); // unk
  const [, , , region, account] = topicArn.split(":");
  const [, , , queueRegion, queueAccount] = arn.split(":");
  // doc SNSDG, text unk
  if (queueRegion !== region || queueAccount !== account) {
    return refuse("the dead-letter queue must be in the subscription's own account and region");
  }
  const fifo = topicArn.endsWith(".fifo") && endpoint.endsWith(".fifo");
  if (fifo && !arn.endsWith(".fifo")) {
    return refuse("must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
  }
  // inf, text unk: a FIFO queue wants what a message of a standard topic does not have.
  if (!topicArn.endsWith(".fifo") && arn.endsWith(".fifo")) return refuse("must use a standard queue as DLQ");
  return { ok: true, deadLetterTargetArn: arn };
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
