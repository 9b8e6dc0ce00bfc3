import {
  CreateTrailCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import { CreateLogGroupCommand, DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { LOG_GROUP, TRAIL } from "../build.ts";
import { type Chain, RINGS, silentAt } from "../chain.ts";
import { ACCOUNT, ELSEWHERE, HOME, type Rig } from "../rig.ts";
import { classic, dataOnly, readOnlyAdvanced, withoutManagementEvents } from "./selectors.ts";

const OTHER_GROUP = "app/logs";
const groupArn = (name: string): string => `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:${name}:*`;

/** Chains that end at the trail or its log group, and some that look as if they did. */
export const TRAIL_CHAINS: readonly Chain[] = [
  { name: "there is no trail", source: "cnspec#3366", parts: { trail: false }, expected: silentAt("trail") },
  { name: "the trail was never started", parts: { isLogging: false }, expected: silentAt("trail") },
  {
    name: "the trail was stopped",
    parts: {},
    afterwards: async ({ clients }) => {
      await clients[HOME].trails.send(new StopLoggingCommand({ Name: TRAIL }));
    },
    expected: silentAt("trail"),
  },
  {
    name: "the trail logs one region, and sign-ins happen in others",
    source: "CloudTrail User Guide, sign-in events; djaodjin.com",
    parts: { trail: { IsMultiRegionTrail: false } },
    expected: {
      verdict: "rings-for-some",
      brokenLink: "trail",
      unseen: [
        "signin-iam-user-password-only-other-region",
        "observed-stratus-console-login",
        "signin-v17-portal-password-only",
      ],
      unseenElsewhere: [
        "observed-invictus-console-login",
        "signin-v01-iam-user-password-only",
        "signin-v13-federation-broker",
        "signin-v15-role-signin-token-no-mfa",
        "signin-v19-mfa-used-absent",
      ],
    },
  },
  {
    name: "the trail logs one region, where root never signs in",
    source: "terraform-aws-cloudtrail-to-slack#58",
    control: "root-account-usage",
    parts: { region: ELSEWHERE, trail: { IsMultiRegionTrail: false } },
    expected: silentAt("trail"),
  },
  {
    name: "the trail logs one region and no global services",
    control: "iam-policy-changes",
    parts: { trail: { IsMultiRegionTrail: false, IncludeGlobalServiceEvents: false } },
    expected: silentAt("trail"),
  },
  {
    name: "event selectors without management events",
    source: "cloud-custodian#8968",
    parts: { selectors: withoutManagementEvents },
    expected: silentAt("trail"),
  },
  {
    name: "advanced event selectors for data events only",
    source: "steampipe-mod-aws-compliance#971",
    parts: { selectors: dataOnly },
    expected: silentAt("trail"),
  },
  {
    name: "advanced event selectors for reads only",
    parts: { selectors: readOnlyAdvanced },
    control: "cloudtrail-configuration-changes",
    expected: silentAt("trail"),
  },
  {
    name: "reads only: a sign-in is a write",
    parts: { selectors: classic("ReadOnly") },
    expected: silentAt("trail"),
  },
  {
    name: "writes only: what root reads goes unseen",
    control: "root-account-usage",
    parts: { selectors: classic("WriteOnly") },
    expected: { verdict: "rings-for-some", brokenLink: "trail", unseen: ["root-access-key"] },
  },
  {
    name: "writes only: sign-ins are seen all the same",
    parts: { selectors: classic("WriteOnly") },
    expected: RINGS,
  },
  {
    name: "events of KMS are excluded",
    source: "AWS Security Hub, CloudWatch.7",
    control: "kms-cmk-disable-or-delete",
    parts: { selectors: classic("All", ["kms.amazonaws.com"]) },
    expected: silentAt("trail"),
  },
  {
    name: "the trail has no log group",
    parts: { trail: { CloudWatchLogsLogGroupArn: undefined, CloudWatchLogsRoleArn: undefined } },
    expected: silentAt("log-group"),
  },
  {
    name: "the log group was deleted",
    parts: {},
    afterwards: async ({ clients }) => {
      await clients[HOME].logs.send(new DeleteLogGroupCommand({ logGroupName: LOG_GROUP }));
    },
    expected: silentAt("log-group"),
  },
  {
    name: "the log group is of the class INFREQUENT_ACCESS, which has no metric filters",
    source: "Amazon CloudWatch Logs User Guide, log classes",
    parts: {},
    afterwards: (rig) => deliverTo(rig, OTHER_GROUP, "INFREQUENT_ACCESS"),
    expected: silentAt("log-group"),
  },
  {
    name: "the filters are on another log group than the trail's",
    source: "prowler#383, prowler#747",
    parts: {},
    afterwards: (rig) => deliverTo(rig, OTHER_GROUP, "STANDARD"),
    expected: silentAt("metric-filter"),
  },
  {
    name: "of two trails one is stopped",
    source: "prowler#111",
    parts: {},
    afterwards: async ({ clients }) => {
      await clients[HOME].trails.send(
        new CreateTrailCommand({ Name: "second", S3BucketName: "trail-logs", IsMultiRegionTrail: true }),
      );
    },
    expected: RINGS,
  },
  {
    name: "two trails write to one log group, and the threshold of 2 counts on it",
    source: "prowler#747",
    parts: { alarm: { Threshold: 2 } },
    afterwards: async ({ clients }) => {
      const { trails } = clients[HOME];
      await trails.send(
        new CreateTrailCommand({
          Name: "second",
          S3BucketName: "trail-logs",
          IsMultiRegionTrail: true,
          CloudWatchLogsLogGroupArn: groupArn(LOG_GROUP),
          CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/trail-to-logs`,
        }),
      );
      await trails.send(new StartLoggingCommand({ Name: "second" }));
    },
    expected: RINGS,
  },
];

async function deliverTo(
  { clients }: Rig,
  logGroupName: string,
  logGroupClass: "STANDARD" | "INFREQUENT_ACCESS",
): Promise<void> {
  const { logs, trails } = clients[HOME];
  await logs.send(new CreateLogGroupCommand({ logGroupName, logGroupClass }));
  await trails.send(new UpdateTrailCommand({ Name: TRAIL, CloudWatchLogsLogGroupArn: groupArn(logGroupName) }));
}
