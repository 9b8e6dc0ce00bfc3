import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "./index.ts";

const AT = new Date("2026-09-14T05:42:00Z");

describe("Tocsin in a test suite", () => {
  let server: TestServer;
  let logs: CloudWatchLogsClient;
  let alarms: CloudWatchClient;
  beforeAll(async () => {
    server = await startTestServer({ at: AT });
    logs = new CloudWatchLogsClient(server.clientConfig);
    alarms = new CloudWatchClient(server.clientConfig);
  });
  afterAll(() => server.stop());
  beforeEach(() => server.reset());

  const buildChain = async () => {
    const logGroupName = "app";
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "s" }));
    const metricTransformations = [{ metricName: "errors", metricNamespace: "App", metricValue: "1" }];
    await logs.send(
      new PutMetricFilterCommand({ logGroupName, filterName: "f", filterPattern: "ERROR", metricTransformations }),
    );
    await alarms.send(
      new PutMetricAlarmCommand({
        AlarmName: "errors",
        Namespace: "App",
        MetricName: "errors",
        Statistic: "Sum",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
      }),
    );
  };
  const state = async () =>
    (await alarms.send(new DescribeAlarmsCommand({}))).MetricAlarms?.map((one) => one.StateValue);

  it("rings within the test's own time", async () => {
    await buildChain();
    const logEvents = [{ timestamp: server.now().getTime(), message: "ERROR" }];
    await logs.send(new PutLogEventsCommand({ logGroupName: "app", logStreamName: "s", logEvents }));
    await server.advance(120_000);
    expect(await state()).toEqual(["ALARM"]);
  });

  it("begins anew after a reset: no group, no alarm, the first time again", async () => {
    await buildChain();
    await server.advance(3_600_000);
    await server.reset();
    expect(await state()).toEqual([]);
    expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
    expect(server.now()).toEqual(AT);
    // What was compiled for a group of the same name must not come back with it.
    await buildChain();
    await logs.send(
      new PutMetricFilterCommand({
        logGroupName: "app",
        filterName: "f",
        filterPattern: "FATAL",
        metricTransformations: [{ metricName: "errors", metricNamespace: "App", metricValue: "1" }],
      }),
    );
    const logEvents = [{ timestamp: server.now().getTime(), message: "ERROR" }];
    await logs.send(new PutLogEventsCommand({ logGroupName: "app", logStreamName: "s", logEvents }));
    await server.advance(120_000);
    expect(await state()).toEqual(["INSUFFICIENT_DATA"]);
  });

  it("refuses records that no trail would take, with the reason", async () => {
    await expect(server.ingest([{ eventTime: "2026-09-14T05:42:00Z" }])).rejects.toThrow("there is no trail");
  });
});
