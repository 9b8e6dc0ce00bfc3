import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import { composite, math, type Observations } from "./scenario.ts";

const PROTOCOLS = {
  json: undefined,
  query: new AwsQueryProtocol({
    defaultNamespace: "com.amazonaws.cloudwatch",
    xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
    version: "2010-08-01",
  }),
  cbor: new AwsSmithyRpcV2CborProtocol({ defaultNamespace: "com.amazonaws.cloudwatch", awsQueryCompatible: true }),
} as const;

/** The scenario through the AWS SDK for JavaScript. */
export async function playJavascriptSdk(protocolName: keyof typeof PROTOCOLS, endpoint: string): Promise<Observations> {
  const protocol = PROTOCOLS[protocolName];
  const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "not-a-secret" };
  const settings = { endpoint, region: "us-east-1", credentials, maxAttempts: 1 };
  const client = new CloudWatchClient({ ...settings, ...(protocol === undefined ? {} : { protocol }) });
  const page = async () => {
    const names = { AlarmNames: ["page"], AlarmTypes: ["CompositeAlarm" as const] };
    const { CompositeAlarms = [] } = await client.send(new DescribeAlarmsCommand(names));
    return CompositeAlarms[0];
  };
  await client.send(new PutMetricAlarmCommand(math));
  await client.send(new PutCompositeAlarmCommand(composite));
  const first = await page();
  await client.send(new SetAlarmStateCommand({ AlarmName: "rate", StateValue: "ALARM", StateReason: "drill" }));
  const then = await page();
  const described = await client.send(new DescribeAlarmsCommand({ AlarmNames: ["rate"] }));
  const { AlarmHistoryItems = [] } = await client.send(
    new DescribeAlarmHistoryCommand({
      AlarmName: "page",
      AlarmTypes: ["CompositeAlarm"],
      ScanBy: "TimestampAscending",
    }),
  );
  const ResourceARN = first?.AlarmArn ?? "";
  await client.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: "tier", Value: "1" }] }));
  await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["team"] }));
  const { Tags: tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceARN }));
  const parents = await client.send(new DescribeAlarmsCommand({ ParentsOfAlarmName: "rate" }));
  const remove = (name: string) => client.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
  const refusal: unknown = await remove("rate").catch((error: unknown) => error);
  await remove("page");
  await remove("rate");
  const left = await client.send(new DescribeAlarmsCommand({ AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }));
  return {
    states: [first?.StateValue ?? "", then?.StateValue ?? ""],
    suppressedBy: then?.ActionsSuppressedBy ?? "",
    queries: (described.MetricAlarms?.[0]?.Metrics ?? []).map(({ Id }) => Id ?? ""),
    history: AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary ?? ""),
    tags: tags.map(({ Key = "", Value = "" }) => ({ Key, Value })),
    parents: (parents.CompositeAlarms ?? []).map(({ AlarmName }) => AlarmName ?? ""),
    refusal: refusal instanceof Error ? refusal.message : "",
    left: (left.MetricAlarms ?? []).length + (left.CompositeAlarms ?? []).length,
  };
}
