/**
 * CloudTrail records in the mix of a busy account, the same on every run: mostly reads and role assumptions, a few of
 * everything that the CIS patterns look for. Made up; shaped after public records. `n` counts from 0.
 */
export function benchRecord(n: number, eventTime: string): string {
  const kind = kinds[(n * 7919) % kinds.length] ?? kinds[0];
  const user = n % 37;
  return JSON.stringify({
    eventVersion: "1.08",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROAEXAMPLEID${user}:session-${n % 101}`,
      arn: `arn:aws:sts::123456789012:assumed-role/service-${user}/session-${n % 101}`,
      accountId: "123456789012",
      accessKeyId: "ASIAEXAMPLEACCESSKEY",
      sessionContext: { attributes: { creationDate: eventTime, mfaAuthenticated: "false" } },
    },
    eventTime,
    eventSource: `${kind.source}.amazonaws.com`,
    eventName: kind.name,
    awsRegion: "us-east-1",
    sourceIPAddress: `203.0.113.${n % 250}`,
    userAgent: "aws-sdk-go/1.44.0 (go1.20; linux; amd64)",
    ...kind.rest,
    requestID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    eventID: `11111111-1111-4111-8111-${String(n).padStart(12, "0")}`,
    readOnly: kind.readOnly,
    eventType: kind.name === "ConsoleLogin" ? "AwsConsoleSignIn" : "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "123456789012",
  });
}

interface Kind {
  readonly source: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly rest: object;
}

function reads(source: string, name: string, times: number): readonly Kind[] {
  const rest = { requestParameters: { maxResults: 100 }, responseElements: null };
  return Array.from({ length: times }, () => ({ source, name, readOnly: true, rest }));
}

const kinds: readonly [Kind, ...Kind[]] = [
  {
    source: "signin",
    name: "ConsoleLogin",
    readOnly: false,
    rest: {
      requestParameters: null,
      responseElements: { ConsoleLogin: "Success" },
      additionalEventData: { LoginTo: "https://console.aws.amazon.com/", MobileVersion: "No", MFAUsed: "No" },
    },
  },
  {
    source: "ec2",
    name: "AuthorizeSecurityGroupIngress",
    readOnly: false,
    rest: { requestParameters: { groupId: "sg-1" } },
  },
  {
    source: "s3",
    name: "GetBucketPolicy",
    readOnly: true,
    rest: { errorCode: "AccessDenied", errorMessage: "Access Denied", requestParameters: { bucketName: "b" } },
  },
  { source: "iam", name: "AttachRolePolicy", readOnly: false, rest: { requestParameters: { roleName: "r" } } },
  ...reads("sts", "AssumeRole", 40),
  ...reads("kms", "Decrypt", 26),
  ...reads("ec2", "DescribeInstances", 40),
  ...reads("ssm", "UpdateInstanceInformation", 20),
  ...reads("logs", "CreateLogStream", 10),
  ...reads("s3", "ListBuckets", 16),
];
