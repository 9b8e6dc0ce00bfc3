import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { awsJson, startServer } from "../test/support/server.ts";
import { report } from "./statistics.ts";

/*
 * Small requests of the kind that consoles, Terraform and agents send all day, in two protocols, against a server in a
 * process of its own. The clients are processes of their own too, so that what is measured is the server.
 */
const WARM_UP = 3000;
const REQUESTS = 20_000;
const CONNECTIONS = 8;
const BAR = 2000;

interface Small {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const ALARM = { AlarmName: "a", MetricName: "M", Namespace: "N", Statistic: "Sum", Period: 60, EvaluationPeriods: 1 };
const THRESHOLD = { Threshold: 1, ComparisonOperator: "GreaterThanThreshold" };
const TOPIC = "arn:aws:sns:us-east-1:123456789012:t";

function json(target: string, input: object): Small {
  const version = target.startsWith("Granite") ? "1.0" : "1.1";
  const headers = { "content-type": `application/x-amz-json-${version}`, "x-amz-target": target };
  return { headers, body: JSON.stringify(input) };
}

function query(form: Readonly<Record<string, string>>): Small {
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  return { headers, body: new URLSearchParams(form).toString() };
}

const MIX: readonly Small[] = [
  json("GraniteServiceVersion20100801.DescribeAlarms", { AlarmNames: ["a"] }),
  json("GraniteServiceVersion20100801.PutMetricData", { Namespace: "N", MetricData: [{ MetricName: "M", Value: 1 }] }),
  query({ Action: "GetTopicAttributes", Version: "2010-03-31", TopicArn: TOPIC }),
  json("Logs_20140328.DescribeMetricFilters", { logGroupName: "g" }),
  query({ Action: "DescribeAlarms", Version: "2010-08-01", "AlarmNames.member.1": "a" }),
  query({
    Action: "PutMetricData",
    Version: "2010-08-01",
    Namespace: "N",
    "MetricData.member.1.MetricName": "M",
    "MetricData.member.1.Value": "1",
  }),
];

/** The client process: sends `count` requests over a few connections, each waiting for its answer. */
async function play(url: string, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = 0;
  const connection = async (): Promise<void> => {
    for (let number = next++; number < count; number = next++) {
      const small = MIX[number % MIX.length];
      if (small !== undefined) await send(url, agent, small);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
}

function send(url: string, agent: Agent, { headers, body }: Small): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { method: "POST", agent, headers: { ...headers, "content-length": Buffer.byteLength(body) } };
    const outgoing = request(url, options, (answer) => {
      answer.resume();
      answer.on("end", () => (answer.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`))));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Time on the processor of a process so far, seconds. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function fromAnotherProcess(url: string, count: number): Promise<number> {
  const client: ChildProcess = fork(fileURLToPath(import.meta.url), [url, String(count)]);
  const began = await new Promise<number>((resolve) => {
    client.once("message", () => resolve(performance.now()));
  });
  const code = await new Promise((resolve) => {
    client.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`the client ended with code ${String(code)}`);
  return (performance.now() - began) / 1000;
}

async function measure(): Promise<void> {
  const server = await startServer();
  const pid = server.process.pid ?? 0;
  await awsJson(server.url, "Logs_20140328.CreateLogGroup", '{"logGroupName":"g"}');
  const transformation = { metricName: "M", metricNamespace: "N", metricValue: "1" };
  const filter = {
    logGroupName: "g",
    filterName: "f",
    filterPattern: "ERROR",
    metricTransformations: [transformation],
  };
  await awsJson(server.url, "Logs_20140328.PutMetricFilter", JSON.stringify(filter));
  await awsJson(server.url, "GraniteServiceVersion20100801.PutMetricAlarm", JSON.stringify({ ...ALARM, ...THRESHOLD }));
  await fetch(`${server.url}/?Action=CreateTopic&Version=2010-03-31&Name=t`);
  await fromAnotherProcess(server.url, WARM_UP);
  const before = processorTime(pid);
  const seconds = await fromAnotherProcess(server.url, REQUESTS);
  const busy = processorTime(pid) - before;
  const memory = server.memory();
  await server.stop();
  const rate = REQUESTS / seconds;
  const ofCore = REQUESTS / busy;
  report("small requests, 8 connections", `${rate.toFixed(0)} /s`, `${BAR} /s`, rate >= BAR);
  report("  per second of the server's processor time", ofCore.toFixed(0), `${BAR}`, ofCore >= BAR);
  report("  resident memory after them", `${(memory / 1e6).toFixed(0)} MB`, "200 MB", memory < 200e6);
}

const [url, count] = process.argv.slice(2);
if (url === undefined) {
  await measure();
} else {
  process.send?.("started");
  await play(url, Number(count));
  process.disconnect();
}
