import { parseTopicArn } from "../../topic/topic-arn.ts";
import { AwsError } from "../aws-error.ts";
import type { Trail } from "../documents.ts";
import type { Transaction } from "../ports.ts";

/**
 * Checks that the topic for notices of log files exists; its policy is not looked at. Words: MOTO, weak.
 *
 * @throws AwsError InsufficientSnsTopicPolicyException
 */
export async function requireNoticeTopic(tx: Transaction, { SnsTopicARN }: Trail): Promise<void> {
  if (SnsTopicARN === undefined) return;
  const parsed = parseTopicArn(SnsTopicARN);
  if (parsed.ok) {
    const { region, name } = parsed.arn;
    const topic = await tx.getDocument("topic", { region, parent: "", name });
    if (topic?.TopicArn === SnsTopicARN) return;
  }
  const message = "SNS Topic does not exist or the topic policy is incorrect!";
  throw new AwsError("InsufficientSnsTopicPolicyException", 400, message);
}
