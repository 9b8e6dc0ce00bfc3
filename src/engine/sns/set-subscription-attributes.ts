import { isProtocol } from "../../topic/protocol.ts";
import type { Operation } from "../context.ts";
import { invalidParameter } from "./errors.ts";
import { isSubscriptionAttribute, readSubscriptionAttribute } from "./subscription-attributes.ts";
import { putSubscription, requireSubscription } from "./subscriptions.ts";

export interface SetSubscriptionAttributesInput {
  readonly SubscriptionArn: string;
  readonly AttributeName: string;
  readonly AttributeValue?: string;
}

/** SetSubscriptionAttributes: sets one attribute. A refused value leaves the former one in place. obs STACKD controls */
export const setSubscriptionAttributes: Operation<SetSubscriptionAttributesInput, undefined> = async (
  engine,
  call,
  input,
) => {
  const name = input.AttributeName;
  await engine.store.transaction(async (tx) => {
    const subscription = await requireSubscription(tx, call, input.SubscriptionArn, engine.clock.now());
    const protocol = subscription.Protocol;
    if (!isProtocol(protocol)) throw new Error(`a subscription was stored with the protocol ${protocol}`);
    if (!isSubscriptionAttribute(name)) throw invalidParameter("AttributeName");
    const { TopicArn: topicArn, Endpoint: endpoint } = subscription;
    const owner = { protocol, topicArn, endpoint, attributes: subscription.attributes };
    const value = readSubscriptionAttribute(owner, name, input.AttributeValue ?? "", "");
    const { [name]: _former, ...others } = subscription.attributes;
    const attributes = value === undefined ? others : { ...others, [name]: value };
    await putSubscription(tx, call.scope.region, { ...subscription, attributes });
  });
  return undefined;
};
