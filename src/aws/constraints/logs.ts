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
// The model does not require it, its text does. doc MODEL
const policyName: Constraint = { ...anything, required: true };

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
  PutResourcePolicyRequest: { policyName, policyDocument: { ...length(1, 51_200), required: true } },
  DescribeResourcePoliciesRequest: { nextToken, limit: describeLimit, policyScope: oneOf("ACCOUNT", "RESOURCE") },
  DeleteResourcePolicyRequest: { policyName },
};
