import type { KnownKind } from "./known-kind.ts";
import { ALICE, aggregatedSample, callSample, insightSample, ROOT, roleSession, sessionContext } from "./sample.ts";

const IS_ROOT = '($.userIdentity.type = "Root")';
const IS_USER = '($.userIdentity.type = "IAMUser")';
const IS_ROLE = '($.userIdentity.type = "AssumedRole")';
const SESSION = "$.userIdentity.sessionContext";
const MFA = `(${SESSION}.attributes.mfaAuthenticated = "true")`;

/** Not made by a service for somebody. */
const DIRECT = "($.userIdentity.invokedBy NOT EXISTS)";

/** Records before event version 1.07 name no category. doc CTUG */
const MANAGEMENT = '(($.eventCategory = "Management") || ($.eventCategory NOT EXISTS))';

/** A key of limited life, as sessions have them. */
const SESSION_KEY = { accessKeyId: "ASIAEXAMPLE" };

/** Calls: by root, denied, by services, by who made them; then events of other categories. */
export const CALLS: readonly KnownKind[] = [
  {
    name: "root API calls with access keys",
    pattern: `{ ${IS_ROOT} && (${SESSION} NOT EXISTS) && ${DIRECT} }`,
    provenance: "synthetic",
    sample: callSample({ ...ROOT, accessKeyId: "AKIAEXAMPLE" }),
  },
  {
    name: "root API calls without MFA",
    pattern: `{ ${IS_ROOT} && (${SESSION}.attributes.mfaAuthenticated = "false") && (${SESSION}.assumedRoot NOT EXISTS) && ${DIRECT} }`,
    provenance: "documented",
    sample: callSample({ ...ROOT, ...SESSION_KEY, ...sessionContext("false") }),
  },
  {
    name: "root API calls with MFA",
    pattern: `{ ${IS_ROOT} && ${MFA} && ${DIRECT} }`,
    provenance: "observed",
    sample: callSample({ ...ROOT, ...SESSION_KEY, ...sessionContext("true") }),
  },
  {
    name: "calls in AssumeRoot sessions",
    pattern: `{ ${IS_ROOT} && (${SESSION}.assumedRoot = "true") }`,
    provenance: "synthetic",
    sample: callSample({
      ...ROOT,
      ...SESSION_KEY,
      ...sessionContext("false", { assumedRoot: "true" }),
    }),
  },
  {
    name: "calls of AWS services on behalf of root",
    pattern: `{ ${IS_ROOT} && ($.userIdentity.invokedBy = "*") }`,
    provenance: "observed",
    sample: callSample({ ...ROOT, invokedBy: "autoscaling.amazonaws.com" }),
  },
  {
    name: "other root activity",
    pattern: `{ ${IS_ROOT} }`,
    provenance: "synthetic",
    sample: callSample({ ...ROOT, ...SESSION_KEY, sessionContext: {} }),
  },
  {
    name: "denied API calls",
    pattern: '{ ($.errorCode = "AccessDenied*") || ($.errorCode = "*UnauthorizedOperation") }',
    provenance: "observed",
    sample: callSample(
      { ...ALICE, accessKeyId: "AKIAEXAMPLE" },
      { errorCode: "AccessDenied", errorMessage: "alice is not authorized to perform this action" },
    ),
  },
  {
    // They name no type of identity. obs invictus-aws-dataset
    name: "AWS service events",
    pattern: '{ $.eventType = "AwsServiceEvent" }',
    provenance: "observed",
    sample: callSample(
      { accountId: "111122223333", invokedBy: "secretsmanager.amazonaws.com" },
      { eventSource: "secretsmanager.amazonaws.com", eventName: "RotationStarted", eventType: "AwsServiceEvent" },
    ),
  },
  {
    name: "API calls by AWS services",
    pattern: '{ $.userIdentity.type = "AWSService" }',
    provenance: "observed",
    sample: callSample(
      { type: "AWSService", invokedBy: "lambda.amazonaws.com" },
      { eventSource: "sts.amazonaws.com", eventName: "AssumeRole" },
    ),
  },
  {
    name: "API calls with long-lived access keys",
    pattern: `{ ${IS_USER} && (${SESSION} NOT EXISTS) && ${MANAGEMENT} }`,
    provenance: "observed",
    sample: callSample({ ...ALICE, accessKeyId: "AKIAEXAMPLE" }),
  },
  {
    name: "API calls of IAM user sessions with MFA",
    pattern: `{ ${IS_USER} && ${MFA} && ${MANAGEMENT} }`,
    provenance: "observed",
    sample: callSample({ ...ALICE, ...SESSION_KEY, ...sessionContext("true") }),
  },
  {
    name: "API calls of IAM user sessions without MFA",
    pattern: `{ ${IS_USER} && ${MANAGEMENT} }`,
    provenance: "observed",
    sample: callSample({ ...ALICE, ...SESSION_KEY, ...sessionContext("false") }),
  },
  {
    name: "API calls of Identity Center role sessions",
    pattern: `{ ${IS_ROLE} && ($.userIdentity.arn = "*:assumed-role/AWSReservedSSO_*") && ${MANAGEMENT} }`,
    provenance: "synthetic",
    sample: callSample(roleSession("AWSReservedSSO_Admin_0123456789abcdef", "alice@example.com", "false")),
  },
  {
    // Instances say which version of their metadata service gave them the role. obs stratus-red-team
    name: "API calls of EC2 instances",
    pattern: `{ ${IS_ROLE} && (${SESSION}.ec2RoleDelivery = "*") && ${MANAGEMENT} }`,
    provenance: "observed",
    sample: callSample(roleSession("web-server", "i-0123456789abcdef0", "false", { ec2RoleDelivery: "2.0" })),
  },
  {
    name: "API calls of role sessions with MFA",
    pattern: `{ ${IS_ROLE} && ${MFA} && ${MANAGEMENT} }`,
    provenance: "observed",
    sample: callSample(roleSession("operator", "alice", "true")),
  },
  {
    name: "API calls of role sessions without MFA",
    pattern: `{ ${IS_ROLE} && ${MANAGEMENT} }`,
    provenance: "observed",
    sample: callSample(roleSession("deployer", "build-7", "false")),
  },
  {
    name: "API calls of federated users",
    pattern: `{ (($.userIdentity.type = "FederatedUser") || ($.userIdentity.type = "SAMLUser") || ($.userIdentity.type = "WebIdentityUser")) && ${MANAGEMENT} }`,
    provenance: "documented",
    sample: callSample(
      {
        type: "WebIdentityUser",
        principalId: "accounts.example.com:app:alice",
        userName: "alice",
        identityProvider: "accounts.example.com",
      },
      { eventSource: "sts.amazonaws.com", eventName: "AssumeRoleWithWebIdentity" },
    ),
  },
  {
    name: "API calls from other accounts",
    pattern: `{ $.userIdentity.type = "AWSAccount" && ${MANAGEMENT} }`,
    provenance: "documented",
    sample: callSample(
      { type: "AWSAccount", principalId: "AIDAEXAMPLE", accountId: "444455556666" },
      { eventSource: "sts.amazonaws.com", eventName: "AssumeRole" },
    ),
  },
  {
    name: "API calls of Identity Center users",
    pattern: `{ $.userIdentity.type = "IdentityCenterUser" && ${MANAGEMENT} }`,
    provenance: "documented",
    sample: callSample(
      { type: "IdentityCenterUser", accountId: "111122223333", onBehalfOf: { userId: "9067642ac7-00000000" } },
      { eventSource: "sso.amazonaws.com", eventName: "ListAccounts" },
    ),
  },
  {
    name: "data events",
    pattern: '{ $.eventCategory = "Data" }',
    provenance: "observed",
    sample: callSample(roleSession("deployer", "build-7", "false"), {
      eventSource: "s3.amazonaws.com",
      eventName: "GetObject",
      requestParameters: { bucketName: "example-bucket", key: "report.csv" },
      managementEvent: false,
      eventCategory: "Data",
    }),
  },
  {
    name: "network activity events",
    pattern: '{ $.eventCategory = "NetworkActivity" }',
    provenance: "documented",
    sample: callSample(roleSession("deployer", "build-7", "false"), {
      eventSource: "kms.amazonaws.com",
      eventName: "ListKeys",
      eventType: "AwsVpceEvent",
      eventCategory: "NetworkActivity",
      managementEvent: false,
      vpcEndpointId: "vpce-0example",
      vpcEndpointAccountId: "111122223333",
    }),
  },
  {
    name: "Insights events",
    pattern: '{ $.eventType = "AwsCloudTrailInsight" }',
    provenance: "documented",
    sample: insightSample(),
  },
  {
    name: "aggregated events",
    pattern: '{ $.eventType = "AwsAggregatedEvent" }',
    provenance: "documented",
    sample: aggregatedSample(),
  },
  {
    // Every record has a type: nothing is left over.
    name: "other events",
    pattern: '{ $.eventType = "*" }',
    provenance: "synthetic",
    sample: callSample({ type: "Unknown", principalId: "AIDAEXAMPLE", accountId: "111122223333" }),
  },
];
