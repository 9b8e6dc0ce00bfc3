import type { CloudTrailRecord } from "./record.ts";

/** A console sign-in by IAM user alice without MFA, in CloudTrail's own shape, with changes. */
export function signIn(changes: Readonly<Record<string, unknown>> = {}): CloudTrailRecord {
  return {
    eventVersion: "1.08",
    userIdentity: {
      type: "IAMUser",
      principalId: "AIDAEXAMPLE",
      arn: "arn:aws:iam::123456789012:user/alice",
      accountId: "123456789012",
      userName: "alice",
    },
    eventTime: "2026-01-31T12:00:30Z",
    eventSource: "signin.amazonaws.com",
    eventName: "ConsoleLogin",
    awsRegion: "us-east-1",
    sourceIPAddress: "203.0.113.7",
    responseElements: { ConsoleLogin: "Success" },
    additionalEventData: { MFAUsed: "No", MobileVersion: "No" },
    eventID: "11111111-2222-3333-4444-555555555555",
    readOnly: false,
    eventType: "AwsConsoleSignIn",
    managementEvent: true,
    recipientAccountId: "123456789012",
    eventCategory: "Management",
    ...changes,
  };
}

/** A call of an API by a role, in CloudTrail's own shape, with changes. */
export function apiCall(changes: Readonly<Record<string, unknown>> = {}): CloudTrailRecord {
  return {
    ...signIn(),
    userIdentity: {
      type: "AssumedRole",
      principalId: "AROAEXAMPLE:deploy-7",
      arn: "arn:aws:sts::123456789012:assumed-role/deployer/deploy-7",
      accountId: "123456789012",
      sessionContext: { attributes: { mfaAuthenticated: "false" } },
    },
    eventSource: "iam.amazonaws.com",
    eventName: "CreateUser",
    eventType: "AwsApiCall",
    responseElements: null,
    additionalEventData: undefined,
    ...changes,
  };
}
