import type { SupportTable } from "../support.ts";

/** What Tocsin does with every member of the SNS operations it serves. */
export const snsSupport: SupportTable = {
  CreateTopic: {
    Name: "exact",
    Attributes: "exact",
    Tags: "exact",
    DataProtectionPolicy: "refused",
  },
  DeleteTopic: {
    TopicArn: "exact",
  },
  ListTopics: {
    NextToken: "exact",
  },
  GetTopicAttributes: {
    TopicArn: "exact",
  },
  SetTopicAttributes: {
    TopicArn: "exact",
    AttributeName: "exact",
    AttributeValue: "exact",
  },
  Subscribe: {
    TopicArn: "exact",
    Protocol: "exact",
    Endpoint: "exact",
    Attributes: "exact",
    ReturnSubscriptionArn: "exact",
  },
  ConfirmSubscription: {
    TopicArn: "exact",
    Token: "exact",
    AuthenticateOnUnsubscribe: "exact",
  },
  Unsubscribe: {
    SubscriptionArn: "exact",
  },
  ListSubscriptions: {
    NextToken: "exact",
  },
  ListSubscriptionsByTopic: {
    TopicArn: "exact",
    NextToken: "exact",
  },
  GetSubscriptionAttributes: {
    SubscriptionArn: "exact",
  },
  SetSubscriptionAttributes: {
    SubscriptionArn: "exact",
    AttributeName: "exact",
    AttributeValue: "exact",
  },
  Publish: {
    Message: "exact",
    TopicArn: "exact",
    TargetArn: "exact",
    PhoneNumber: "refused",
    Subject: "exact",
    MessageStructure: "exact",
    MessageAttributes: "exact",
    MessageDeduplicationId: "exact",
    MessageGroupId: "exact",
  },
  PublishBatch: {
    TopicArn: "exact",
    PublishBatchRequestEntries: "exact",
  },
  AddPermission: {
    TopicArn: "exact",
    Label: "exact",
    AWSAccountId: "exact",
    ActionName: "exact",
  },
  RemovePermission: {
    TopicArn: "exact",
    Label: "exact",
  },
  TagResource: {
    ResourceArn: "exact",
    Tags: "exact",
  },
  UntagResource: {
    ResourceArn: "exact",
    TagKeys: "exact",
  },
  ListTagsForResource: {
    ResourceArn: "exact",
  },
  CheckIfPhoneNumberIsOptedOut: {
    phoneNumber: "exact",
  },
  ListPhoneNumbersOptedOut: {
    nextToken: "refused",
  },
  OptInPhoneNumber: {
    phoneNumber: "exact",
  },
};
