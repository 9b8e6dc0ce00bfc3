import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  type MetricDatum,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import { MINUTE, type Observations, type Stage } from "./scenario.ts";

const PROTOCOLS = {
  json: undefined,
  query: new AwsQueryProtocol({
    defaultNamespace: "com.amazonaws.cloudwatch",
    xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
    version: "2010-08-01",
  }),
  cbor: new AwsSmithyRpcV2CborProtocol({ defaultNamespace: "com.amazonaws.cloudwatch", awsQueryCompatible: true }),
} as const;

const Namespace = "Shop";
const Dimensions = [{ Name: "host", Value: "web-1" }];

/** The scenario through the AWS SDK for JavaScript, which compresses the larger bodies. */
export async function playJavascriptSdk(
  protocolName: keyof typeof PROTOCOLS,
  { endpoint, now }: Stage,
): Promise<Observations> {
  const protocol = PROTOCOLS[protocolName];
  const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "not-a-secret" };
  const settings = { endpoint, region: "us-east-1", credentials, maxAttempts: 1 };
  const client = new CloudWatchClient({ ...settings, ...(protocol === undefined ? {} : { protocol }) });
  const put = (...MetricData: readonly MetricDatum[]) =>
    client.send(new PutMetricDataCommand({ Namespace, MetricData: [...MetricData] }));
  const at = (since: number) => new Date(now + since);

  for (const [since, errors, requests] of [
    [-2 * MINUTE, 1, 10],
    [0, 5, 20],
  ] as const) {
    const Timestamp = at(since);
    await put(
      { MetricName: "errors", Dimensions, Timestamp, Value: errors },
      { MetricName: "requests", Dimensions, Timestamp, Value: requests },
    );
  }
  await put(
    ...Array.from({ length: 150 }, (_, n) => ({ MetricName: "bulk", Timestamp: at(0), Values: [n], Counts: [2] })),
  );
  await put({ MetricName: "mixed", Value: 1, Unit: "Seconds" }, { MetricName: "mixed", Value: 2, Unit: "Count" });
  await put(
    { MetricName: "fast", Timestamp: at(12_500), Value: 1, StorageResolution: 1 },
    { MetricName: "fast", Timestamp: at(31_000), Value: 2, StorageResolution: 1 },
  );

  const metric = (Id: string, MetricName: string, Stat: string, hosted = true): MetricDataQuery => ({
    Id,
    MetricStat: { Metric: { Namespace, MetricName, ...(hosted ? { Dimensions } : {}) }, Period: 60, Stat },
  });
  const range = { StartTime: at(-2 * MINUTE), EndTime: at(MINUTE) };
  const get = (queries: readonly MetricDataQuery[], more: { MaxDatapoints?: number; NextToken?: string } = {}) =>
    client.send(
      new GetMetricDataCommand({ MetricDataQueries: [...queries], ScanBy: "TimestampAscending", ...range, ...more }),
    );
  const answer = await get([
    { ...metric("errors", "errors", "Sum"), ReturnData: false },
    { ...metric("requests", "requests", "Sum"), ReturnData: false },
    { Id: "rate", Expression: "100 * errors / requests", Label: "error rate" },
    { Id: "filled", Expression: "FILL(errors, 0)" },
    metric("trimmed", "bulk", "TM(0%:100%)", false),
  ]);
  const filled = [metric("errors", "errors", "Sum"), { Id: "none", Expression: "IF(errors > 4, errors)" }];
  const first = await get(filled, { MaxDatapoints: 2 });
  const second = await get(filled, { MaxDatapoints: 2, NextToken: first.NextToken ?? "" });
  const mixed = await get([metric("mixed", "mixed", "Sum", false)]);
  const fast = await client.send(
    new GetMetricStatisticsCommand({
      Namespace,
      MetricName: "fast",
      Period: 10,
      Statistics: ["Sum"],
      StartTime: at(0),
      EndTime: at(MINUTE),
    }),
  );
  const listed = await client.send(new ListMetricsCommand({ Namespace }));
  const refused = async (call: Promise<unknown>, read: "name" | "message"): Promise<string> => {
    const error: unknown = await call.catch((reason: unknown) => reason);
    return error instanceof Error ? error[read] : "not refused";
  };

  return {
    metrics: (listed.Metrics ?? [])
      .map((found) =>
        [found.MetricName, ...(found.Dimensions ?? []).map(({ Name, Value }) => `${Name}=${Value}`)].join(" "),
      )
      .sort(),
    results: (answer.MetricDataResults ?? []).map((result) => ({
      id: result.Id ?? "",
      label: result.Label ?? "",
      status: result.StatusCode ?? "",
      points: (result.Timestamps ?? []).map((time, index) => [time.getTime() - now, result.Values?.[index] ?? 0]),
    })),
    pages: [first, second].map(({ MetricDataResults = [] }) =>
      MetricDataResults.reduce((count, { Values = [] }) => count + Values.length, 0),
    ),
    seconds: (fast.Datapoints ?? []).map(({ Timestamp, Sum }) => [(Timestamp?.getTime() ?? 0) - now, Sum ?? 0]),
    messages: (mixed.MetricDataResults ?? []).flatMap(({ Messages = [] }) =>
      Messages.map(({ Code, Value }) => `${Code}: ${Value}`),
    ),
    refusals: {
      expression: await refused(
        get([metric("errors", "errors", "Sum"), { Id: "e1", Expression: "errors +" }]),
        "message",
      ),
      value: await refused(put({ MetricName: "bulk", Values: [1, 2], Counts: [1] }), "message"),
      token: await refused(get([metric("errors", "errors", "Sum")], { NextToken: "x" }), "name"),
    },
  };
}
