import { httpRetryPolicy } from "./retry.ts";

const ownerActions = [
  "SNS:GetTopicAttributes",
  "SNS:SetTopicAttributes",
  "SNS:AddPermission",
  "SNS:RemovePermission",
  "SNS:DeleteTopic",
  "SNS:Subscribe",
  "SNS:ListSubscriptionsByTopic",
  "SNS:Publish",
];

const requestPolicy = { headerContentType: "text/plain; charset=UTF-8" };

/** The Policy attribute of a topic whose policy was never set: everything for the owner's account. obs LS */
export function defaultTopicPolicy(topicArn: string, account: string): string {
  const statement = {
    Sid: "__default_statement_ID",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: ownerActions,
    Resource: topicArn,
    Condition: { StringEquals: { "AWS:SourceOwner": account } },
  };
  return JSON.stringify({ Version: "2008-10-17", Id: "__default_policy_ID", Statement: [statement] });
}

/** The EffectiveDeliveryPolicy attribute of a topic without a DeliveryPolicy. obs LS */
export const defaultTopicDeliveryPolicy = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: httpRetryPolicy,
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: requestPolicy,
  },
});

/** The EffectiveDeliveryPolicy attribute of an http or https subscription without a DeliveryPolicy. obs STACKD http_delivery */
export const defaultSubscriptionDeliveryPolicy = JSON.stringify({
  healthyRetryPolicy: httpRetryPolicy,
  sicklyRetryPolicy: null,
  throttlePolicy: null,
  requestPolicy,
  guaranteed: false,
});
