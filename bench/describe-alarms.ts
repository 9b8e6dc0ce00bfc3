import { startServer } from "../test/support/server.ts";
import { median, report } from "./statistics.ts";

/* Every page of DescribeAlarms, over HTTP in JSON, from a server in a process of its own that has many alarms. */
const ALARMS = 10_000;
const PAGE = 100;
const ROUNDS = 5;
const BAR_MS = 50;
const PUT_AT_ONCE = 50;

interface Page {
  readonly MetricAlarms: readonly unknown[];
  readonly NextToken?: string;
}

async function ask(url: string, operation: string, input: object): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `GraniteServiceVersion20100801.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${operation}: HTTP ${response.status} ${text}`);
  return text;
}

function alarm(n: number): object {
  return {
    AlarmName: `alarm-${String(n).padStart(5, "0")}`,
    AlarmDescription: "Rings when somebody does what nobody should.",
    MetricName: `metric-${n}`,
    Namespace: "Bench",
    Dimensions: [{ Name: "InstanceId", Value: `i-${n}` }],
    Statistic: "Sum",
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    TreatMissingData: "notBreaching",
    AlarmActions: ["arn:aws:sns:us-east-1:123456789012:alerts"],
  };
}

/** Milliseconds of each page, from the request to the last byte of its answer. */
async function pages(url: string): Promise<readonly number[]> {
  const times: number[] = [];
  let seen = 0;
  let token: string | undefined;
  do {
    const began = performance.now();
    const text = await ask(url, "DescribeAlarms", {
      MaxRecords: PAGE,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    times.push(performance.now() - began);
    const page = JSON.parse(text) as Page;
    seen += page.MetricAlarms.length;
    token = page.NextToken;
  } while (token !== undefined);
  if (seen !== ALARMS) throw new Error(`${seen} alarms instead of ${ALARMS}`);
  return times;
}

/** Milliseconds of a request that the server answers without a look at anything: what HTTP itself costs here. */
async function emptyRequests(url: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < 200; n += 1) {
    const began = performance.now();
    await (await fetch(`${url}/healthz`)).text();
    times.push(performance.now() - began);
  }
  return times;
}

const server = await startServer();
for (let from = 0; from < ALARMS; from += PUT_AT_ONCE) {
  await Promise.all(Array.from({ length: PUT_AT_ONCE }, (_, n) => ask(server.url, "PutMetricAlarm", alarm(from + n))));
}
const times: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) times.push(...(await pages(server.url)));
const empty = median(await emptyRequests(server.url));
await server.stop();
const middle = median(times);
const worst = Math.max(...times);
report(`DescribeAlarms, ${PAGE} of ${ALARMS}, median`, `${middle.toFixed(1)} ms`, `${BAR_MS} ms`, middle < BAR_MS);
report("  worst page", `${worst.toFixed(1)} ms`, `${BAR_MS} ms`, worst < BAR_MS);
process.stdout.write(
  `    ${(middle / empty).toFixed(1)} x a request that only asks for health (${empty.toFixed(2)} ms)\n`,
);
