import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testHandler } from "../../../src/aws/handler.testing.ts";
import { ALARM_ISO, fixedAnswer } from "./outputs.testing.ts";
import { listen } from "./server.testing.ts";

const run = promisify(execFile);
const { handle, calls } = testHandler(fixedAnswer);
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  server = await listen(handle);
});

afterAll(async () => {
  await server.close();
});

function missing(command: string, ...args: readonly string[]): boolean {
  const absent = spawnSync(command, args).status !== 0;
  if (absent) console.warn(`skipped: ${command} ${args.join(" ")} does not run here`);
  return absent;
}

function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_DEFAULT_REGION: "eu-central-1",
    AWS_ENDPOINT_URL: server.url,
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
  };
}

/** What the client printed; its complaint when it failed. */
async function output(command: string, ...args: readonly string[]): Promise<string> {
  try {
    return (await run(command, args, { env: environment() })).stdout;
  } catch (error) {
    if (error instanceof Error && "stderr" in error) return String(error.stderr);
    throw error;
  }
}

describe.skipIf(missing("aws", "--version"))("the AWS CLI", () => {
  it("puts an alarm", async () => {
    const printed = await output(
      "aws",
      ..."cloudwatch put-metric-alarm --alarm-name a --metric-name M --namespace N --statistic Sum --period 300".split(
        " ",
      ),
      ..."--evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold".split(" "),
      ..."--alarm-actions arn:aws:sns:eu-central-1:123456789012:t --treat-missing-data notBreaching".split(" "),
    );
    expect(printed).toBe("");
    expect(calls.at(-1)).toMatchObject({
      service: "cloudwatch",
      operation: "PutMetricAlarm",
      scope: { account: "123456789012", region: "eu-central-1" },
      input: { AlarmName: "a", Threshold: 1, AlarmActions: ["arn:aws:sns:eu-central-1:123456789012:t"] },
    });
  });

  it("prints alarms as AWS sends them", async () => {
    const printed: unknown = JSON.parse(await output("aws", "cloudwatch", "describe-alarms"));
    expect(printed).toMatchObject({
      MetricAlarms: [{ Threshold: 50, OKActions: [], AlarmName: 'root <usage> & "more" é\r\n' }],
      CompositeAlarms: [],
    });
  });

  it("takes --notification-endpoint, its old name for the endpoint of a subscription", async () => {
    const printed = await output(
      "aws",
      ..."sns subscribe --topic-arn arn:aws:sns:eu-central-1:123456789012:t --protocol email".split(" "),
      ..."--notification-endpoint a@example.com".split(" "),
    );
    expect(printed).toContain("pending confirmation");
    expect(calls.at(-1)?.input).toEqual({
      TopicArn: "arn:aws:sns:eu-central-1:123456789012:t",
      Protocol: "email",
      Endpoint: "a@example.com",
    });
  });

  it("names the code, the operation and the message of an error", async () => {
    expect(await output("aws", "logs", "delete-log-group", "--log-group-name", "g")).toContain(
      "(ResourceNotFoundException) when calling the DeleteLogGroup operation: The specified log group does not exist.",
    );
    expect(await output("aws", "sns", "delete-topic", "--topic-arn", "arn:x")).toContain(
      "(NotFound) when calling the DeleteTopic operation: Topic does not exist",
    );
    expect(
      await output(
        "aws",
        "cloudwatch",
        "set-alarm-state",
        "--alarm-name",
        "a",
        "--state-value",
        "X",
        "--state-reason",
        "r",
      ),
    ).toContain("(ValidationError) when calling the SetAlarmState operation: 1 validation error detected: Value 'X'");
  });

  it("says which operation Tocsin does not implement, and which member it does not support", async () => {
    const { handle: none } = testHandler(fixedAnswer, { serves: () => false });
    const other = await listen(none);
    expect(await output("aws", "--endpoint-url", other.url, "cloudtrail", "list-trails")).toContain(
      "Tocsin does not implement the operation ListTrails of cloudtrail.",
    );
    await other.close();
    expect(await output("aws", "sns", "publish", "--phone-number", "+15550100", "--message", "m")).toContain(
      "Tocsin does not support PhoneNumber in Publish.",
    );
  });
});

const BOTO3 = `
import boto3, datetime, json
clients = {s: boto3.client(s) for s in ("cloudwatch", "logs", "sns", "cloudtrail", "sts")}
alarm = clients["cloudwatch"].describe_alarms(AlarmNames=["a"])["MetricAlarms"][0]
clients["cloudwatch"].put_metric_data(Namespace="N", MetricData=[
    {"MetricName": "m%03d" % i, "Value": 1.5, "Dimensions": [{"Name": "a" * 50, "Value": "b"}]} for i in range(150)])
clients["logs"].put_log_events(logGroupName="g", logStreamName="s", logEvents=[{"timestamp": 1700000000000, "message": "e"}])
topic = clients["sns"].get_topic_attributes(TopicArn="arn")["Attributes"]
try:
    clients["cloudwatch"].set_alarm_state(AlarmName="a", StateValue="OK", StateReason="r")
except clients["cloudwatch"].exceptions.ResourceNotFound as e:
    error = [e.response["Error"]["Code"], e.response["ResponseMetadata"]["HTTPStatusCode"]]
print(json.dumps({
    "updated": alarm["StateUpdatedTimestamp"].astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds"),
    "threshold": repr(alarm["Threshold"]),
    "policy": topic["Policy"],
    "error": error,
    "trails": [t["Name"] for t in clients["cloudtrail"].describe_trails()["trailList"]],
    "account": clients["sts"].get_caller_identity()["Account"],
}))
`;

describe.skipIf(missing("python3", "-c", "import boto3"))("boto3", () => {
  it("reads and writes through all five services", async () => {
    const printed: unknown = JSON.parse(await output("python3", "-c", BOTO3));
    expect(printed).toEqual({
      updated: ALARM_ISO.replace("Z", "+00:00"),
      threshold: "50.0",
      policy: '{"a":"<&>"}',
      error: ["ResourceNotFound", 404],
      trails: ["main"],
      account: "123456789012",
    });
    const data = calls.findLast((call) => call.operation === "PutMetricData")?.input;
    expect(data).toHaveProperty("MetricData.length", 150);
  });
});
