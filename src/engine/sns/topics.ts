import type { Call } from "../context.ts";
import type { DocumentKey, Topic } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { readTopicArn } from "./arns.ts";
import { topicNotFound } from "./errors.ts";

export function topicKey(region: string, name: string): DocumentKey {
  return { region, parent: "", name };
}

/**
 * The topic a request names.
 *
 * @throws AwsError InvalidParameter for an ARN that is none or of another region, NotFound for a topic that is not there
 */
export async function requireTopic(tx: Transaction, call: Call, topicArn: string): Promise<Topic> {
  const { name } = readTopicArn(call, topicArn);
  const topic = await tx.getDocument("topic", topicKey(call.scope.region, name));
  // inf: AWS says the same of another account's topic as of one that is not there, or that it is not authorised.
  if (topic === undefined || topic.TopicArn !== topicArn) throw topicNotFound();
  return topic;
}

export async function putTopic(tx: Transaction, region: string, topic: Topic): Promise<void> {
  await tx.putDocument("topic", topicKey(region, topic.Name), topic);
}
