import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CloudTrailClient, DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCESS_KEYS_FILE, newAccessKey, printAccessKeys } from "../../../src/aws/access-keys.ts";
import { createEngine, type Engine } from "../../../src/engine/create.ts";

/*
 * Real clients against an engine that takes nothing unsigned: what each of them signs, over every protocol and with a
 * compressed body, is verified; and each of them understands why it is refused.
 */
const run = promisify(execFile);
const key = newAccessKey(0);
let folder: string;
let engine: Engine;
let endpoint: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-auth-"));
  const accessKeys = join(folder, ACCESS_KEYS_FILE);
  writeFileSync(accessKeys, printAccessKeys([key]));
  engine = await createEngine({ authentication: { mode: "strict", accessKeys } });
  endpoint = (await engine.listen({ host: "127.0.0.1", port: 0 })).url;
});

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

function missing(command: string, ...args: readonly string[]): boolean {
  const absent = spawnSync(command, args).status !== 0;
  if (absent) console.warn(`skipped: ${command} ${args.join(" ")} does not run here`);
  return absent;
}

function environment(secretAccessKey: string, accessKeyId = key.accessKeyId): NodeJS.ProcessEnv {
  return {
    ...process.env,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: "eu-central-1",
    AWS_ENDPOINT_URL: endpoint,
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
  };
}

/** Standard output, or what the client said of its failure. */
async function said(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  try {
    return (await run(command, args, { env })).stdout.trim();
  } catch (error) {
    return error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
  }
}

describe.skipIf(missing("aws", "--version"))("the AWS CLI", () => {
  it("is known by its signature, and told why not", async () => {
    const commands = [
      "logs create-log-group --log-group-name cli/group",
      "cloudwatch put-metric-data --namespace N --metric-name M --value 1.5",
      "sns create-topic --name cli --query TopicArn --output text",
      "cloudtrail describe-trails --query length(trailList)",
      "sts get-caller-identity --query Account --output text",
    ];
    const answers = await Promise.all(
      commands.map((command) => said("aws", command.split(" "), environment(key.secretAccessKey))),
    );
    expect(answers).toEqual(["", "", "arn:aws:sns:eu-central-1:123456789012:cli", "0", "123456789012"]);
    const [guessed, unknown] = await Promise.all([
      said("aws", ["sns", "list-topics"], environment("guess")),
      said("aws", ["logs", "describe-log-groups"], environment("guess", "AKIDEXAMPLE")),
    ]);
    expect(guessed).toContain("(SignatureDoesNotMatch)");
    expect(unknown).toContain("(UnrecognizedClientException)");
  }, 120_000);
});

const BOTO3 = `
import boto3, json, urllib.request, urllib.error
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError
boto3.client("logs").create_log_group(logGroupName="boto/group", tags={"k": "é +-="})
data = [{"MetricName": "metric-%d-%s" % (n, "x" * 40), "Value": n} for n in range(400)]
boto3.client("cloudwatch").put_metric_data(Namespace="N", MetricData=data)
topic = boto3.client("sns").create_topic(Name="boto", Attributes={"DisplayName": "a+b &=~*'()"})["TopicArn"]
url = boto3.client("sts").generate_presigned_url("get_caller_identity", HttpMethod="GET")
with urllib.request.urlopen(url) as answer: presigned = answer.status
try:
    urllib.request.urlopen(url[:-1] + ("0" if url[-1] != "0" else "1"))
except urllib.error.HTTPError as error: forged = error.code
try:
    boto3.client("cloudtrail", config=Config(signature_version=UNSIGNED)).describe_trails()
except ClientError as error: unsigned = error.response["Error"]["Code"]
print(json.dumps([topic, presigned, forged, unsigned]))
`;

describe.skipIf(missing("python3", "-c", "import boto3"))("boto3", () => {
  it("is known by its signature: compressed, presigned, with characters that need escapes", async () => {
    const answer = await said("python3", ["-c", BOTO3], environment(key.secretAccessKey));
    expect(JSON.parse(answer)).toEqual([
      "arn:aws:sns:eu-central-1:123456789012:boto",
      200,
      403,
      "MissingAuthenticationTokenException",
    ]);
  }, 120_000);
});

describe("the AWS SDK for JavaScript", () => {
  const settings = (secretAccessKey = key.secretAccessKey) => ({
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: key.accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });

  it("is known by its signature over JSON, queries and CBOR", async () => {
    const protocol = new AwsSmithyRpcV2CborProtocol({
      defaultNamespace: "com.amazonaws.cloudwatch",
      awsQueryCompatible: true,
    });
    const MetricData = Array.from({ length: 400 }, (_, n) => ({ MetricName: `m-${n}-${"x".repeat(40)}`, Value: n }));
    const metrics = new PutMetricDataCommand({ Namespace: "N", MetricData });
    const one = new PutMetricDataCommand({ Namespace: "N", MetricData: [{ MetricName: "M", Value: 1 }] });
    const answers = await Promise.all([
      new CloudWatchLogsClient(settings()).send(new CreateLogGroupCommand({ logGroupName: "js/group" })),
      new CloudWatchClient(settings()).send(metrics),
      new CloudWatchClient({ ...settings(), protocol }).send(one),
      new SNSClient(settings()).send(new CreateTopicCommand({ Name: "js" })),
      new CloudTrailClient(settings()).send(new DescribeTrailsCommand({})),
      new STSClient(settings()).send(new GetCallerIdentityCommand({})),
    ]);
    expect(answers.map(({ $metadata }) => $metadata.httpStatusCode)).toEqual([200, 200, 200, 200, 200, 200]);
  });

  it("is told why not", async () => {
    const logs = new CloudWatchLogsClient(settings("guess")).send(new CreateLogGroupCommand({ logGroupName: "g" }));
    await expect(logs).rejects.toMatchObject({ name: "InvalidSignatureException" });
    const sns = new SNSClient(settings("guess")).send(new CreateTopicCommand({ Name: "t" }));
    await expect(sns).rejects.toMatchObject({ name: "SignatureDoesNotMatch", $metadata: { httpStatusCode: 403 } });
  });
});
