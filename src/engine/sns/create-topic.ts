import { checkTopicName } from "../../topic/topic-name.ts";
import type { Operation } from "../context.ts";
import type { Topic } from "../documents.ts";
import { arn } from "../scope.ts";
import { invalidParameter, refused } from "./errors.ts";
import { readTags } from "./tags.ts";
import { effectiveAttributes, isFifo, isTopicAttribute, readTopicAttribute } from "./topic-attributes.ts";
import { putTopic, topicKey } from "./topics.ts";

export interface CreateTopicInput {
  readonly Name: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

export interface CreateTopicOutput {
  readonly TopicArn: string;
}

/**
 * CreateTopic: creates a topic, or returns the one of this name when the attributes and tags that are given are its own.
 *
 * @throws AwsError InvalidParameter for a bad name or attribute, and for a topic that exists with others
 */
export const createTopic: Operation<CreateTopicInput, CreateTopicOutput> = async (engine, call, input) => {
  const refusal = checkTopicName(input.Name);
  if (refusal !== undefined) throw refused(refusal);
  const fifo = isFifo(input);
  // obs STACKD fifo: the name's ending and the attribute must say the same.
  if (fifo !== (input.Attributes?.["FifoTopic"]?.toLowerCase() === "true")) throw invalidParameter("Topic Name");
  const attributes = readAttributes(input.Attributes ?? {}, fifo);
  const tags = readTags(input.Tags ?? []);

  const TopicArn = arn("sns", call.scope, input.Name);
  const region = call.scope.region;
  await engine.store.transaction(async (tx) => {
    const existing = await tx.getDocument("topic", topicKey(region, input.Name));
    if (existing !== undefined) {
      checkSame(existing, attributes, tags);
      return;
    }
    const Owner = call.scope.account;
    await putTopic(tx, region, {
      TopicArn,
      Name: input.Name,
      Owner,
      attributes,
      ...(tags.size === 0 ? {} : { tags: Object.fromEntries(tags) }),
      deletedSubscriptions: 0,
    });
  });
  return { TopicArn };
};

function readAttributes(given: Readonly<Record<string, string>>, fifo: boolean): Readonly<Record<string, string>> {
  const read: [string, string][] = [];
  for (const [name, value] of Object.entries(given)) {
    // inf: AWS names the attribute in words of its own.
    // A standard topic may say that it is none of the other kind.
    if (!fifo && deniesFifo(name, value)) continue;
    if (!isTopicAttribute(name, fifo)) throw invalidParameter(`Attributes Reason: Unknown attribute ${name}`);
    const stored = readTopicAttribute(name, value, undefined);
    if (stored !== undefined) read.push([name, stored]);
  }
  return Object.fromEntries(read);
}

function deniesFifo(name: string, value: string): boolean {
  return (name === "FifoTopic" || name === "ContentBasedDeduplication") && value.toLowerCase() === "false";
}

/** obs LS: what is given must agree with the topic; what is not given is not compared. */
function checkSame(
  topic: Topic,
  attributes: Readonly<Record<string, string>>,
  tags: ReadonlyMap<string, string>,
): void {
  const present = effectiveAttributes(topic);
  if (Object.entries(attributes).some(([name, value]) => present[name] !== value)) {
    throw invalidParameter("Attributes Reason: Topic already exists with different attributes");
  }
  if ([...tags].some(([key, value]) => topic.tags?.[key] !== value)) {
    throw invalidParameter("Tags Reason: Topic already exists with different tags");
  }
}
