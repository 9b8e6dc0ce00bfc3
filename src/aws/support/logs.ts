import type { SupportTable } from "../support.ts";

/** What Tocsin does with every member of the CloudWatch Logs operations it serves. */
export const logsSupport: SupportTable = {
  CreateLogGroup: {
    logGroupName: "exact",
    kmsKeyId: "stored",
    tags: "stored",
    logGroupClass: "stored",
    deletionProtectionEnabled: "exact",
  },
  DeleteLogGroup: {
    logGroupName: "exact",
  },
  DescribeLogGroups: {
    accountIdentifiers: "refused",
    logGroupNamePrefix: "exact",
    logGroupNamePattern: "exact",
    nextToken: "exact",
    limit: "exact",
    includeLinkedAccounts: "refused",
    logGroupClass: "exact",
    logGroupIdentifiers: "exact",
  },
  PutRetentionPolicy: {
    logGroupName: "exact",
    retentionInDays: "exact",
  },
  DeleteRetentionPolicy: {
    logGroupName: "exact",
  },
  CreateLogStream: {
    logGroupName: "exact",
    logStreamName: "exact",
  },
  DeleteLogStream: {
    logGroupName: "exact",
    logStreamName: "exact",
  },
  DescribeLogStreams: {
    logGroupName: "exact",
    logGroupIdentifier: "exact",
    logStreamNamePrefix: "exact",
    orderBy: "exact",
    descending: "exact",
    nextToken: "exact",
    limit: "exact",
  },
  PutLogEvents: {
    logGroupName: "exact",
    logStreamName: "exact",
    logEvents: "exact",
    sequenceToken: "exact", // AWS itself accepts and ignores it (obs LS)
    entity: "refused",
  },
  GetLogEvents: {
    logStreamName: "exact",
    logGroupName: "exact",
    logGroupIdentifier: "exact",
    startTime: "exact",
    endTime: "exact",
    nextToken: "exact",
    limit: "exact",
    startFromHead: "exact",
    unmask: "exact", // nothing is ever masked
  },
  FilterLogEvents: {
    logGroupName: "exact",
    logGroupIdentifier: "exact",
    logStreamNames: "exact",
    logStreamNamePrefix: "exact",
    startTime: "exact",
    endTime: "exact",
    filterPattern: "exact",
    nextToken: "exact",
    limit: "exact",
    startFromHead: "exact",
    interleaved: "exact", // AWS itself ignores it (doc MODEL)
    unmask: "exact", // nothing is ever masked
  },
  PutMetricFilter: {
    logGroupName: "exact",
    filterName: "exact",
    filterPattern: "exact",
    metricTransformations: "exact",
    applyOnTransformedLogs: "stored",
    fieldSelectionCriteria: "exact",
    emitSystemFieldDimensions: "exact",
  },
  DescribeMetricFilters: {
    logGroupName: "exact",
    filterNamePrefix: "exact",
    nextToken: "exact",
    limit: "exact",
    metricName: "exact",
    metricNamespace: "exact",
  },
  DeleteMetricFilter: {
    logGroupName: "exact",
    filterName: "exact",
  },
  TestMetricFilter: {
    filterPattern: "exact",
    logEventMessages: "exact",
  },
  // Nothing is delivered to a destination: that would take Kinesis, Firehose or Lambda.
  PutSubscriptionFilter: {
    logGroupName: "exact",
    filterName: "exact",
    filterPattern: "stored",
    destinationArn: "stored",
    roleArn: "stored",
    distribution: "stored",
    applyOnTransformedLogs: "stored",
    fieldSelectionCriteria: "stored",
    emitSystemFields: "stored",
  },
  DescribeSubscriptionFilters: {
    logGroupName: "exact",
    filterNamePrefix: "exact",
    nextToken: "exact",
    limit: "exact",
  },
  DeleteSubscriptionFilter: {
    logGroupName: "exact",
    filterName: "exact",
  },
  TagResource: {
    resourceArn: "exact",
    tags: "stored",
  },
  UntagResource: {
    resourceArn: "exact",
    tagKeys: "exact",
  },
  ListTagsForResource: {
    resourceArn: "exact",
  },
  TagLogGroup: {
    logGroupName: "exact",
    tags: "stored",
  },
  UntagLogGroup: {
    logGroupName: "exact",
    tags: "exact",
  },
  ListTagsLogGroup: {
    logGroupName: "exact",
  },
  ListLogGroups: {
    logGroupNamePattern: "exact",
    logGroupClass: "exact",
    includeLinkedAccounts: "refused",
    accountIdentifiers: "refused",
    nextToken: "exact",
    limit: "exact",
    dataSources: "refused",
    fieldIndexNames: "refused",
    logGroupTags: "refused",
  },
  PutLogGroupDeletionProtection: {
    logGroupIdentifier: "exact",
    deletionProtectionEnabled: "exact",
  },
  AssociateKmsKey: {
    kmsKeyId: "stored", // nothing is encrypted
    logGroupName: "exact",
    resourceIdentifier: "exact",
  },
  DisassociateKmsKey: {
    logGroupName: "exact",
    resourceIdentifier: "exact",
  },
  // Policies of the account only: those of single log groups, with their revisions, are refused.
  PutResourcePolicy: {
    policyName: "exact",
    policyDocument: "stored",
    resourceArn: "refused",
    expectedRevisionId: "refused",
  },
  DescribeResourcePolicies: {
    nextToken: "exact",
    limit: "exact",
    resourceArn: "refused",
    policyScope: "exact",
  },
  DeleteResourcePolicy: {
    policyName: "exact",
    resourceArn: "refused",
    expectedRevisionId: "refused",
  },
};
