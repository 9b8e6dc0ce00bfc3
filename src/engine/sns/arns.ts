import { parseSubscriptionArn, parseTopicArn, type SubscriptionArn, type TopicArn } from "../../topic/topic-arn.ts";
import type { Call } from "../context.ts";
import { invalidParameter, refused } from "./errors.ts";

/**
 * The parts of a topic's ARN in a request.
 *
 * @throws AwsError InvalidParameter when it is no ARN of a topic, or (inf) one of another region
 */
export function readTopicArn(call: Call, text: string): TopicArn {
  const parsed = parseTopicArn(text);
  if (!parsed.ok) throw refused(parsed);
  if (parsed.arn.region !== call.scope.region) throw invalidParameter("TopicArn");
  return parsed.arn;
}

/**
 * The parts of a subscription's ARN in a request.
 *
 * @throws AwsError InvalidParameter when it is no ARN of a subscription, or (inf) one of another region
 */
export function readSubscriptionArn(call: Call, text: string): SubscriptionArn {
  const parsed = parseSubscriptionArn(text);
  if (!parsed.ok) throw refused(parsed);
  if (parsed.arn.region !== call.scope.region) throw invalidParameter("SubscriptionArn");
  return parsed.arn;
}

/**
 * The call as it is meant: a link in a message is not signed, so nothing but the ARN in it says which region it is for.
 * AWS has a host per region; Tocsin has one address for all.
 */
export function inRegionOfLink(call: Call, arn: string): Call {
  const region = arn.split(":")[3];
  if (call.signed || region === undefined) return call;
  return { ...call, scope: { ...call.scope, region } };
}
