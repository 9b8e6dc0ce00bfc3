import { AwsError } from "../aws-error.ts";
import type { Call, Operation } from "../context.ts";
import type { Topic } from "../documents.ts";
import type { Transaction } from "../ports.ts";

import { invalidParameter } from "./errors.ts";
import { putTopic, topicKey } from "./topics.ts";

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface TagResourceInput {
  readonly ResourceArn: string;
  readonly Tags: readonly Tag[];
}

export interface UntagResourceInput {
  readonly ResourceArn: string;
  readonly TagKeys: readonly string[];
}

export interface ListTagsForResourceInput {
  readonly ResourceArn: string;
}

export interface ListTagsForResourceOutput {
  readonly Tags: readonly Tag[];
}

/** doc MODEL */
const MAX_TAGS = 50;

/**
 * TagResource: adds tags to a topic; a key that is there gets the new value.
 *
 * @throws AwsError ResourceNotFound, InvalidParameter, TagLimitExceeded
 */
export const tagResource: Operation<TagResourceInput, Record<string, never>> = async (engine, call, input) => {
  await engine.store.transaction(async (tx) => {
    const topic = await requireTagged(tx, call, input.ResourceArn);
    const tags = { ...topic.tags, ...Object.fromEntries(readTags(input.Tags)) };
    checkCount(Object.keys(tags).length);
    await putTopic(tx, call.scope.region, { ...topic, tags });
  });
  return {};
};

/** UntagResource: takes tags away; keys that are not there count for nothing. obs STACKD controls */
export const untagResource: Operation<UntagResourceInput, Record<string, never>> = async (engine, call, input) => {
  await engine.store.transaction(async (tx) => {
    const topic = await requireTagged(tx, call, input.ResourceArn);
    const tags = Object.entries(topic.tags ?? {}).filter(([key]) => !input.TagKeys.includes(key));
    await putTopic(tx, call.scope.region, { ...topic, tags: Object.fromEntries(tags) });
  });
  return {};
};

/** ListTagsForResource: the tags of a topic in the order in which their keys came. obs STACKD controls */
export const listTagsForResource: Operation<ListTagsForResourceInput, ListTagsForResourceOutput> = async (
  engine,
  call,
  input,
) => {
  const { tags = {} } = await engine.store.transaction((tx) => requireTagged(tx, call, input.ResourceArn));
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};

/**
 * The tags of a request by key.
 *
 * @throws AwsError InvalidParameter for a key twice or a reserved one (inf), TagLimitExceeded
 */
export function readTags(tags: readonly Tag[]): ReadonlyMap<string, string> {
  const read = new Map(tags.map((tag) => [tag.Key, tag.Value]));
  // obs LS (text)
  if (read.size !== tags.length) throw invalidParameter("Duplicated keys are not allowed.");
  if ([...read.keys()].some((key) => key.toLowerCase().startsWith("aws:"))) {
    throw invalidParameter("Tags Reason: aws: prefixed tag key names are not allowed for external use.");
  }
  checkCount(read.size);
  return read;
}

function checkCount(count: number): void {
  if (count <= MAX_TAGS) return;
  // obs PUB
  throw new AwsError("TagLimitExceeded", 400, "Could not complete request: tag quota of per resource exceeded");
}

/** obs PUB: these operations say the same of a topic that is not there and of a text that is no ARN. */
async function requireTagged(tx: Transaction, call: Call, arn: string): Promise<Topic> {
  const name = arn.split(":")[5] ?? "";
  const topic = await tx.getDocument("topic", topicKey(call.scope.region, name));
  if (topic === undefined || topic.TopicArn !== arn) {
    throw new AwsError("ResourceNotFound", 404, "Resource does not exist");
  }
  return topic;
}
