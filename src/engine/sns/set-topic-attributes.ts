import type { Operation } from "../context.ts";
import { invalidParameter } from "./errors.ts";
import { isFifo, isTopicAttribute, readTopicAttribute } from "./topic-attributes.ts";
import { putTopic, requireTopic } from "./topics.ts";

export interface SetTopicAttributesInput {
  readonly TopicArn: string;
  readonly AttributeName: string;
  readonly AttributeValue?: string;
}

/** SetTopicAttributes: sets one attribute. A refused value leaves the former one in place. obs STACKD controls */
export const setTopicAttributes: Operation<SetTopicAttributesInput, undefined> = async (engine, call, input) => {
  const name = input.AttributeName;
  await engine.store.transaction(async (tx) => {
    const topic = await requireTopic(tx, call, input.TopicArn);
    if (!isTopicAttribute(name, isFifo(topic))) throw invalidParameter("AttributeName");
    const value = readTopicAttribute(name, input.AttributeValue ?? "", topic.attributes[name]);
    const { [name]: _former, ...others } = topic.attributes;
    const attributes = value === undefined ? others : { ...others, [name]: value };
    await putTopic(tx, call.scope.region, { ...topic, attributes });
  });
  return undefined;
};
