import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createEngine, type Engine } from "../src/engine/create.ts";
import { CLI } from "../test/support/server.ts";
import { cisPatterns } from "./patterns.ts";
import { report } from "./statistics.ts";

/* `tocsin audit` of a large account, all controls, in a process of its own; the account is an engine in this process. */
const ACCOUNT = "123456789012";
const REGIONS = [
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "ca-central-1",
  "sa-east-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "eu-central-1",
  "eu-north-1",
  "ap-south-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-southeast-1",
  "ap-southeast-2",
] as const;
const HOME = REGIONS[0];
const LOG_GROUPS = 500;
const FILTERS = 2000;
/** Filters on the log group of a region's trail; the quota is 100. */
const ON_TRAIL = 60;
const BAR_SECONDS = 20;
const BAR_MB = 300;

const engine = await createEngine({ clock: "manual", clockStart: Date.parse("2026-11-21T10:00:00Z") });
for (const [index, region] of REGIONS.entries()) await fill(engine, region, index);
const { url } = await engine.listen({ host: "127.0.0.1", port: 0 });
const { seconds, megabytes, findings } = await audit(url);
await engine.close();

const size = `${LOG_GROUPS} log groups, ${FILTERS} filters and alarms`;
report(`audit of ${size}: wall time`, `${seconds.toFixed(1)} s`, `${BAR_SECONDS} s`, seconds <= BAR_SECONDS);
report("the same: peak resident memory", `${Math.round(megabytes)} MB`, `${BAR_MB} MB`, megabytes <= BAR_MB);
report("the same: findings", String(findings), "one a control", findings >= cisPatterns.length);

/** One region's share: log groups, a trail to the first of them, filters, an alarm for each, a topic that is heard. */
async function fill(target: Engine, region: string, index: number): Promise<void> {
  const ask = (service: "logs" | "cloudwatch" | "sns" | "cloudtrail", operation: string, input: object) =>
    target.request(service, operation, input, region);
  const groups = shareOf(LOG_GROUPS, index);
  for (let n = 0; n < groups; n += 1) await ask("logs", "CreateLogGroup", { logGroupName: `group-${n}` });
  await ask("cloudtrail", "CreateTrail", {
    Name: `trail-${region}`,
    S3BucketName: "trail-logs",
    IsMultiRegionTrail: region === HOME,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${region}:${ACCOUNT}:log-group:group-0:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/trail-to-logs`,
  });
  await ask("sns", "CreateTopic", { Name: "alerts" });
  const TopicArn = `arn:aws:sns:${region}:${ACCOUNT}:alerts`;
  await ask("sns", "Subscribe", { TopicArn, Protocol: "sqs", Endpoint: `arn:aws:sqs:${region}:${ACCOUNT}:alerts` });
  const filters = shareOf(FILTERS, index);
  for (let n = 0; n < filters; n += 1) {
    const [control, filterPattern] = cisPatterns[n % cisPatterns.length] ?? ["", ""];
    const metricName = `${control}-${n}`;
    await ask("logs", "PutMetricFilter", {
      logGroupName: n < ON_TRAIL ? "group-0" : `group-${1 + (n % (groups - 1))}`,
      filterName: metricName,
      filterPattern,
      metricTransformations: [{ metricNamespace: "CIS", metricName, metricValue: "1" }],
    });
    await ask("cloudwatch", "PutMetricAlarm", {
      AlarmName: metricName,
      Namespace: "CIS",
      MetricName: metricName,
      Statistic: "Sum",
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "notBreaching",
      AlarmActions: [TopicArn],
    });
  }
  // Last: what made the chain is not told through it.
  await ask("cloudtrail", "StartLogging", { Name: `trail-${region}` });
}

function shareOf(total: number, index: number): number {
  return Math.floor(total / REGIONS.length) + (index < total % REGIONS.length ? 1 : 0);
}

async function audit(endpoint: string): Promise<{ seconds: number; megabytes: number; findings: number }> {
  const regions = REGIONS.flatMap((region) => ["--region", region]);
  const began = performance.now();
  const child = spawn(process.execPath, [CLI, "audit", "--endpoint-url", endpoint, ...regions, "--output", "json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, peakMegabytes(child.pid ?? 0));
  }, 20);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => {
    child.once("close", resolve);
  });
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  const { findings } = JSON.parse(Buffer.concat(chunks).toString()) as { readonly findings: readonly object[] };
  return { seconds, megabytes, findings: findings.length };
}

/** What a process has ever had in memory; 0 once it has ended. */
function peakMegabytes(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
