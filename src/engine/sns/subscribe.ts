import { checkEndpoint, confirmsAtOnce } from "../../topic/endpoint.ts";
import type { EngineContext, Operation } from "../context.ts";
import type { Subscription, Topic } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { newToken, sendConfirmation } from "./confirmation.ts";
import { invalidParameter, refused } from "./errors.ts";
import { readSubscriptionAttributes } from "./subscription-attributes.ts";
import { dropExpired, listShelf, putSubscription, tokenExpired } from "./subscriptions.ts";
import { requireTopic } from "./topics.ts";

export interface SubscribeInput {
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly ReturnSubscriptionArn?: boolean;
}

export interface SubscribeOutput {
  /** The ARN, or `pending confirmation` while the subscriber has not confirmed and the ARN was not asked for. */
  readonly SubscriptionArn: string;
}

/**
 * Subscribe: subscribes an endpoint, and asks it to confirm unless it is AWS-managed and of this account. The same
 * protocol and endpoint again give the same subscription; one that is not confirmed yet is asked again.
 *
 * @throws AwsError InvalidParameter, NotFound
 */
export const subscribe: Operation<SubscribeInput, SubscribeOutput> = async (engine, call, input) => {
  const endpoint = input.Endpoint ?? "";
  const checked = checkEndpoint(input.Protocol, endpoint, input.TopicArn.endsWith(".fifo"));
  if (!checked.ok) throw refused(checked);
  const attributes = readSubscriptionAttributes(checked.protocol, input.TopicArn, endpoint, input.Attributes ?? {});
  const { account, region } = call.scope;

  const subscription = await engine.store.transaction(async (tx) => {
    const topic = await requireTopic(tx, call, input.TopicArn);
    const known = await knownSubscription(engine, tx, region, topic, input.Protocol, endpoint);
    if (known !== undefined) checkSame(known, attributes);
    const subscription = known ?? {
      SubscriptionArn: `${topic.TopicArn}:${engine.ids.uuid()}`,
      TopicArn: topic.TopicArn,
      Protocol: input.Protocol,
      Endpoint: endpoint,
      Owner: account,
      confirmed: confirmsAtOnce(checked.protocol, endpoint, account),
      // obs STACKD admission: what needs no confirmation counts as confirmed by its owner.
      confirmationWasAuthenticated: confirmsAtOnce(checked.protocol, endpoint, account),
      token: newToken(engine),
      created: engine.clock.now(),
      attributes,
    };
    if (known === undefined) await putSubscription(tx, region, subscription);
    if (!subscription.confirmed) {
      await sendConfirmation(engine, tx, "SubscriptionConfirmation", topic, subscription, region);
    }
    return subscription;
  });
  engine.wake();
  const shown = subscription.confirmed || input.ReturnSubscriptionArn === true;
  return { SubscriptionArn: shown ? subscription.SubscriptionArn : "pending confirmation" };
};

/**
 * The subscription of this endpoint, with a token that is still good. One that a stranger removed is found as well: it
 * keeps its ARN and comes back when it is confirmed, not before. obs STACKD deleted_rejoin
 */
async function knownSubscription(
  engine: EngineContext,
  tx: Transaction,
  region: string,
  topic: Topic,
  protocol: string,
  endpoint: string,
): Promise<Subscription | undefined> {
  const isThis = (candidate: Subscription) => candidate.Protocol === protocol && candidate.Endpoint === endpoint;
  const now = engine.clock.now();
  await dropExpired(tx, region, topic, now);
  const current = (await listShelf(tx, region, topic.Name, "current")).find(isThis);
  if (current === undefined) return (await listShelf(tx, region, topic.Name, "removed")).find(isThis);
  if (current.confirmed || !tokenExpired(current, now)) return current;
  const renewed = { ...current, token: newToken(engine), created: now };
  await putSubscription(tx, region, renewed);
  return renewed;
}

/** obs LS (wording inf): what is given must agree with the subscription; what is not given is not compared. */
function checkSame(subscription: Subscription, attributes: Readonly<Record<string, string>>): void {
  const defaults = { RawMessageDelivery: "false", FilterPolicyScope: "MessageAttributes" };
  const present: Readonly<Record<string, string>> = { ...defaults, ...subscription.attributes };
  if (Object.entries(attributes).some(([name, value]) => present[name] !== value)) {
    throw invalidParameter("Attributes Reason: Subscription already exists with different attributes");
  }
}
