import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "../../src/collect/account.ts";
import { READ_CALLS } from "../../src/collect/read-call.ts";
import { readSnapshot, writeSnapshot } from "../../src/collect/snapshot.ts";
import type { Engine } from "../../src/engine/create.ts";
import { ACCOUNT, ALARM_ARN, HOME, LOG_GROUP_ARN, NOW, startChain, TOPIC_ARN, TRAIL_ARN } from "./chain.ts";
import { collectThrough, credentials, type Outcome } from "./collect-through.ts";
import { startProxy } from "./proxy.ts";

const ALL_REGIONS = 34;

let engine: Engine;
let url: string;

beforeAll(async () => {
  ({ engine, url } = await startChain());
});

afterAll(() => engine.close());

describe("an account that may be read", () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await collectThrough(url);
  });

  it("has all regions asked, and no gaps", () => {
    expect(outcome.inventory).toMatchObject({ formatVersion: 1, account: ACCOUNT, collectedAt: NOW, gaps: [] });
    expect(outcome.inventory.regions).toHaveLength(ALL_REGIONS);
  });

  it("has a trail once, under its home region, with status, selectors and tags", () => {
    expect(outcome.inventory.trails).toEqual([
      {
        TrailARN: TRAIL_ARN,
        Name: "all",
        HomeRegion: HOME,
        IsMultiRegionTrail: true,
        IsOrganizationTrail: false,
        IncludeGlobalServiceEvents: true,
        S3BucketName: "trail-bucket",
        CloudWatchLogsLogGroupArn: `${LOG_GROUP_ARN}:*`,
        CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/CloudTrailLogs`,
        status: { IsLogging: true, LatestCloudWatchLogsDeliveryTime: NOW },
        selectors: {
          eventSelectors: [
            {
              ReadWriteType: "All",
              IncludeManagementEvents: true,
              DataResources: [],
              ExcludeManagementEventSources: [],
            },
          ],
        },
        tags: { owner: "security" },
      },
    ]);
  });

  it("has log groups, with tags where a trail delivers to", () => {
    expect(outcome.inventory.logGroups).toEqual([
      { region: HOME, logGroupName: "CloudTrail", logGroupClass: "STANDARD", tags: { env: "prod" } },
      { region: HOME, logGroupName: "other", logGroupClass: "STANDARD" },
    ]);
  });

  it("has metric filters as they were put", () => {
    expect(outcome.inventory.metricFilters).toContainEqual({
      region: HOME,
      logGroupName: "CloudTrail",
      filterName: "root",
      filterPattern: '{ $.userIdentity.type = "Root" }',
      metricTransformations: [
        { metricName: "root", metricNamespace: "CIS", metricValue: "1", defaultValue: 0, unit: "Count" },
      ],
      creationTime: NOW,
    });
  });

  it("has alarms of both types, with tags where they watch what a trail's log group publishes", () => {
    const { alarms } = outcome.inventory;
    expect(alarms.map(({ configuration, tags }) => [configuration.AlarmName, tags])).toEqual([
      ["errors", undefined],
      ["root", { severity: "high" }],
      ["any", undefined],
    ]);
    expect(alarms[1]).toMatchObject({
      region: HOME,
      StateValue: "INSUFFICIENT_DATA",
      StateReason: "Unchecked: Initial alarm creation",
      StateUpdatedTimestamp: NOW,
      configuration: {
        AlarmArn: ALARM_ARN,
        MetricName: "root",
        Namespace: "CIS",
        Statistic: "Sum",
        Dimensions: [],
        Period: 300,
        Threshold: 1,
        EvaluationPeriods: 1,
        TreatMissingData: "notBreaching",
        ActionsEnabled: true,
        AlarmActions: [TOPIC_ARN],
      },
    });
    expect(alarms[2]?.configuration).toMatchObject({ AlarmRule: "ALARM(root) OR ALARM(errors)" });
  });

  it("has the mute rules", () => {
    expect(outcome.inventory.muteRules).toEqual([
      {
        region: HOME,
        rule: {
          Name: "nightly: backups",
          AlarmMuteRuleArn: `arn:aws:cloudwatch:${HOME}:${ACCOUNT}:alarm-mute-rule:nightly: backups`,
          Rule: { Schedule: { Expression: "cron(0 2 * * *)", Duration: "PT4H", Timezone: "Europe/Berlin" } },
          MuteTargets: { AlarmNames: ["errors"] },
          LastUpdatedTimestamp: NOW,
        },
      },
    ]);
  });

  it("has the topics that exist of those that alarms name, and their subscriptions", () => {
    const { topics, subscriptions } = outcome.inventory;
    expect(topics.map(({ TopicArn, tags }) => [TopicArn, tags])).toEqual([[TOPIC_ARN, { team: "soc" }]]);
    expect(topics[0]?.attributes?.["Policy"]).toContain("__default_policy_ID");
    expect(subscriptions).toHaveLength(2);
    expect(subscriptions).toContainEqual({
      region: HOME,
      TopicArn: TOPIC_ARN,
      SubscriptionArn: "PendingConfirmation",
      Protocol: "email",
      Endpoint: "soc@example.com",
      Owner: ACCOUNT,
    });
    expect(subscriptions.find(({ Protocol }) => Protocol === "sqs")?.attributes).toMatchObject({
      PendingConfirmation: "false",
    });
  });

  it("has the key of an encrypted topic, under the name that the topic has for it", () => {
    expect(outcome.inventory.keys).toEqual([
      {
        region: HOME,
        keyId: "alias/alerts",
        keyArn: expect.stringMatching(`^arn:aws:kms:${HOME}:${ACCOUNT}:key/`),
        keyState: "Enabled",
        keyManager: "CUSTOMER",
        policy: expect.stringContaining("kms:*"),
      },
    ]);
  });

  it("makes only calls that read, and none of them twice", () => {
    const { calls } = outcome.proxy;
    for (const { service, operation } of calls) expect(Object.keys(READ_CALLS)).toContain(`${service}:${operation}`);
    const made = calls.map(({ service, operation, region, body }) =>
      JSON.stringify([service, operation, region, body]),
    );
    expect(made.toSorted()).toEqual([...new Set(made)].toSorted());
  });

  it("sweeps each region once, and asks for details only where they are", () => {
    const counts = outcome.proxy.counts();
    const sweeps = [
      "cloudtrail:DescribeTrails",
      "logs:DescribeLogGroups",
      "logs:DescribeMetricFilters",
      "cloudwatch:DescribeAlarms",
      "cloudwatch:ListAlarmMuteRules",
    ];
    const swept = outcome.inventory.regions.flatMap((region) => sweeps.map((sweep) => [`${sweep} ${region}`, 1]));
    expect(counts).toEqual({
      ...Object.fromEntries(swept),
      [`sts:GetCallerIdentity ${HOME}`]: 1,
      [`cloudtrail:GetTrailStatus ${HOME}`]: 1,
      [`cloudtrail:GetEventSelectors ${HOME}`]: 1,
      [`cloudtrail:ListTags ${HOME}`]: 1,
      [`logs:ListTagsForResource ${HOME}`]: 1,
      [`cloudwatch:GetAlarmMuteRule ${HOME}`]: 1,
      [`cloudwatch:ListTagsForResource ${HOME}`]: 1,
      [`sns:GetTopicAttributes ${HOME}`]: 2,
      [`sns:ListTagsForResource ${HOME}`]: 1,
      [`sns:ListSubscriptionsByTopic ${HOME}`]: 1,
      [`sns:GetSubscriptionAttributes ${HOME}`]: 1,
      [`kms:DescribeKey ${HOME}`]: 1,
      [`kms:GetKeyPolicy ${HOME}`]: 1,
    });
  });

  it("makes every call of the policy that it prints", () => {
    const made = new Set(outcome.proxy.calls.map(({ service, operation }) => `${service}:${operation}`));
    expect([...made].toSorted()).toEqual(Object.keys(READ_CALLS).toSorted());
  });

  it("comes back from a snapshot file as it was", () => {
    expect(readSnapshot(writeSnapshot(outcome.inventory))).toEqual({ ok: true, inventory: outcome.inventory });
  });

  it("is the same inventory when it is read again", async () => {
    expect((await collectThrough(url)).inventory).toEqual(outcome.inventory);
  });
});

describe("an endpoint that tells nobody whose it is", () => {
  it.each([
    ["refuses", 403, "InvalidClientTokenId"],
    ["is denied", 403, "AccessDenied"],
  ])("opens no account when it %s", async (_how, status, code) => {
    const proxy = await startProxy(url, () => ({ status, code, message: "no" }));
    const opened = await openAccount(
      { endpointUrl: proxy.url, region: HOME, credentials },
      new AbortController().signal,
    );
    await proxy.stop();
    expect(opened).toEqual({ ok: false, code, message: "no" });
  });

  it("opens no account when nobody answers", async () => {
    const proxy = await startProxy(url);
    await proxy.stop();
    const opened = await openAccount(
      { endpointUrl: proxy.url, region: HOME, credentials },
      new AbortController().signal,
    );
    expect(opened).toMatchObject({ ok: false, code: "Unreachable" });
  });
});
