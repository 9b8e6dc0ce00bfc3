import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "../../src/collect/account.ts";
import { collect } from "../../src/collect/collect.ts";
import { writeSnapshot } from "../../src/collect/snapshot.ts";
import { createEngine, type Engine } from "../../src/engine/create.ts";

const ACCOUNT = "123456789012";
const HOME = "us-east-1";
const LOG_GROUPS = 500;
const FILTERS = 2000;
/** Auditing such an account may take 20 seconds and 300 MB; reading it is the larger part. */
const MOST_SECONDS = 15;
const MOST_MEGABYTES = 200;

let engine: Engine;
let url: string;

beforeAll(async () => {
  engine = await createEngine({ account: ACCOUNT, region: HOME, clock: "manual", clockStart: 0 });
  ({ url } = await engine.listen({ host: "127.0.0.1", port: 0 }));
  for (let index = 0; index < LOG_GROUPS; index += 1)
    await engine.request("logs", "CreateLogGroup", { logGroupName: nameOfGroup(index) });
  await engine.request("cloudtrail", "CreateTrail", {
    Name: "all",
    S3BucketName: "trail-bucket",
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:${nameOfGroup(0)}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/CloudTrailLogs`,
  });
  for (let index = 0; index < FILTERS; index += 1) {
    await engine.request("logs", "PutMetricFilter", {
      logGroupName: nameOfGroup(index % LOG_GROUPS),
      filterName: `filter-${index}`,
      filterPattern: `{ ($.eventName = "ConsoleLogin") && ($.recipientAccountId = "${index}") }`,
      metricTransformations: [{ metricName: `metric-${index}`, metricNamespace: "CIS", metricValue: "1" }],
    });
    await engine.request("cloudwatch", "PutMetricAlarm", {
      AlarmName: `alarm-${index}`,
      MetricName: `metric-${index}`,
      Namespace: "CIS",
      Statistic: "Sum",
      Period: 300,
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      EvaluationPeriods: 1,
      AlarmActions: [`arn:aws:sns:${HOME}:${ACCOUNT}:topic-${index % 20}`],
    });
  }
  for (let index = 0; index < 20; index += 1) await engine.request("sns", "CreateTopic", { Name: `topic-${index}` });
}, 120_000);

afterAll(() => engine.close());

describe("an account of 500 log groups, 2,000 filters and 2,000 alarms", () => {
  it("is read from all regions in time and memory that are bounded", async () => {
    const { signal } = new AbortController();
    const credentials = { accessKeyId: "tocsin", secretAccessKey: "tocsin" };
    const before = process.memoryUsage().rss;
    const started = process.cpuUsage();
    let calls = 0;
    const opened = await openAccount({ endpointUrl: url, region: HOME, credentials }, signal);
    if (!opened.ok) throw new Error(opened.message);
    const inventory = await collect({
      source: opened.account,
      collectedAt: 0,
      onProgress: (progress) => {
        calls += progress.kind === "calls" ? 1 : 0;
      },
      signal,
    });
    const { user, system } = process.cpuUsage(started);
    const seconds = (user + system) / 1e6;
    const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
    const size = writeSnapshot(inventory).length / 2 ** 20;
    // The engine that answers is in the same process: both are measured together.
    console.log(
      `${calls} calls in ${inventory.regions.length} regions, ${seconds.toFixed(1)} s of CPU, ${megabytes.toFixed(0)} MB more, a snapshot of ${size.toFixed(1)} MB`,
    );
    expect(inventory.gaps).toEqual([]);
    expect(inventory.metricFilters).toHaveLength(FILTERS);
    expect(inventory.alarms).toHaveLength(FILTERS);
    // Only of the four alarms on what the trail's own log group publishes.
    expect(inventory.alarms.filter(({ tags }) => tags !== undefined)).toHaveLength(FILTERS / LOG_GROUPS);
    expect(seconds).toBeLessThan(MOST_SECONDS);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });
});

function nameOfGroup(index: number): string {
  return `group-${String(index).padStart(3, "0")}`;
}
