import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { cisPatterns } from "../../bench/patterns.ts";
import { benchRecord } from "../../bench/records.ts";
import { compileNaive } from "../../src/pattern/naive.ts";
import { parsePattern } from "../../src/pattern/parse.ts";
import { CLI, type Server, startServer } from "../support/server.ts";
import { type Subscriber, startSubscriber } from "../support/subscriber.ts";

/*
 * Kills the server ten times at random points of an ingest of 200,000 records, starts it again each time, and then
 * compares: every event and every count against a slow recount, the history of every alarm against that of a run that
 * nobody disturbed, and what the subscriber heard against that history. `npm run chaos -- [seed] [minutes] [kills]`.
 */

const seed = Number(process.argv[2] ?? Date.now() % 1_000_000);
const MINUTES = Number(process.argv[3] ?? 200);
const KILLS = Number(process.argv[4] ?? 10);
const RECORDS_PER_MINUTE = 1000;
const START = Date.parse("2026-09-14T05:00:00Z");
const GROUP = "trail";
const REGION = "us-east-1";
const TOPIC = `arn:aws:sns:${REGION}:123456789012:alerts`;

/** How many things are compared at the end. */
const CHECKS = 5;
const random = generator(seed);
const folder = mkdtempSync(join(tmpdir(), "tocsin-chaos-"));
const records = join(folder, "records");
const messages = writeRecords();
process.stdout.write(`seed ${seed}: ${messages.length} records, ${KILLS} kills\n`);

const calm = await runOnce(0);
const killed = await runOnce(KILLS);
const failures = [
  ...compare("stored events", killed.events, messages.length),
  ...compare("counts per filter and minute", killed.counts, recount()),
  ...compare("alarm history", killed.history, calm.history),
  ...compare("transitions that the subscriber heard of", [...new Set(killed.heard)].sort(), killed.history),
  ...atMost("notifications heard twice", killed.heard.length - new Set(killed.heard).size, killed.kills),
];
rmSync(folder, { recursive: true });
process.stdout.write(
  `${killed.kills} kills, ${killed.history.length} transitions, ${killed.heard.length} notifications, ${
    killed.heard.length - new Set(killed.heard).size
  } of them twice\n`,
);
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
process.stdout.write(`${CHECKS - failures.length} passed, ${failures.length} failed\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

interface Outcome {
  readonly events: number;
  readonly counts: readonly string[];
  /** `alarm OLD->NEW time`, sorted. */
  readonly history: readonly string[];
  readonly heard: readonly string[];
  readonly kills: number;
}

async function runOnce(kills: number): Promise<Outcome> {
  const data = join(folder, `data-${kills}`);
  const port = await freePort();
  const start = () =>
    startServer(["--port", String(port), "--clock", "manual", "--clock-start", new Date(START).toISOString()], data);
  const subscriber = await startSubscriber();
  let server = await start();
  await buildChain(server, subscriber);

  let killsDone = 0;
  for (;;) {
    const ingest = spawn(process.execPath, [CLI, "ingest", "--replay", "--endpoint-url", server.url, records], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    ingest.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    const end = exitOf(ingest);
    if (killsDone < kills) {
      // Somewhere in what an undisturbed remainder would take, so that the kills spread over the whole ingest.
      const wait = 300 + random() * 3000;
      await Promise.race([end, new Promise((resolve) => setTimeout(resolve, wait))]);
      const whileIngesting = ingest.exitCode === null;
      await server.kill();
      killsDone += 1;
      process.stdout.write(
        `kill ${killsDone} after ${wait.toFixed(0)} ms, ${whileIngesting ? "in" : "after"} the ingest\n`,
      );
      ingest.kill("SIGKILL");
      await end;
      server = await start();
      continue;
    }
    const code = await end;
    if (code !== 0) throw new Error(`the ingest ended with ${code}: ${said.slice(-2000)}`);
    break;
  }
  await post(server, "/_tocsin/clock/advance", { to: new Date(START + (MINUTES + 20) * 60_000).toISOString() });
  const outcome = await readOutcome(server, subscriber, killsDone);
  await server.stop();
  await subscriber.close();
  return outcome;
}

async function buildChain(server: Server, subscriber: Subscriber): Promise<void> {
  await call(server, "Logs_20140328.CreateLogGroup", { logGroupName: GROUP });
  await call(server, "CloudTrail_20131101.CreateTrail", {
    Name: "management-events",
    S3BucketName: "bucket",
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:123456789012:log-group:${GROUP}:*`,
    CloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/r",
  });
  await query(server, { Action: "CreateTopic", Name: "alerts" });
  await query(server, { Action: "Subscribe", TopicArn: TOPIC, Protocol: "http", Endpoint: subscriber.url });
  await subscriber.until((message) => message.type === "SubscriptionConfirmation");
  for (;;) {
    const listed = await query(server, { Action: "ListSubscriptions" });
    if (!listed.includes("PendingConfirmation")) break;
  }
  for (const [control, filterPattern] of cisPatterns) {
    const metricTransformations = [{ metricName: control, metricNamespace: "CIS", metricValue: "1", defaultValue: 0 }];
    const filter = { logGroupName: GROUP, filterName: control, filterPattern, metricTransformations };
    await call(server, "Logs_20140328.PutMetricFilter", filter);
    await call(server, "GraniteServiceVersion20100801.PutMetricAlarm", {
      AlarmName: control,
      Namespace: "CIS",
      MetricName: control,
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "notBreaching",
      AlarmActions: [TOPIC],
      OKActions: [TOPIC],
    });
  }
  // Last, so that the trail does not tell of the rest.
  await call(server, "CloudTrail_20131101.StartLogging", { Name: "management-events" });
}

async function readOutcome(server: Server, subscriber: Subscriber, kills: number): Promise<Outcome> {
  let events = 0;
  let nextToken: string | undefined;
  do {
    const page = await call(server, "Logs_20140328.FilterLogEvents", {
      logGroupName: GROUP,
      // Without the engine's own records of how the chain was built.
      filterPattern: '{ $.userAgent = "aws-sdk-go*" }',
      ...optional({ nextToken }),
    });
    events += (page["events"] as unknown[]).length;
    nextToken = page["nextToken"] as string | undefined;
  } while (nextToken !== undefined);

  const counts: string[] = [];
  for (const [control] of cisPatterns) {
    const answer = await call(server, "GraniteServiceVersion20100801.GetMetricStatistics", {
      Namespace: "CIS",
      MetricName: control,
      StartTime: START / 1000,
      EndTime: START / 1000 + MINUTES * 60,
      Period: 60,
      Statistics: ["Sum", "SampleCount"],
    });
    for (const point of answer["Datapoints"] as { Timestamp: number; Sum: number; SampleCount: number }[]) {
      counts.push(`${control} ${point.Timestamp} ${point.Sum} of ${point.SampleCount}`);
    }
  }

  const history: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await call(server, "GraniteServiceVersion20100801.DescribeAlarmHistory", {
      HistoryItemType: "StateUpdate",
      MaxRecords: 100,
      ...optional({ NextToken }),
    });
    for (const item of page["AlarmHistoryItems"] as {
      AlarmName: string;
      HistorySummary: string;
      Timestamp: number;
    }[]) {
      const change = item.HistorySummary.replace("Alarm updated from ", "");
      if (!change.endsWith("INSUFFICIENT_DATA")) {
        history.push(`${item.AlarmName} ${change} ${new Date(item.Timestamp * 1000).toISOString()}`);
      }
    }
    NextToken = page["NextToken"] as string | undefined;
  } while (NextToken !== undefined);

  const heard = subscriber.received
    .filter((message) => message.type === "Notification")
    .map((message) => {
      const alarm = JSON.parse(String(message.body["Message"])) as Record<string, string>;
      const at = new Date(String(alarm["StateChangeTime"])).toISOString();
      return `${alarm["AlarmName"]} ${alarm["OldStateValue"]} to ${alarm["NewStateValue"]} ${at}`;
    });
  return { events, counts: counts.sort(), history: history.sort(), heard, kills };
}

/** Counts again, slowly: each record parsed and asked by the naive matcher, filter by filter. */
function recount(): readonly string[] {
  const lines: string[] = [];
  for (const [control, text] of cisPatterns) {
    const parsed = parsePattern(text);
    if (!parsed.ok) throw new Error(`the pattern of ${control} does not parse`);
    const matches = compileNaive(parsed.pattern);
    for (let minute = 0; minute < MINUTES; minute += 1) {
      const ofMinute = messages.slice(minute * RECORDS_PER_MINUTE, (minute + 1) * RECORDS_PER_MINUTE);
      const sum = ofMinute.filter((message) => matches(message)).length;
      lines.push(`${control} ${START / 1000 + minute * 60} ${sum} of ${RECORDS_PER_MINUTE}`);
    }
  }
  return lines.sort();
}

/** One delivered file a minute; two minutes of three hold nothing that rings, so that alarms come and go. */
function writeRecords(): readonly string[] {
  mkdirSync(records, { recursive: true });
  const all: string[] = [];
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const ofMinute: string[] = [];
    const quiet = random() < 0.66;
    while (ofMinute.length < RECORDS_PER_MINUTE) {
      const second = Math.floor((ofMinute.length / RECORDS_PER_MINUTE) * 60);
      const eventTime = new Date(START + minute * 60_000 + second * 1000).toISOString().replace(".000Z", "Z");
      const record = benchRecord(Math.floor(random() * 1e9), eventTime);
      if (quiet && /ConsoleLogin|AccessDenied|SecurityGroup|RolePolicy/.test(record)) continue;
      ofMinute.push(record);
    }
    all.push(...ofMinute);
    const name = `123456789012_CloudTrail_${REGION}_${String(minute).padStart(5, "0")}.json.gz`;
    writeFileSync(join(records, name), gzipSync(`{"Records":[${ofMinute.join(",")}]}`));
  }
  return all;
}

async function call(server: Server, target: string, input: object): Promise<Record<string, unknown>> {
  return post(server, "/", input, { "content-type": "application/x-amz-json-1.0", "x-amz-target": target });
}

async function post(
  server: Server,
  path: string,
  input: object,
  headers: Readonly<Record<string, string>> = { "content-type": "application/json" },
): Promise<Record<string, unknown>> {
  const response = await fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(input) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} ${headers["x-amz-target"] ?? ""}: HTTP ${response.status} ${text}`);
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

async function query(server: Server, parameters: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({ Version: "2010-03-31", ...parameters });
  const response = await fetch(server.url, { method: "POST", body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${parameters["Action"]}: HTTP ${response.status} ${text}`);
  return text;
}

function optional(members: Readonly<Record<string, string | undefined>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function compare(what: string, found: unknown, expected: unknown): readonly string[] {
  const [a, b] = [JSON.stringify(found, null, 1), JSON.stringify(expected, null, 1)];
  if (a === b) return [];
  const [found_, expected_] = [a.split("\n"), b.split("\n")];
  const at = found_.findIndex((line, n) => line !== expected_[n]);
  return [
    `${what}: first difference: found ${found_[at]}, expected ${expected_[at]} (${found_.length} / ${expected_.length})`,
  ];
}

function atMost(what: string, found: number, limit: number): readonly string[] {
  return found <= limit ? [] : [`${what}: ${found}, more than ${limit}`];
}

/** A small repeatable generator (mulberry32): the seed is printed, so that a failure can be run again. */
function generator(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
