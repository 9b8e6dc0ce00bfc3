import { readControl, readCorpus } from "../../src/cli/controls/library.ts";
import { messageOf } from "../../src/controls/corpus-record.ts";
import { awsJson } from "../support/server.ts";
import { scriptBlock } from "./blocks.ts";
import type { Session } from "./session.ts";
import { confirmByMail, passTenMinutes } from "./subscriber.ts";

const GROUP = "trail-group";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:security-alarms";
const CONTROL = readControl("console-signin-without-mfa");

const EXCEPTIONS = `formatVersion: 1
exceptions:
  - id: EX-1
    control: vpc-changes
    owner: network@example.com
    reason: Only the pipeline may change VPCs, and every change of it is reviewed.
    created: 2026-01-15
    expires: 2027-01-14
    evidence: [https://wiki.example.com/vpc-pipeline]
`;

/** What the examples of the help name: an engine with a chain in it, and the files. */
export async function prepareScene(session: Session): Promise<void> {
  const url = `http://127.0.0.1:${session.rewrite("4666")}`;
  await type(session, "tocsin serve --clock manual --clock-start 2026-03-02T08:00:00Z > engine.log 2>&1 &");
  await buildChain(url);
  await passTenMinutes(url);
  await confirmByMail(url);
  for (const [name, text] of Object.entries(files()))
    await type(session, `mkdir -p "$(dirname "${name}")"; cat > "${name}" <<'END'\n${text}\nEND\nchmod 600 "${name}"`);
  await type(session, `tocsin snapshot --endpoint-url ${url} --region us-east-1 --out account.json`);
  await type(session, "tocsin audit --snapshot account.json --output json > earlier.json || [ $? = 1 ]");
  // An example that names no endpoint means AWS: this says where AWS is, to Tocsin as to the AWS CLI.
  await type(session, `export AWS_ENDPOINT_URL=${url}`);
}

async function type(session: Session, script: string): Promise<void> {
  const { exitCode, output } = await session.run(scriptBlock(script));
  if (exitCode !== 0) throw new Error(`${script}\nended with ${exitCode}: ${output}`);
}

async function buildChain(url: string): Promise<void> {
  const logs = (operation: string, input: object): Promise<unknown> =>
    awsJson(url, `Logs_20140328.${operation}`, JSON.stringify(input));
  const cloudTrail = (operation: string, input: object): Promise<unknown> =>
    awsJson(url, `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${operation}`, JSON.stringify(input));
  await logs("CreateLogGroup", { logGroupName: GROUP });
  await cloudTrail("CreateTrail", {
    Name: "management-events",
    S3BucketName: "trail-bucket",
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}:*`,
    CloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/logs",
  });
  await cloudTrail("StartLogging", { Name: "management-events" });
  for (const { filterName, filterPattern, metricName } of CONTROL.recommended)
    await logs("PutMetricFilter", {
      logGroupName: GROUP,
      filterName,
      filterPattern,
      metricTransformations: [{ metricName, metricNamespace: "CloudTrailMetrics", metricValue: "1" }],
    });
  await sns(url, { Action: "CreateTopic", Name: "security-alarms" });
  await sns(url, { Action: "Subscribe", TopicArn: TOPIC, Protocol: "email", Endpoint: "security@example.com" });
  for (const { filterName, metricName } of CONTROL.recommended)
    await awsJson(
      url,
      "GraniteServiceVersion20100801.PutMetricAlarm",
      JSON.stringify({
        AlarmName: filterName,
        Namespace: "CloudTrailMetrics",
        MetricName: metricName,
        Statistic: "Sum",
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        AlarmActions: [TOPIC],
      }),
    );
}

async function sns(url: string, parameters: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ ...parameters, Version: "2010-03-31" }),
  });
  if (!answer.ok) throw new Error(`${parameters["Action"]}: HTTP ${answer.status} ${await answer.text()}`);
}

function files(): Readonly<Record<string, string>> {
  const corpus = new Map(readCorpus().map((record) => [record.id, record]));
  const messages = (ids: readonly string[]): readonly string[] =>
    ids.map((id) => {
      const record = corpus.get(id);
      if (record === undefined) throw new Error(`the corpus has no ${id}`);
      return messageOf(record);
    });
  const signIns = messages(["signin-v01-iam-user-password-only", "signin-v06-root-no-mfa"]);
  const others = messages(["signin-v16-switch-role", "portal-password-step"]);
  const key = { accessKeyId: "TOCSINABCDEFGHIJKLMN", secretAccessKey: "secret", created: "2026-03-02T08:00:00.000Z" };
  return {
    "AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/02/signins.json": `{"Records":[${signIns.join(",")}]}`,
    "event.json": signIns[0] ?? "",
    "events.jsonl": [...signIns, ...others].join("\n"),
    "signins.jsonl": signIns.join("\n"),
    "others.jsonl": others.join("\n"),
    "matched.jsonl": readControl("root-account-usage")
      .events.mustRing.map((id) => JSON.stringify({ id }))
      .join("\n"),
    "check.graphql": 'AWSMonitoring(filterPattern: "MFAUsed\\\\s*!=") { ...AssetFragment }',
    "exceptions.yaml": EXCEPTIONS,
    ".tocsin/access-keys.json": JSON.stringify({ version: 1, keys: [key] }),
    "../.aws/config": "[profile security-audit]\nregion = us-east-1",
    "../.aws/credentials": "[security-audit]\naws_access_key_id = any\naws_secret_access_key = any",
  };
}
