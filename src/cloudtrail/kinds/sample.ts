import type { JsonObject } from "../json-value.ts";

/** Account, address and names of all samples are from the ranges that are kept for documentation. */
const ACCOUNT = "111122223333";

/** A record of a console sign-in event: `outcome` is its word in responseElements. */
export function signInSample(parts: {
  readonly userIdentity: JsonObject;
  readonly eventName?: string;
  readonly outcome?: string;
  readonly errorMessage?: string;
  readonly data: JsonObject | null;
}): JsonObject {
  const { userIdentity, eventName = "ConsoleLogin", outcome = "Success", errorMessage, data } = parts;
  return {
    eventVersion: "1.08",
    userIdentity,
    ...when("signin.amazonaws.com", eventName),
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    ...(errorMessage === undefined ? {} : { errorMessage }),
    requestParameters: null,
    responseElements: { [eventName]: outcome },
    ...(data === null ? {} : { additionalEventData: data }),
    ...ids,
    readOnly: false,
    eventType: "AwsConsoleSignIn",
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: "Management",
  };
}

/** A record of a call of an API that changes nothing; `more` goes over what is usual. */
export function callSample(userIdentity: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    eventVersion: "1.08",
    userIdentity,
    ...when("ec2.amazonaws.com", "DescribeInstances"),
    userAgent: "aws-cli/2.17.0",
    requestParameters: { instancesSet: {}, filterSet: {} },
    responseElements: null,
    requestID: "7f2b7a44-0d1c-4c55-9f50-6a3c1f0e9b11",
    ...ids,
    readOnly: true,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: "Management",
    ...more,
  };
}

/** A record of CloudTrail Insights, which names neither an actor nor, at its top, a call. doc CTUG */
export function insightSample(): JsonObject {
  return {
    eventVersion: "1.08",
    eventTime: "2026-01-31T12:00:30Z",
    awsRegion: "us-east-1",
    ...ids,
    eventType: "AwsCloudTrailInsight",
    recipientAccountId: ACCOUNT,
    sharedEventID: "0f5a1f8e-6f0c-4d6a-9c0e-2b7d5d0a4e77",
    insightDetails: {
      state: "Start",
      eventSource: "ec2.amazonaws.com",
      eventName: "RunInstances",
      insightType: "ApiCallRateInsight",
      insightContext: { statistics: { baseline: { average: 0.1 }, insight: { average: 12 } } },
    },
    eventCategory: "Insight",
  };
}

/** A record of aggregated data events, as far as its shape is documented. doc CTUG */
export function aggregatedSample(): JsonObject {
  return {
    eventVersion: "1.0",
    accountId: ACCOUNT,
    eventId: ids["eventID"],
    eventCategory: "Aggregated",
    eventType: "AwsAggregatedEvent",
    awsRegion: "us-east-1",
    eventSource: "s3.amazonaws.com",
    timeWindow: { windowStart: "2026-01-31T12:00:00Z", windowEnd: "2026-01-31T12:05:00Z", windowSize: "PT5M" },
    summary: { primaryDimension: {} },
  };
}

export const ROOT: JsonObject = {
  type: "Root",
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
};

export const ALICE: JsonObject = {
  type: "IAMUser",
  principalId: "AIDAEXAMPLE",
  arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
  accountId: ACCOUNT,
  userName: "alice",
};

/** Who failed to sign in has no arn, and an empty key. doc CTUG */
export function notSignedIn(userName: string): JsonObject {
  return { type: "IAMUser", principalId: "AIDAEXAMPLE", accountId: ACCOUNT, accessKeyId: "", userName };
}

/** @param more what else the session says, beside what all sessions of roles say */
export function roleSession(
  role: string,
  session: string,
  mfaAuthenticated: "true" | "false",
  more: JsonObject = {},
): JsonObject {
  const sessionIssuer = {
    type: "Role",
    principalId: "AROAEXAMPLE",
    arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
    accountId: ACCOUNT,
    userName: role,
  };
  return {
    type: "AssumedRole",
    principalId: `AROAEXAMPLE:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
    accountId: ACCOUNT,
    accessKeyId: "ASIAEXAMPLE",
    ...sessionContext(mfaAuthenticated, { sessionIssuer, ...more }),
  };
}

/** The session part of an identity; sessions of users have an empty issuer. obs invictus-aws-dataset */
export function sessionContext(mfaAuthenticated: "true" | "false", more: JsonObject = {}): JsonObject {
  const attributes = { creationDate: "2026-01-31T11:58:02Z", mfaAuthenticated };
  return { sessionContext: { sessionIssuer: {}, webIdFederationData: {}, attributes, ...more } };
}

function when(eventSource: string, eventName: string): JsonObject {
  const eventTime = "2026-01-31T12:00:30Z";
  return { eventTime, eventSource, eventName, awsRegion: "us-east-1", sourceIPAddress: "203.0.113.7" };
}

const ids: JsonObject = { eventID: "4a5d6c70-3f7e-4a19-8f51-0c2d9be1a6f3" };
