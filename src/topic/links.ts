import type { SnsMessage } from "./sns-message.ts";

/**
 * Where a subscriber confirms. Colons stay as they are, as AWS writes them. obs STACKD http_delivery
 *
 * @example
 * subscribeUrl({ baseUrl: "http://127.0.0.1:4666", topicArn: "arn:aws:sns:us-east-1:123456789012:t", token: "23" });
 * // "http://127.0.0.1:4666/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-1:123456789012:t&Token=23"
 */
export function subscribeUrl(message: Pick<SnsMessage, "baseUrl" | "topicArn" | "token">): string {
  return `${message.baseUrl}/?Action=ConfirmSubscription&TopicArn=${message.topicArn}&Token=${message.token ?? ""}`;
}

/** Where anybody who holds the subscription's ARN ends it. obs STACKD http_delivery */
export function unsubscribeUrl(message: Pick<SnsMessage, "baseUrl" | "subscriptionArn">): string {
  return `${message.baseUrl}/?Action=Unsubscribe&SubscriptionArn=${message.subscriptionArn}`;
}

/** Where the certificate is served that verifies signatures. */
export function signingCertUrl(baseUrl: string, certificateName: string): string {
  return `${baseUrl}/${certificateName}`;
}
