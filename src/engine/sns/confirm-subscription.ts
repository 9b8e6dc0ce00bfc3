import { isHexadecimal, isTokenShaped } from "../../topic/subscription-token.ts";
import { parseTopicArn } from "../../topic/topic-arn.ts";
import { AwsError } from "../aws-error.ts";
import type { Call, Operation } from "../context.ts";
import type { Subscription } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { authorizationError, invalidParameter, subscriptionNotFound } from "./errors.ts";
import { findByToken, putSubscription, subscriptionKey, tokenExpired } from "./subscriptions.ts";
import { putTopic, topicKey } from "./topics.ts";

export interface ConfirmSubscriptionInput {
  readonly TopicArn: string;
  readonly Token: string;
  /** `"true"`: only a signed Unsubscribe may end the subscription. */
  readonly AuthenticateOnUnsubscribe?: string;
}

export interface ConfirmSubscriptionOutput {
  readonly SubscriptionArn: string;
}

/**
 * ConfirmSubscription, signed or not: confirms the subscription whose token this is, or brings back one that was removed
 * without a signature. Confirming twice succeeds. The topic need not be the token's, nor exist; only its region counts.
 * obs STACKD confirmation_lifetime, obs LS test_subscribe_external_http_endpoint
 *
 * @throws AwsError InvalidParameter, NotFound, AuthorizationError
 */
export const confirmSubscription: Operation<ConfirmSubscriptionInput, ConfirmSubscriptionOutput> = async (
  engine,
  call,
  input,
) => {
  const region = regionOfTopic(call, input.TopicArn);
  refuseText(input.Token);
  const authenticate = input.AuthenticateOnUnsubscribe?.toLowerCase() === "true";
  const SubscriptionArn = await engine.store.transaction(async (tx) => {
    const found = await findByToken(tx, input.Token);
    if (found === undefined) throw subscriptionNotFound();
    const { subscription, shelf } = found;
    if (subscription.TopicArn.split(":")[3] !== region) throw invalidParameter("Topic"); // obs LS
    if (authenticate && subscription.confirmed) throw authorizationError("Subscription already confirmed");
    if (authenticate && !call.signed) {
      throw authorizationError("To disallow anonymous unsubscription, subscriber and confirmer IDs must match");
    }
    if (subscription.confirmed) return subscription.SubscriptionArn;
    // inf: what AWS says to a token that is too old.
    if (tokenExpired(subscription, engine.clock.now())) throw invalidToken();

    if (shelf === "removed") await takeBack(tx, region, subscription);
    // obs STACKD cross_account_confirmation: a signature alone does not make it authenticated, the parameter does.
    const confirmed = { ...subscription, confirmed: true, confirmationWasAuthenticated: authenticate };
    await putSubscription(tx, region, confirmed);
    return subscription.SubscriptionArn;
  });
  return { SubscriptionArn };
};

/** The region a request is for: a link in a message is not signed, so there nothing but the ARN says it. Text: obs LS. */
function regionOfTopic({ signed, scope }: Call, topicArn: string): string {
  const parsed = parseTopicArn(topicArn);
  if (!parsed.ok || (signed && parsed.arn.region !== scope.region)) throw invalidParameter("Topic");
  return parsed.arn.region;
}

/** obs STACKD, LS: `invalid` and `randomtoken` are no tokens; `abc123` and longer hexadecimal texts are none of SNS's. */
function refuseText(token: string): void {
  if (isTokenShaped(token)) return;
  throw isHexadecimal(token) ? invalidParameter("Token") : invalidToken();
}

async function takeBack(tx: Transaction, region: string, subscription: Subscription): Promise<void> {
  await tx.deleteDocument("subscription", subscriptionKey(region, subscription.SubscriptionArn, "removed"));
  const name = subscription.TopicArn.split(":")[5] ?? "";
  const topic = await tx.getDocument("topic", topicKey(region, name));
  if (topic !== undefined) {
    await putTopic(tx, region, { ...topic, deletedSubscriptions: topic.deletedSubscriptions - 1 });
  }
}

/** obs STACKD confirmation_lifetime: no "Invalid parameter" before it. */
function invalidToken(): AwsError {
  return new AwsError("InvalidParameter", 400, "Invalid token");
}
