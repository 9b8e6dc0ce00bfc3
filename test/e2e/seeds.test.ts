import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CLI, type Server, startServer } from "../support/server.ts";
import { validate } from "../support/sns-validator.ts";
import { type Subscriber, startSubscriber } from "../support/subscriber.ts";

/*
 * The commands of the five documents that Tocsin was created from (an AWS guide, a control with its remediation, Datadog's
 * rule in two printings, a remediation text), with the <placeholders> filled in and nothing else changed, typed into a
 * shell with nothing but AWS_ENDPOINT_URL to tell them apart from real ones.
 */

const run = promisify(execFile);
const hasAws = spawnSync("aws", ["--version"]).status === 0;
if (!hasAws) process.stdout.write("skipped: the seeds' commands need the AWS CLI, and `aws` is not on the PATH\n");

const START = "2026-11-21T10:00:00Z";
const GROUP = "CloudTrail/DefaultLogGroup";
const CIS = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }';
const CIS_SSO =
  '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }';

describe.runIf(hasAws)("the seeds' commands, typed into a shell", () => {
  let server: Server;
  let subscriber: Subscriber;

  beforeAll(async () => {
    server = await startServer(["--clock", "manual", "--clock-start", START]);
    subscriber = await startSubscriber();
  });
  afterAll(async () => {
    await subscriber.close();
    await server.stop();
  });

  const environment = () => ({
    ...process.env,
    AWS_ENDPOINT_URL: server.url,
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "not-a-secret",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_PAGER: "",
  });
  /** Types a command into bash; gives what it printed. */
  const type = async (command: string) => {
    const { stdout } = await run("bash", ["-c", command], { env: environment() });
    return stdout === "" ? undefined : (JSON.parse(stdout) as Record<string, unknown>);
  };
  /** Types a command that must fail; gives what it said. */
  const typeInVain = async (command: string): Promise<string> => {
    try {
      await run("bash", ["-c", command], { env: environment() });
    } catch (error) {
      if (error instanceof Error && "stderr" in error) return String(error.stderr);
      throw error;
    }
    throw new Error(`this was to fail: ${command}`);
  };
  const tocsin = async (...args: string[]) => {
    const { stdout } = await run(process.execPath, [CLI, ...args, "--endpoint-url", server.url]);
    return stdout;
  };

  it("starts from a trail that delivers to a log group", async () => {
    await type(`aws logs create-log-group --log-group-name ${GROUP}`);
    await type(
      `aws cloudtrail create-trail --name management-events --s3-bucket-name trail-bucket --is-multi-region-trail \
       --cloud-watch-logs-log-group-arn 'arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}:*' \
       --cloud-watch-logs-role-arn arn:aws:iam::123456789012:role/CloudTrail_CloudWatchLogs_Role`,
    );
    await type("aws cloudtrail start-logging --name management-events");
    expect(await type("aws cloudtrail describe-trails")).toMatchObject({
      trailList: [
        {
          Name: "management-events",
          IsMultiRegionTrail: true,
          CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}:*`,
        },
      ],
    });
    expect(await type("aws cloudtrail get-trail-status --name management-events")).toMatchObject({ IsLogging: true });
  });

  it("takes the metric filters as they are printed", async () => {
    await type(
      `aws logs put-metric-filter --log-group-name ${GROUP} --filter-name no_mfa_console_signin_metric --metric-transformations metricName=no_mfa_console_signin_metric,metricNamespace='CISBenchmark',metricValue=1 --filter-pattern '${CIS}'`,
    );
    await type(
      `aws logs put-metric-filter --log-group-name ${GROUP} --filter-name no_mfa_console_signin_metric_sso --metric-transformations metricName=no_mfa_console_signin_metric_sso,metricNamespace='CISBenchmark',metricValue=1 --filter-pattern '${CIS_SSO}'`,
    );
    const described = await type(`aws logs describe-metric-filters --log-group-name ${GROUP}`);
    expect(described).toMatchObject({
      metricFilters: [
        { filterName: "no_mfa_console_signin_metric", filterPattern: CIS, applyOnTransformedLogs: false },
        { filterName: "no_mfa_console_signin_metric_sso", filterPattern: CIS_SSO },
      ],
    });
  });

  it("takes the console steps of the AWS guide, as commands", async () => {
    const guide = [
      [
        "RootAccountUsage",
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
      ],
      ["ApiActivityWithoutMFA", '{ $.userIdentity.sessionContext.attributes.mfaAuthenticated != "true" }'],
      ["ConsoleSignInWithoutMfa", '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed = "No" }'],
    ];
    for (const [name, pattern] of guide) {
      await type(
        `aws logs put-metric-filter --log-group-name ${GROUP} --filter-name ${name} --metric-transformations metricName=${name}Count,metricNamespace=CloudTrailMetrics,metricValue=1 --filter-pattern '${pattern}'`,
      );
    }
    const described = await type(
      `aws logs describe-metric-filters --log-group-name ${GROUP} --metric-namespace CloudTrailMetrics --metric-name RootAccountUsageCount`,
    );
    expect(described).toMatchObject({ metricFilters: [{ filterName: "RootAccountUsage" }] });
  });

  it("makes the topic, subscribes and confirms", async () => {
    expect(await type("aws sns create-topic --name security-alerts")).toEqual({
      TopicArn: "arn:aws:sns:us-east-1:123456789012:security-alerts",
    });
    const subscribed = await type(
      `aws sns subscribe --topic-arn arn:aws:sns:us-east-1:123456789012:security-alerts --protocol http --notification-endpoint ${subscriber.url}`,
    );
    expect(subscribed).toEqual({ SubscriptionArn: "pending confirmation" });
    await subscriber.until((message) => message.type === "SubscriptionConfirmation");
    await vi.waitFor(
      async () => {
        const listed = await type(
          "aws sns list-subscriptions-by-topic --topic-arn arn:aws:sns:us-east-1:123456789012:security-alerts",
        );
        expect(listed).toMatchObject({
          Subscriptions: [{ Protocol: "http", SubscriptionArn: expect.stringMatching(/^arn:aws:sns:/) }],
        });
      },
      { timeout: 20_000 },
    );
  });

  it("makes the alarm", async () => {
    await type(
      `aws cloudwatch put-metric-alarm --alarm-name no_mfa_console_signin_alarm --metric-name no_mfa_console_signin_metric --statistic Sum --period 300 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --evaluation-periods 1 --namespace 'CISBenchmark' --alarm-actions arn:aws:sns:us-east-1:123456789012:security-alerts`,
    );
    expect(await type("aws cloudwatch describe-alarms --alarm-names no_mfa_console_signin_alarm")).toMatchObject({
      MetricAlarms: [{ StateValue: "INSUFFICIENT_DATA", StateReason: "Unchecked: Initial alarm creation" }],
    });
  });

  it("rings: a console sign-in without MFA reaches the subscriber, signed", async () => {
    await tocsin("clock", "advance", "10m");
    const record = {
      eventVersion: "1.08",
      userIdentity: {
        type: "IAMUser",
        principalId: "AIDAEXAMPLE",
        arn: "arn:aws:iam::123456789012:user/alice",
        accountId: "123456789012",
        userName: "alice",
      },
      eventTime: "2026-11-21T10:10:00Z",
      eventSource: "signin.amazonaws.com",
      eventName: "ConsoleLogin",
      awsRegion: "us-east-1",
      sourceIPAddress: "203.0.113.7",
      userAgent: "Mozilla/5.0",
      requestParameters: null,
      responseElements: { ConsoleLogin: "Success" },
      additionalEventData: { LoginTo: "https://console.aws.amazon.com/", MobileVersion: "No", MFAUsed: "No" },
      eventID: "5d2e6d5c-0000-4000-8000-000000000001",
      readOnly: false,
      eventType: "AwsConsoleSignIn",
      managementEvent: true,
      recipientAccountId: "123456789012",
      eventCategory: "Management",
    };
    const ingest = run(process.execPath, [CLI, "ingest", "--endpoint-url", server.url, "-"]);
    ingest.child.stdin?.end(`${JSON.stringify(record)}\n`);
    await ingest;
    await tocsin("clock", "advance", "5m");

    const notification = await subscriber.until((message) => message.type === "Notification");
    expect(notification.body["Subject"]).toBe('ALARM: "no_mfa_console_signin_alarm" in US East (N. Virginia)');
    expect(JSON.parse(notification.body["Message"] ?? "")).toMatchObject({
      AlarmName: "no_mfa_console_signin_alarm",
      NewStateValue: "ALARM",
      OldStateValue: "INSUFFICIENT_DATA",
      NewStateReason: expect.stringContaining("was greater than or equal to the threshold (1.0)."),
    });
    expect(JSON.stringify(notification.body["MessageAttributes"])).toContain("203.0.113.7");
    const certificate = await (await fetch(String(notification.body["SigningCertURL"]))).text();
    await expect(validate(notification.body, certificate)).resolves.toMatchObject({ Type: "Notification" });
    const forged = { ...notification.body, Message: "all is well" };
    await expect(validate(forged, certificate)).rejects.toThrow("signature is invalid");

    const state = await type("aws cloudwatch describe-alarms --alarm-names no_mfa_console_signin_alarm");
    expect(state).toMatchObject({ MetricAlarms: [{ StateValue: "ALARM" }] });
  });

  it("answers the read commands that people try next", async () => {
    const events = await type(
      `aws logs filter-log-events --log-group-name ${GROUP} --filter-pattern '{ $.eventName = "ConsoleLogin" }'`,
    );
    expect(events).toMatchObject({ events: [{ logStreamName: "123456789012_CloudTrail_us-east-1" }] });
    const statistics = await type(
      "aws cloudwatch get-metric-statistics --namespace CISBenchmark --metric-name no_mfa_console_signin_metric --statistics Sum --period 300 --start-time 2026-11-21T10:00:00Z --end-time 2026-11-21T11:00:00Z",
    );
    expect(statistics).toMatchObject({ Datapoints: [{ Sum: 1 }] });
    const history = await type(
      "aws cloudwatch describe-alarm-history --alarm-name no_mfa_console_signin_alarm --history-item-type Action",
    );
    expect(history).toMatchObject({
      AlarmHistoryItems: [{ HistorySummary: expect.stringMatching(/^Successfully executed action arn:aws:sns/) }],
    });
    const tested = await type(
      `aws logs test-metric-filter --filter-pattern '${CIS}' --log-event-messages '{"eventName":"ConsoleLogin","additionalEventData":{"MFAUsed":"No"}}' '{"eventName":"ConsoleLogin"}'`,
    );
    expect(tested).toMatchObject({ matches: [{ eventNumber: 1, extractedValues: {} }] });
  });

  it("names the flaw and its place where a printed pattern is broken", async () => {
    const put = (pattern: string) =>
      `aws logs put-metric-filter --log-group-name ${GROUP} --filter-name broken --metric-transformations metricName=m,metricNamespace=CISBenchmark,metricValue=1 --filter-pattern '${pattern}'`;
    // Datadog's rule continues the line inside the quotes: the backslash and the newline become part of the pattern.
    const continued = `{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && \\
    ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }`;
    const backslash = await typeInVain(put(continued));
    expect(backslash).toContain("(InvalidParameterException)");
    expect(backslash).toMatch(/backslash/i);
    expect(backslash).toContain(`character ${continued.indexOf("\\") + 1}`);
    // The Korean printing repeats the pattern without its last parenthesis.
    const open = '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Success"}';
    const parenthesis = await typeInVain(put(open));
    expect(parenthesis).toContain("(InvalidParameterException)");
    expect(parenthesis).toMatch(/parenthesis/i);
    expect(parenthesis).toContain(`character ${open.indexOf("($.response") + 1}`);
  });

  it("leaves to the AWS CLI what never reaches a server: blanks in shorthand, a split option", async () => {
    const blank = await typeInVain(
      `aws logs put-metric-filter --log-group-name ${GROUP} --filter-name x --metric-transformations metricName=x,metricNamespace='CISBenchmark', metricValue=1 --filter-pattern '${CIS}'`,
    );
    expect(blank).toMatch(/Error parsing parameter|Expected/);
    const split = await typeInVain(
      "aws cloudwatch put-metric-alarm --alarm-name x --metric-name x --statistic Sum --period 300 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold -- evaluation-periods 1 --namespace 'CISBenchmark'",
    );
    expect(split).toMatch(/evaluation-periods/);
  });
});
