import { createLogGroup } from "./create-log-group.ts";
import { createLogStream } from "./create-log-stream.ts";
import { deleteLogGroup } from "./delete-log-group.ts";
import { deleteLogStream } from "./delete-log-stream.ts";
import { deleteMetricFilter } from "./delete-metric-filter.ts";
import { deleteResourcePolicy } from "./delete-resource-policy.ts";
import { deleteSubscriptionFilter } from "./delete-subscription-filter.ts";
import { putLogGroupDeletionProtection } from "./deletion-protection.ts";
import {
  createDelivery,
  deleteDelivery,
  describeDeliveries,
  getDelivery,
  updateDeliveryConfiguration,
} from "./deliveries.ts";
import {
  deleteDeliveryDestinationPolicy,
  getDeliveryDestinationPolicy,
  putDeliveryDestinationPolicy,
} from "./delivery-destination-policies.ts";
import {
  deleteDeliveryDestination,
  describeDeliveryDestinations,
  getDeliveryDestination,
  putDeliveryDestination,
} from "./delivery-destinations.ts";
import {
  deleteDeliverySource,
  describeDeliverySources,
  getDeliverySource,
  putDeliverySource,
} from "./delivery-sources.ts";
import { describeLogGroups } from "./describe-log-groups.ts";
import { describeLogStreams } from "./describe-log-streams.ts";
import { describeMetricFilters } from "./describe-metric-filters.ts";
import { describeResourcePolicies } from "./describe-resource-policies.ts";
import { describeSubscriptionFilters } from "./describe-subscription-filters.ts";
import { deleteDestination, describeDestinations, putDestination, putDestinationPolicy } from "./destinations.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { getLogEvents } from "./get-log-events.ts";
import { deleteIndexPolicy, describeIndexPolicies, putIndexPolicy } from "./index-policies.ts";
import { associateKmsKey, disassociateKmsKey } from "./kms-key.ts";
import { listLogGroups } from "./list-log-groups.ts";
import { putLogEvents } from "./put-log-events.ts";
import { putMetricFilter } from "./put-metric-filter.ts";
import { putResourcePolicy } from "./put-resource-policy.ts";
import { putSubscriptionFilter } from "./put-subscription-filter.ts";
import { deleteQueryDefinition, describeQueryDefinitions, putQueryDefinition } from "./query-definitions.ts";
import { deleteRetentionPolicy, putRetentionPolicy } from "./retention-policy.ts";
import { startLiveTail } from "./start-live-tail.ts";
import { listTagsLogGroup, tagLogGroup, untagLogGroup } from "./tag-log-group.ts";
import { listTagsForResource, tagResource, untagResource } from "./tag-resource.ts";
import { testMetricFilter } from "./test-metric-filter.ts";

/** The operations of CloudWatch Logs, by AWS's names. */
export const logsOperations = {
  CreateLogGroup: createLogGroup,
  DeleteLogGroup: deleteLogGroup,
  DescribeLogGroups: describeLogGroups,
  PutRetentionPolicy: putRetentionPolicy,
  DeleteRetentionPolicy: deleteRetentionPolicy,
  CreateLogStream: createLogStream,
  DeleteLogStream: deleteLogStream,
  DescribeLogStreams: describeLogStreams,
  PutLogEvents: putLogEvents,
  GetLogEvents: getLogEvents,
  FilterLogEvents: filterLogEvents,
  StartLiveTail: startLiveTail,
  PutMetricFilter: putMetricFilter,
  DescribeMetricFilters: describeMetricFilters,
  DeleteMetricFilter: deleteMetricFilter,
  TestMetricFilter: testMetricFilter,
  PutSubscriptionFilter: putSubscriptionFilter,
  DescribeSubscriptionFilters: describeSubscriptionFilters,
  DeleteSubscriptionFilter: deleteSubscriptionFilter,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTagsForResource,
  TagLogGroup: tagLogGroup,
  UntagLogGroup: untagLogGroup,
  ListTagsLogGroup: listTagsLogGroup,
  ListLogGroups: listLogGroups,
  PutLogGroupDeletionProtection: putLogGroupDeletionProtection,
  AssociateKmsKey: associateKmsKey,
  DisassociateKmsKey: disassociateKmsKey,
  PutResourcePolicy: putResourcePolicy,
  DescribeResourcePolicies: describeResourcePolicies,
  DeleteResourcePolicy: deleteResourcePolicy,
  PutDestination: putDestination,
  PutDestinationPolicy: putDestinationPolicy,
  DescribeDestinations: describeDestinations,
  DeleteDestination: deleteDestination,
  PutQueryDefinition: putQueryDefinition,
  DescribeQueryDefinitions: describeQueryDefinitions,
  DeleteQueryDefinition: deleteQueryDefinition,
  PutIndexPolicy: putIndexPolicy,
  DescribeIndexPolicies: describeIndexPolicies,
  DeleteIndexPolicy: deleteIndexPolicy,
  PutDeliverySource: putDeliverySource,
  GetDeliverySource: getDeliverySource,
  DescribeDeliverySources: describeDeliverySources,
  DeleteDeliverySource: deleteDeliverySource,
  PutDeliveryDestination: putDeliveryDestination,
  GetDeliveryDestination: getDeliveryDestination,
  DescribeDeliveryDestinations: describeDeliveryDestinations,
  DeleteDeliveryDestination: deleteDeliveryDestination,
  PutDeliveryDestinationPolicy: putDeliveryDestinationPolicy,
  GetDeliveryDestinationPolicy: getDeliveryDestinationPolicy,
  DeleteDeliveryDestinationPolicy: deleteDeliveryDestinationPolicy,
  CreateDelivery: createDelivery,
  GetDelivery: getDelivery,
  UpdateDeliveryConfiguration: updateDeliveryConfiguration,
  DescribeDeliveries: describeDeliveries,
  DeleteDelivery: deleteDelivery,
} as const;
