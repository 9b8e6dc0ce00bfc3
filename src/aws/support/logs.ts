import type { SupportTable } from "../support.ts";

/** What Tocsin does with every member of the CloudWatch Logs operations it serves. */
export const logsSupport: SupportTable = {
  CreateLogGroup: {
    logGroupName: "exact",
    kmsKeyId: "refused",
    tags: "stored",
    logGroupClass: "stored",
    deletionProtectionEnabled: "refused",
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
    logGroupIdentifiers: "refused",
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
    startFromHead: "refused",
    interleaved: "exact", // AWS itself ignores it (doc MODEL)
    unmask: "exact", // nothing is ever masked
  },
  PutMetricFilter: {
    logGroupName: "exact",
    filterName: "exact",
    filterPattern: "exact",
    metricTransformations: "exact",
    applyOnTransformedLogs: "stored",
    fieldSelectionCriteria: "refused",
    emitSystemFieldDimensions: "refused",
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
};
