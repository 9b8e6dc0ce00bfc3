import { CloudTrailClient, DescribeTrailsCommand, StartLoggingCommand } from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchClient,
  type CloudWatchClientConfig,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DescribeMetricFiltersCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  PublishCommand,
  SNSClient,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testHandler } from "../../../src/aws/handler.testing.ts";
import { ALARM_ISO, fixedAnswer } from "./outputs.testing.ts";
import { listen } from "./server.testing.ts";

const { handle, calls } = testHandler(fixedAnswer);
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  server = await listen(handle);
});

afterAll(async () => {
  await server.close();
});

function config(): {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  maxAttempts: number;
} {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  return { endpoint: server.url, region: "eu-west-1", credentials, maxAttempts: 1 };
}

const cbor: Pick<CloudWatchClientConfig, "protocol"> = {
  protocol: new AwsSmithyRpcV2CborProtocol({ defaultNamespace: "com.amazonaws.cloudwatch", awsQueryCompatible: true }),
};

describe.each([
  ["awsJson1_0", {}],
  ["rpcv2Cbor", cbor],
])("the CloudWatch client over %s", (_protocol, extra) => {
  const client = (): CloudWatchClient => new CloudWatchClient({ ...config(), ...extra });

  it("reads alarms with doubles, empty lists, escapes and times", async () => {
    const { MetricAlarms, CompositeAlarms } = await client().send(new DescribeAlarmsCommand({ AlarmNames: ["a"] }));
    expect(CompositeAlarms).toEqual([]);
    expect(MetricAlarms?.[0]).toMatchObject({ AlarmName: 'root <usage> & "more" é\r\n', Threshold: 50, OKActions: [] });
    expect(MetricAlarms?.[0]?.StateUpdatedTimestamp?.toISOString()).toBe(ALARM_ISO);
    expect(MetricAlarms?.[0]).not.toHaveProperty("AlarmDescription");
  });

  it("reads datapoints with maps of doubles", async () => {
    const answer = await client().send(
      new GetMetricStatisticsCommand({
        Namespace: "N",
        MetricName: "M",
        StartTime: new Date(0),
        EndTime: new Date(60_500),
        Period: 60,
        Statistics: ["Sum"],
      }),
    );
    expect(answer.Datapoints).toEqual([{ Timestamp: new Date(ALARM_ISO), Sum: 3, ExtendedStatistics: { p99: 1.25 } }]);
    expect(calls.at(-1)?.input).toMatchObject({ StartTime: 0, EndTime: 60_500 });
  });

  it("takes an answer without a body for an operation that answers nothing", async () => {
    const answer = await client().send(new DeleteAlarmsCommand({ AlarmNames: ["a"] }));
    expect(answer.$metadata).toMatchObject({ httpStatusCode: 200, requestId: "request-1" });
  });

  it("sees an error by its shape, its query code and its modelled status", async () => {
    const sent = client().send(new SetAlarmStateCommand({ AlarmName: "a", StateValue: "OK", StateReason: "r" }));
    await expect(sent).rejects.toMatchObject({
      name: "ResourceNotFound",
      Error: { Code: "ResourceNotFound", Type: "Sender" },
      $metadata: { httpStatusCode: 404 },
    });
  });

  it("sees a validation error by both of its names", async () => {
    const sent = client().send(
      new SetAlarmStateCommand({
        AlarmName: "a",
        // The value a user mistypes, which the client's types forbid.
        StateValue: JSON.parse('"INVALID"'),
        StateReason: "r",
      }),
    );
    await expect(sent).rejects.toMatchObject({
      name: "ValidationException",
      Error: { Code: "ValidationError" },
      message:
        "1 validation error detected: Value 'INVALID' at 'stateValue' failed to satisfy constraint: " +
        "Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]",
    });
  });

  it("sends alarms that arrive as they were written", async () => {
    const input = {
      AlarmName: "a",
      MetricName: "M",
      Namespace: "N",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 2,
      Threshold: 0.5,
      ComparisonOperator: "GreaterThanThreshold",
    } as const;
    await client().send(new PutMetricAlarmCommand(input));
    expect(calls.at(-1)).toMatchObject({ input, scope: { region: "eu-west-1" }, signed: true, service: "cloudwatch" });
  });
});

describe("the other JavaScript clients", () => {
  // Over JSON only: over CBOR this SDK version declares the length before compression and never completes its request.
  it("CloudWatch compresses a large PutMetricData, which arrives whole", async () => {
    const MetricData = Array.from({ length: 400 }, (_, index) => ({
      MetricName: `metric-${index}-${"x".repeat(40)}`,
      Value: index,
    }));
    await new CloudWatchClient(config()).send(new PutMetricDataCommand({ Namespace: "N", MetricData }));
    expect(calls.at(-1)?.input).toEqual({ Namespace: "N", MetricData });
  });

  it("CloudWatch Logs reads metric filters and sends events", async () => {
    const client = new CloudWatchLogsClient(config());
    const { metricFilters } = await client.send(new DescribeMetricFiltersCommand({}));
    expect(metricFilters?.[0]?.metricTransformations?.[0]).toMatchObject({ defaultValue: 0, dimensions: { d: "$.x" } });
    const logEvents = [{ timestamp: 1_700_000_000_000, message: "é\n" }];
    await client.send(new PutLogEventsCommand({ logGroupName: "g", logStreamName: "s", logEvents }));
    expect(calls.at(-1)?.input).toEqual({ logGroupName: "g", logStreamName: "s", logEvents });
    await expect(client.send(new DeleteLogGroupCommand({ logGroupName: "g" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "The specified log group does not exist.",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("SNS reads maps, sends attributes with their own entry names, and sees 404 as NotFound", async () => {
    const client = new SNSClient(config());
    const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn: "arn" }));
    expect(Attributes).toEqual({ DisplayName: "", Policy: '{"a":"<&>"}' });
    const MessageAttributes = {
      a: { DataType: "String", StringValue: "v" },
      b: { DataType: "Binary", BinaryValue: new Uint8Array([0, 255]) },
    };
    await client.send(new PublishCommand({ TopicArn: "arn", Message: "m", MessageAttributes }));
    expect(calls.at(-1)?.input).toEqual({ TopicArn: "arn", Message: "m", MessageAttributes });
    await client.send(new UnsubscribeCommand({ SubscriptionArn: "arn" }));
    await expect(client.send(new DeleteTopicCommand({ TopicArn: "arn" }))).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Topic does not exist",
      $metadata: { httpStatusCode: 404 },
    });
  });

  it("CloudTrail and STS are reached by their own targets", async () => {
    const trails = await new CloudTrailClient(config()).send(new DescribeTrailsCommand({}));
    expect(trails.trailList).toEqual([{ Name: "main", IsMultiRegionTrail: true }]);
    await new CloudTrailClient(config()).send(new StartLoggingCommand({ Name: "main" }));
    const identity = await new STSClient(config()).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ Account: "123456789012", Arn: "arn:aws:iam::123456789012:root" });
  });
});
