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
