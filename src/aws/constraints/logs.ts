import { anything, atMost, type Constraint, type Constraints, each, length, oneOf, range } from "../constraint.ts";
import { standardUnit } from "./standard-unit.ts";

/** Source of every bound, pattern and enumeration: the published API model of CloudWatch Logs (doc MODEL). */

// obs LS: a name that is too long is answered with this sentence rather than the common form.
const NAME_TOO_LONG = "Invalid LogGroup or LogStream, both must have length less than or equal to 512.";

const logGroupName: Constraint = {
  ...length(1, 512),
  pattern: { shown: "[\\.\\-_/#A-Za-z0-9]+", test: /^[.\-_/#A-Za-z0-9]+$/ },
  tooLong: NAME_TOO_LONG,
};
const logGroupIdentifier: Constraint = {
  ...length(1, 2048),
  pattern: { shown: "[\\w#+=/:,.@-]*", test: /^[\w#+=/:,.@-]*$/ },
};
const withoutColonOrStar = { shown: "[^:*]*", test: /^[^:*]*$/ };
const logStreamName: Constraint = { ...length(1, 512), pattern: withoutColonOrStar, tooLong: NAME_TOO_LONG };
const filterName: Constraint = { ...length(1, 512), pattern: withoutColonOrStar };
const filterPattern = length(0, 1024);
const metricName: Constraint = { ...atMost(255), pattern: { shown: "[^:*$]*", test: /^[^:*$]*$/ } };
// obs LS: the model forbids a colon here too, but AWS took one in a namespace. [inf] that the other two stay forbidden
const metricNamespace: Constraint = { ...atMost(255), pattern: { shown: "[^:*$]*", test: /^[^*$]*$/ } };
const logGroupClass = oneOf("STANDARD", "INFREQUENT_ACCESS", "DELIVERY");
const timestamp = range(0);
const nextToken = length(1);
const describeLimit = range(1, 50);
const eventsLimit = range(1, 10_000);
const tagKey: Constraint = {
  ...length(1, 128),
  pattern: { shown: "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)$", test: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u },
};
const tagValue: Constraint = {
  ...atMost(256),
  pattern: { shown: "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", test: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u },
};

const tags: Constraint = { ...each(tagValue, length(1, 50)), key: tagKey };
const fieldSelectionCriteria = length(0, 2000);
const kmsKeyId = atMost(256);
const resourceIdentifier: Constraint = {
  ...length(1, 2048),
  pattern: { shown: "[\\w+=/:,.@\\-\\*]*", test: /^[\w+=/:,.@\-*]*$/ },
};
// The model's pattern forbids an asterisk, but AWS answers one with a refusal of its own. obs ISS cloud-nuke#1150
const resourceArn = length(1, 1011);
const expectedRevisionId = length(1);

const destinationName: Constraint = { ...length(1, 512), pattern: withoutColonOrStar };
const queryLanguage = oneOf("CWLI", "SQL", "PPL");
const queryDefinitionName = length(1, 255);
const queryDefinitionId = length(1, 256);
const deliveryName: Constraint = { ...length(1, 60), pattern: { shown: "[\\w-]*", test: /^[\w-]*$/ } };
const deliveryId: Constraint = { ...length(1, 64), pattern: { shown: "^[0-9A-Za-z]+$", test: /^[0-9A-Za-z]+$/ } };
const recordFields = each(length(1, 64), length(0, 128));
const fieldDelimiter = length(0, 5);

export const logsConstraints: Constraints = {
  CreateLogGroupRequest: {
    logGroupName,
    kmsKeyId,
    tags,
    logGroupClass,
  },
  DeleteLogGroupRequest: { logGroupName },
  DescribeLogGroupsRequest: {
    logGroupNamePrefix: logGroupName,
    logGroupNamePattern: {
      ...length(0, 512),
      pattern: { shown: "[\\.\\-_/#A-Za-z0-9]*", test: /^[.\-_/#A-Za-z0-9]*$/ },
    },
    nextToken,
    limit: describeLimit,
    logGroupClass,
    logGroupIdentifiers: each(logGroupIdentifier, length(1, 50)),
  },
  PutRetentionPolicyRequest: { logGroupName },
  DeleteRetentionPolicyRequest: { logGroupName },
  CreateLogStreamRequest: { logGroupName, logStreamName },
  DeleteLogStreamRequest: { logGroupName, logStreamName },
  DescribeLogStreamsRequest: {
    logGroupName,
    logGroupIdentifier,
    logStreamNamePrefix: logStreamName,
    orderBy: oneOf("LogStreamName", "LastEventTime"),
    nextToken,
    limit: describeLimit,
  },
  PutLogEventsRequest: { logGroupName, logStreamName, logEvents: length(1, 10_000), sequenceToken: length(1) },
  Entity: {
    keyAttributes: { ...each(length(1, 512), length(2, 4)), key: length(1, 32) },
    attributes: { ...each(length(1, 512), length(0, 10)), key: length(1, 256) },
  },
  InputLogEvent: { timestamp, message: length(1) },
  GetLogEventsRequest: {
    logGroupName,
    logGroupIdentifier,
    logStreamName,
    startTime: timestamp,
    endTime: timestamp,
    nextToken,
    limit: eventsLimit,
  },
  FilterLogEventsRequest: {
    logGroupName,
    logGroupIdentifier,
    logStreamNames: each(logStreamName, length(1, 100)),
    logStreamNamePrefix: logStreamName,
    startTime: timestamp,
    endTime: timestamp,
    filterPattern,
    nextToken,
    limit: eventsLimit,
  },
  StartLiveTailRequest: {
    logGroupIdentifiers: each(logGroupIdentifier, length(1, 10)),
    logStreamNames: each(logStreamName, length(1, 100)),
    logStreamNamePrefixes: each(logStreamName, length(1, 100)),
    logEventFilterPattern: filterPattern,
  },
  PutMetricFilterRequest: {
    logGroupName,
    filterName,
    filterPattern,
    metricTransformations: length(1, 1),
    fieldSelectionCriteria,
  },
  // obs LS: the order in which AWS prints a transformation.
  MetricTransformation: {
    metricName,
    metricNamespace,
    metricValue: atMost(100),
    defaultValue: anything,
    unit: standardUnit,
    dimensions: { ...each(atMost(255)), key: atMost(255) },
  },
  DescribeMetricFiltersRequest: {
    logGroupName,
    filterNamePrefix: filterName,
    nextToken,
    limit: describeLimit,
    metricName,
    metricNamespace,
  },
  DeleteMetricFilterRequest: { logGroupName, filterName },
  TestMetricFilterRequest: { filterPattern, logEventMessages: each(length(1), length(1, 50)) },
  PutSubscriptionFilterRequest: {
    logGroupName,
    filterName,
    filterPattern,
    destinationArn: length(1),
    roleArn: length(1),
    distribution: oneOf("Random", "ByLogStream"),
    fieldSelectionCriteria,
  },
  DescribeSubscriptionFiltersRequest: { logGroupName, filterNamePrefix: filterName, nextToken, limit: describeLimit },
  DeleteSubscriptionFilterRequest: { logGroupName, filterName },
  TagResourceRequest: { resourceArn, tags },
  UntagResourceRequest: { resourceArn, tagKeys: each(tagKey, length(0, 50)) },
  ListTagsForResourceRequest: { resourceArn },
  TagLogGroupRequest: { logGroupName, tags },
  UntagLogGroupRequest: { logGroupName, tags: each(tagKey, length(1)) },
  ListTagsLogGroupRequest: { logGroupName },
  ListLogGroupsRequest: {
    logGroupNamePattern: {
      ...length(3, 129),
      pattern: {
        shown: "(\\^?[\\.\\-_\\/#A-Za-z0-9]{3,24})(\\|\\^?[\\.\\-_\\/#A-Za-z0-9]{3,24}){0,4}",
        test: /^\^?[.\-_/#A-Za-z0-9]{3,24}(?:\|\^?[.\-_/#A-Za-z0-9]{3,24}){0,4}$/,
      },
    },
    logGroupClass,
    nextToken,
    limit: range(1, 1000),
  },
  PutLogGroupDeletionProtectionRequest: { logGroupIdentifier },
  AssociateKmsKeyRequest: { logGroupName, kmsKeyId, resourceIdentifier },
  DisassociateKmsKeyRequest: { logGroupName, resourceIdentifier },
  // The model does not require the document, its text does. doc MODEL
  PutResourcePolicyRequest: { policyDocument: { ...length(1, 51_200), required: true }, expectedRevisionId },
  DescribeResourcePoliciesRequest: { nextToken, limit: describeLimit, policyScope: oneOf("ACCOUNT", "RESOURCE") },
  DeleteResourcePolicyRequest: { expectedRevisionId },
  PutDestinationRequest: { destinationName, targetArn: length(1), roleArn: length(1), tags },
  PutDestinationPolicyRequest: { destinationName, accessPolicy: length(1) },
  DescribeDestinationsRequest: { DestinationNamePrefix: destinationName, nextToken, limit: describeLimit },
  DeleteDestinationRequest: { destinationName },
  PutQueryDefinitionRequest: {
    queryLanguage,
    name: queryDefinitionName,
    queryDefinitionId,
    logGroupNames: each(logGroupName),
    queryString: length(1, 10_000),
    clientToken: { ...length(36, 128), pattern: { shown: "\\S{36,128}", test: /^\S{36,128}$/ } },
    parameters: atMost(20),
  },
  QueryParameter: {
    name: { ...length(1, 128), pattern: { shown: "^[a-zA-Z_][a-zA-Z0-9_]*", test: /^[a-zA-Z_][a-zA-Z0-9_]*$/ } },
    defaultValue: atMost(1024),
    description: atMost(512),
  },
  DescribeQueryDefinitionsRequest: {
    queryLanguage,
    queryDefinitionNamePrefix: queryDefinitionName,
    maxResults: range(1, 1000),
    nextToken,
  },
  DeleteQueryDefinitionRequest: { queryDefinitionId },
  PutIndexPolicyRequest: { logGroupIdentifier, policyDocument: length(1, 51_200) },
  DescribeIndexPoliciesRequest: { logGroupIdentifiers: each(logGroupIdentifier, length(1, 1)) },
  DeleteIndexPolicyRequest: { logGroupIdentifier },
  PutDeliverySourceRequest: {
    name: deliveryName,
    logType: { ...length(1, 255), pattern: { shown: "[\\w]*", test: /^\w*$/ } },
    tags,
    deliverySourceConfiguration: { ...each(length(1, 255)), key: length(1, 255) },
  },
  GetDeliverySourceRequest: { name: deliveryName },
  DescribeDeliverySourcesRequest: { nextToken, limit: describeLimit },
  DeleteDeliverySourceRequest: { name: deliveryName },
  PutDeliveryDestinationRequest: {
    name: deliveryName,
    deliveryDestinationType: oneOf("S3", "CWL", "FH", "XRAY"),
    tags,
  },
  GetDeliveryDestinationRequest: { name: deliveryName },
  DescribeDeliveryDestinationsRequest: { nextToken, limit: describeLimit },
  DeleteDeliveryDestinationRequest: { name: deliveryName },
  PutDeliveryDestinationPolicyRequest: {
    deliveryDestinationName: deliveryName,
    deliveryDestinationPolicy: length(1, 51_200),
  },
  GetDeliveryDestinationPolicyRequest: { deliveryDestinationName: deliveryName },
  DeleteDeliveryDestinationPolicyRequest: { deliveryDestinationName: deliveryName },
  CreateDeliveryRequest: { deliverySourceName: deliveryName, recordFields, fieldDelimiter, tags },
  S3DeliveryConfiguration: { suffixPath: length(1, 256) },
  GetDeliveryRequest: { id: deliveryId },
  UpdateDeliveryConfigurationRequest: { id: deliveryId, recordFields, fieldDelimiter },
  DescribeDeliveriesRequest: { nextToken, limit: describeLimit },
  DeleteDeliveryRequest: { id: deliveryId },
};
