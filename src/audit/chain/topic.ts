import { AwsError } from "../../engine/aws-error.ts";
import { mayUseKey } from "../../engine/kms/key-policy.ts";
import { type PolicyDecision, publishAllowed } from "../../engine/sns/policy.ts";
import { parseTopicArn } from "../../topic/topic-arn.ts";
import type { Account } from "../account.ts";
import { gapFor } from "../gaps.ts";
import type { TopicItem } from "../inventory.ts";
import type { Stop } from "./stop.ts";

const CLOUDWATCH = "cloudwatch.amazonaws.com";
const AWS_MANAGED_KEY = "alias/aws/sns";
/** Actions that change machines, and tell of nothing: those of EC2 and Auto Scaling. doc CWUG */
const TELLS_NOBODY = /^arn:[^:]{0,30}:(?:automate|autoscaling|swf):/;

/** Why a topic does not take an alarm's message; undefined when it does. */
export function stopAtTopic(account: Account, action: string, alarmArn: string): Stop | undefined {
  const { inventory } = account;
  const stop = (reason: string, unknown?: string): Stop => ({
    link: "topic",
    reason,
    ...(unknown === undefined ? {} : { unknown }),
  });
  const parsed = parseTopicArn(action);
  if (!parsed.ok) {
    const reason = `the action ${action} is no SNS topic`;
    return TELLS_NOBODY.test(action) ? stop(reason) : stop(reason, `what the action ${action} does is not known`);
  }
  const { region, name, account: owner } = parsed.arn;
  const topic = account.topics.get(action);
  if (topic === undefined) {
    if (owner !== inventory.account)
      return stop(
        `the topic ${action} is in another account`,
        `the account ${owner}, which has the topic, was not read`,
      );
    const missing = `the topic ${name} does not exist in ${region}`;
    return stop(missing, gapFor(inventory, { service: "sns", operations: ["ListTopics"], region }));
  }
  // A FIFO topic wants a MessageGroupId, and alarms send none. doc SNSDG, that it is so for alarms inf
  if (name.endsWith(".fifo")) return stop(`the topic ${name} is a FIFO topic, and alarms send no MessageGroupId`);
  if (topic.attributes === undefined) {
    const wanted = { service: "sns", operations: ["GetTopicAttributes"], region, resources: [action, name] } as const;
    const unknown = gapFor(inventory, wanted) ?? `the attributes of the topic ${name} were not read`;
    return stop(`the policy and the key of the topic ${name} could not be read`, unknown);
  }
  return stopByPolicy(topic, topic.attributes, alarmArn, owner, stop) ?? stopByKey(account, topic, alarmArn, stop);
}

type MakeStop = (reason: string, unknown?: string) => Stop;

function stopByPolicy(
  { TopicArn }: TopicItem,
  { Policy }: Readonly<Record<string, string>>,
  alarmArn: string,
  owner: string,
  stop: MakeStop,
): Stop | undefined {
  // The default policy lets the account's alarms through. obs LS
  if (Policy === undefined) return undefined;
  const decision = judged(Policy, alarmArn, TopicArn, owner);
  if (decision === undefined) return stop(`the policy of the topic ${TopicArn} is no policy`);
  if (decision.kind === "allowed") return undefined;
  const refused = `the policy of the topic ${TopicArn} does not let ${CLOUDWATCH} publish (SNS:Publish is ${decision.kind})`;
  // A part that could not be judged may let it through after all.
  return decision.unjudged.length === 0 ? stop(refused) : stop(refused, `not judged: ${decision.unjudged.join(", ")}`);
}

function judged(policy: string, sourceArn: string, topicArn: string, owner: string): PolicyDecision | undefined {
  try {
    return publishAllowed(policy, { kind: "service", service: CLOUDWATCH, sourceArn }, topicArn, owner);
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

/** Whether CloudWatch may encrypt for the topic. doc SNSDG, CWUG; obs STACKD encryption_cloudwatch_source */
function stopByKey(
  { inventory }: Account,
  { region, TopicArn, attributes = {} }: TopicItem,
  alarmArn: string,
  stop: MakeStop,
): Stop | undefined {
  const keyId = attributes["KmsMasterKeyId"] ?? "";
  if (keyId === "") return undefined;
  if (keyId === AWS_MANAGED_KEY || keyId.endsWith(`:${AWS_MANAGED_KEY}`))
    return stop(`the topic ${TopicArn} is encrypted with ${AWS_MANAGED_KEY}, which ${CLOUDWATCH} can never use`);
  const key = inventory.keys.find((item) => item.region === region && item.keyId === keyId);
  if (key?.policy === undefined) {
    const operations = ["DescribeKey", "GetKeyPolicy", "ListAliases"];
    const resources = [keyId, ...(key?.keyArn === undefined ? [] : [key.keyArn])];
    const unknown = gapFor(inventory, { service: "kms", operations, region, resources });
    if (key === undefined && unknown === undefined)
      return stop(`the key ${keyId} of the topic ${TopicArn} does not exist`);
    const reason = `the policy of the key ${keyId} of the topic ${TopicArn} could not be read`;
    return stop(reason, unknown ?? `the policy of the key ${keyId} was not read`);
  }
  if (key.keyManager === "AWS") return stop(`the topic ${TopicArn} is encrypted with a key that AWS manages`);
  if (key.keyState !== undefined && key.keyState !== "Enabled")
    return stop(`the key ${keyId} of the topic ${TopicArn} is not enabled (KeyState is ${key.keyState})`);
  const { kind, missing } = mayUseKey(key.policy, alarmArn, inventory.account);
  return kind === "allowed"
    ? undefined
    : stop(
        `the policy of the key ${keyId} of the topic ${TopicArn} does not let ${CLOUDWATCH} use ${missing.join(" and ")}`,
      );
}
