import { CloudWatchLogsClient, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEngine, type Engine } from "../../../src/engine/create.ts";
import { awsLogs, type Boto3Call, callThroughBoto3, present } from "./clients.ts";

/* What people do with CloudWatch Logs beside metric filters, through their own clients, over a socket. */

const START = Date.parse("2026-11-21T10:00:00Z");
const DAY = 86_400_000;
const GROUP = "app/orders";
const group = { logGroupName: GROUP };
const stream = { ...group, logStreamName: "web" };
const logGroupArn = `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}`;
const lambdaArn = "arn:aws:lambda:us-east-1:123456789012:function:f";
const missingGroup = ["ResourceNotFoundException", "The specified log group does not exist."];

let engine: Engine;
let url: string;

beforeEach(async () => {
  engine = await createEngine({ clock: "manual", clockStart: START });
  ({ url } = await engine.listen({ host: "127.0.0.1", port: 0 }));
});
afterEach(async () => {
  await engine.close();
});

describe.runIf(present("boto3", "python3", "-c", "import boto3"))("CloudWatch Logs through boto3", () => {
  const boto3 = (...calls: readonly Boto3Call[]) => callThroughBoto3(url, calls);

  it("keeps one set of tags for both generations of operations", async () => {
    const answers = await boto3(
      ["create_log_group", { ...group, tags: { env: "a" } }],
      ["tag_resource", { resourceArn: logGroupArn, tags: { one: "1" } }],
      ["tag_log_group", { ...group, tags: { two: "2" } }],
      ["untag_log_group", { ...group, tags: ["one"] }],
      ["untag_resource", { resourceArn: logGroupArn, tagKeys: ["env"] }],
      ["list_tags_log_group", group],
      ["list_tags_for_resource", { resourceArn: logGroupArn }],
      ["list_tags_for_resource", { resourceArn: `${logGroupArn}:*` }],
      ["list_tags_log_group", { logGroupName: "none" }],
    );
    const tags = { tags: { two: "2" } };
    expect(answers).toEqual([
      {},
      {},
      {},
      {},
      {},
      tags,
      tags,
      ["ValidationException", "Invalid resourceArn"],
      missingGroup,
    ]);
  });

  it("keeps subscription filters, two of a group", async () => {
    const filter = { ...group, filterPattern: "", destinationArn: lambdaArn };
    const answers = await boto3(
      ["create_log_group", group],
      ["put_subscription_filter", { ...filter, filterName: "a" }],
      ["put_subscription_filter", { ...filter, filterName: "b", filterPattern: "[]" }],
      ["put_subscription_filter", { ...filter, filterName: "c" }],
      ["delete_subscription_filter", { ...group, filterName: "b" }],
      ["delete_subscription_filter", { ...group, filterName: "b" }],
      ["describe_subscription_filters", group],
    );
    expect(answers.slice(1)).toEqual([
      {},
      {},
      ["LimitExceededException", "Resource limit exceeded."],
      {},
      ["ResourceNotFoundException", "The specified subscription filter does not exist."],
      {
        subscriptionFilters: [
          {
            ...filter,
            filterName: "a",
            distribution: "ByLogStream",
            applyOnTransformedLogs: false,
            creationTime: START,
          },
        ],
      },
    ]);
  });

  it("shows a metric filter as AWS does, the default value as a number with a fraction", async () => {
    const transformation = { metricName: "m", metricNamespace: "n", metricValue: "1", defaultValue: 0 };
    const filter = {
      ...group,
      filterName: "f",
      filterPattern: " ",
      metricTransformations: [transformation],
      fieldSelectionCriteria: '@aws.region = "us-east-1"',
      emitSystemFieldDimensions: ["@aws.region"],
    };
    const answers = await boto3(
      ["create_log_group", group],
      ["put_metric_filter", filter],
      ["describe_metric_filters", { metricName: "m", metricNamespace: "n" }],
      ["describe_metric_filters", { filterNamePrefix: "g" }],
    );
    expect(answers.slice(2)).toEqual([
      { metricFilters: [{ ...filter, creationTime: START, applyOnTransformedLogs: false }] },
      { metricFilters: [] },
    ]);
    const wire = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "Logs_20140328.DescribeMetricFilters",
      },
      body: "{}",
    });
    expect(await wire.text()).toContain('"defaultValue":0.0');
  });

  it("pages through events from either end, and names groups by ARN", async () => {
    const logEvents = Array.from({ length: 7 }, (_, n) => ({ timestamp: START - 7 + n, message: `${n}` }));
    const byArn = { logGroupIdentifier: logGroupArn };
    const answers = await boto3(
      ["create_log_group", group],
      ["create_log_stream", stream],
      ["put_log_events", { ...stream, logEvents }],
      ["all filter_log_events", { ...byArn, PaginationConfig: { PageSize: 3 } }],
      ["get_log_events", { ...byArn, logStreamName: "web", limit: 2 }],
      ["get_log_events", { ...byArn, logStreamName: "web", limit: 2, startFromHead: true }],
      ["describe_log_streams", { ...byArn, orderBy: "LastEventTime", descending: true }],
      ["describe_log_streams", { ...group, ...byArn }],
      ["put_log_events", { ...stream, logEvents: logEvents.toReversed() }],
    );
    const messagesOf = (pages: unknown) =>
      (pages as readonly { events: readonly { message: string }[] }[]).map(({ events }) =>
        events.map(({ message }) => message).join(""),
      );
    expect(messagesOf(answers[3])).toEqual(["012", "345", "6"]);
    expect(messagesOf(answers.slice(4, 6))).toEqual(["56", "01"]);
    expect(answers.slice(6)).toEqual([
      {
        logStreams: [
          {
            logStreamName: "web",
            creationTime: START,
            firstEventTimestamp: START - 7,
            lastEventTimestamp: START - 1,
            lastIngestionTime: START,
            arn: `${logGroupArn}:log-stream:web`,
            storedBytes: 0,
          },
        ],
      },
      ["ValidationException", "LogGroup name and LogGroup ARN are mutually exclusive parameters."],
      ["InvalidParameterException", "Log events in a single PutLogEvents request must be in chronological order."],
    ]);
  });

  it("deletes what a group no longer keeps", async () => {
    await boto3(
      ["create_log_group", group],
      ["create_log_stream", stream],
      ["put_log_events", { ...stream, logEvents: [{ timestamp: START, message: "old" }] }],
      ["put_retention_policy", { ...group, retentionInDays: 3 }],
    );
    await engine.advance({ by: 3 * DAY + 1 });
    const answers = await boto3(
      ["filter_log_events", group],
      ["describe_log_groups", { logGroupNamePrefix: GROUP }],
      ["put_log_events", { ...stream, logEvents: [{ timestamp: START, message: "late" }] }],
    );
    expect(answers).toMatchObject([
      { events: [] },
      { logGroups: [{ retentionInDays: 3, storedBytes: 0 }] },
      { rejectedLogEventsInfo: { expiredLogEventEndIndex: 1 } },
    ]);
  });

  it("keeps resource policies, keys and protection from deletion", async () => {
    const policyDocument = '{"Version":"2012-10-17","Statement":[]}';
    const policy = { policyName: "p", policyDocument };
    const shown = { ...policy, lastUpdatedTime: START, policyScope: "ACCOUNT" };
    const answers = await boto3(
      ["put_resource_policy", policy],
      ["describe_resource_policies", {}],
      ["delete_resource_policy", { policyName: "none" }],
      ["put_resource_policy", { policyDocument }],
      ["create_log_group", { ...group, kmsKeyId: "k", deletionProtectionEnabled: true }],
      ["delete_log_group", group],
      ["describe_log_groups", { logGroupIdentifiers: [GROUP] }],
      ["list_log_groups", { logGroupNamePattern: "^app" }],
      ["disassociate_kms_key", group],
      ["put_log_group_deletion_protection", { logGroupIdentifier: logGroupArn, deletionProtectionEnabled: false }],
      ["delete_log_group", group],
      ["describe_log_groups", {}],
    );
    expect(answers).toMatchObject([
      { resourcePolicy: shown },
      { resourcePolicies: [shown] },
      ["ResourceNotFoundException", "Policy with name [none] does not exist."],
      [
        "InvalidParameterException",
        "1 validation error detected: Value null at 'policyName' failed to satisfy constraint: Member must not be null",
      ],
      {},
      [
        "ValidationException",
        "Cannot delete log group with deletion protection enabled. Disable deletion protection first.",
      ],
      { logGroups: [{ kmsKeyId: "k", deletionProtectionEnabled: true }] },
      { logGroups: [{ logGroupName: GROUP, logGroupArn, logGroupClass: "STANDARD" }] },
      {},
      {},
      {},
      { logGroups: [] },
    ]);
  });
});

describe.runIf(present("the AWS CLI", "aws", "--version"))("CloudWatch Logs through the AWS CLI", () => {
  const aws = (command: string, ...args: readonly string[]) => awsLogs(url, ...command.split(" "), ...args);

  it("tags, subscribes, filters, protects", async () => {
    await aws("create-log-group --tags env=a --log-group-name", GROUP);
    await aws("tag-resource --tags two=2 --resource-arn", logGroupArn);
    expect(await aws("list-tags-for-resource --resource-arn", logGroupArn)).toEqual({ tags: { env: "a", two: "2" } });

    await aws(
      `put-subscription-filter --filter-name f --destination-arn ${lambdaArn} --log-group-name ${GROUP}`,
      "--filter-pattern",
      "",
    );
    expect(await aws("describe-subscription-filters --log-group-name", GROUP)).toMatchObject({
      subscriptionFilters: [{ filterName: "f", filterPattern: "" }],
    });

    const filter = `put-metric-filter --filter-name f --filter-pattern ERROR --log-group-name ${GROUP} --emit-system-field-dimensions @aws.account --metric-transformations metricName=m,metricNamespace=n,metricValue=1 --field-selection-criteria`;
    expect(await aws(filter, "@aws.region = us-east-1")).toContain("Invalid fieldSelectionCriteria");
    expect(await aws(filter, '@aws.region = "us-east-1"')).toBeUndefined();
    expect(await aws("describe-metric-filters --filter-name-prefix", "f")).toMatchObject({
      metricFilters: [
        { fieldSelectionCriteria: '@aws.region = "us-east-1"', emitSystemFieldDimensions: ["@aws.account"] },
      ],
    });

    await aws(`put-log-group-deletion-protection --deletion-protection-enabled --log-group-identifier ${GROUP}`);
    expect(await aws("delete-log-group --log-group-name", GROUP)).toContain(
      "An error occurred (ValidationException) when calling the DeleteLogGroup operation: Cannot delete log group",
    );
  }, 120_000);
});

describe("CloudWatch Logs through the AWS SDK for JavaScript", () => {
  it("searches backward, which the other clients do not know yet", async () => {
    await engine.request("logs", "CreateLogGroup", group);
    await engine.request("logs", "CreateLogStream", stream);
    const logEvents = ["a", "b", "c"].map((message, n) => ({ timestamp: START + n, message }));
    await engine.request("logs", "PutLogEvents", { ...stream, logEvents });
    const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "not-a-secret" };
    const client = new CloudWatchLogsClient({ endpoint: url, region: "us-east-1", credentials });
    const pages: (string | undefined)[][] = [];
    for await (const { events = [] } of paginateFilterLogEvents(
      { client, pageSize: 2 },
      { ...group, startFromHead: false },
    )) {
      pages.push(events.map(({ message }) => message));
    }
    client.destroy();
    expect(pages).toEqual([["c", "b"], ["a"]]);
  });
});
