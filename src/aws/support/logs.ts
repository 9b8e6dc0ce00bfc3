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
    entity: "stored", // no operation of CloudWatch Logs shows it
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
  StartLiveTail: {
    logGroupIdentifiers: "exact",
    logStreamNames: "exact",
    logStreamNamePrefixes: "exact",
    logEventFilterPattern: "exact",
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
  // A policy admits and hinders nobody.
  PutResourcePolicy: {
    policyName: "exact",
    policyDocument: "stored",
    resourceArn: "exact",
    expectedRevisionId: "exact",
  },
  DescribeResourcePolicies: {
    nextToken: "exact",
    limit: "exact",
    resourceArn: "exact",
    policyScope: "exact",
  },
  DeleteResourcePolicy: {
    policyName: "exact",
    resourceArn: "exact",
    expectedRevisionId: "exact",
  },
  // Nothing is delivered to a destination, and its policy admits nobody.
  PutDestination: {
    destinationName: "exact",
    targetArn: "stored",
    roleArn: "stored",
    tags: "stored",
  },
  PutDestinationPolicy: {
    destinationName: "exact",
    accessPolicy: "stored",
    forceUpdate: "exact", // for organizations, of which there are none
  },
  DescribeDestinations: {
    DestinationNamePrefix: "exact",
    nextToken: "exact",
    limit: "exact",
  },
  DeleteDestination: {
    destinationName: "exact",
  },
  // Saved queries are kept; none is run.
  PutQueryDefinition: {
    queryLanguage: "stored",
    name: "stored",
    queryDefinitionId: "exact",
    logGroupNames: "stored",
    queryString: "stored",
    clientToken: "exact",
    parameters: "stored",
  },
  DescribeQueryDefinitions: {
    queryLanguage: "exact",
    queryDefinitionNamePrefix: "exact",
    maxResults: "exact",
    nextToken: "exact",
  },
  DeleteQueryDefinition: {
    queryDefinitionId: "exact",
  },
  // Policies of single log groups. Nothing is indexed.
  PutIndexPolicy: {
    logGroupIdentifier: "exact",
    policyDocument: "stored",
  },
  DescribeIndexPolicies: {
    logGroupIdentifiers: "exact",
    nextToken: "refused", // there is one page
  },
  DeleteIndexPolicy: {
    logGroupIdentifier: "exact",
  },
  // Deliveries of other services' logs are kept; nothing is delivered.
  PutDeliverySource: {
    name: "exact",
    resourceArn: "stored",
    logType: "stored",
    tags: "stored",
    deliverySourceConfiguration: "stored",
  },
  GetDeliverySource: { name: "exact" },
  DescribeDeliverySources: { nextToken: "exact", limit: "exact", resourceArns: "exact" },
  DeleteDeliverySource: { name: "exact" },
  PutDeliveryDestination: {
    name: "exact",
    outputFormat: "stored",
    deliveryDestinationConfiguration: "stored",
    deliveryDestinationType: "stored",
    roleArn: "stored",
    tags: "stored",
  },
  GetDeliveryDestination: { name: "exact" },
  DescribeDeliveryDestinations: { nextToken: "exact", limit: "exact", names: "exact" },
  DeleteDeliveryDestination: { name: "exact" },
  PutDeliveryDestinationPolicy: {
    deliveryDestinationName: "exact",
    deliveryDestinationPolicy: "stored",
  },
  GetDeliveryDestinationPolicy: { deliveryDestinationName: "exact" },
  DeleteDeliveryDestinationPolicy: { deliveryDestinationName: "exact" },
  CreateDelivery: {
    deliverySourceName: "exact",
    deliveryDestinationArn: "exact",
    recordFields: "stored",
    fieldDelimiter: "stored",
    s3DeliveryConfiguration: "stored",
    tags: "stored",
  },
  GetDelivery: { id: "exact" },
  UpdateDeliveryConfiguration: {
    id: "exact",
    recordFields: "stored",
    fieldDelimiter: "stored",
    s3DeliveryConfiguration: "stored",
  },
  DescribeDeliveries: { nextToken: "exact", limit: "exact", deliverySourceNames: "exact" },
  DeleteDelivery: { id: "exact" },
};
