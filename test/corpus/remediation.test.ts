import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readControl, readCorpus } from "../../src/cli/controls/library.ts";
import { messageOf } from "../../src/controls/corpus-record.ts";
import { auditSteps, remediationPaths, type Step } from "../../src/controls/procedure.ts";
import { awsJson, CLI, type Server, startServer } from "../support/server.ts";

const run = promisify(execFile);
const hasAws = spawnSync("aws", ["--version"]).status === 0;
if (!hasAws)
  process.stdout.write("skipped: the commands of the pages need the AWS CLI, and `aws` is not on the PATH\n");

const START = "2026-03-02T08:00:00Z";
const GROUP = "trail-group";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:security-alarms";

describe.runIf(hasAws)("the commands of a control's page, typed into a shell", () => {
  const control = readControl("console-signin-without-mfa");
  let server: Server;
  beforeAll(async () => {
    server = await startServer(["--clock", "manual", "--clock-start", START]);
    await awsJson(server.url, "Logs_20140328.CreateLogGroup", JSON.stringify({ logGroupName: GROUP }));
    await awsJson(
      server.url,
      "Logs_20140328.CreateLogStream",
      JSON.stringify({ logGroupName: GROUP, logStreamName: "s" }),
    );
  });
  afterAll(() => server.stop());

  const type = async (steps: readonly Step[]): Promise<string> => {
    const commands = steps.flatMap((step) => step.commands).filter((command) => !command.startsWith("tocsin "));
    const { stdout } = await run("bash", ["-euc", commands.join("\n")], {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: server.url,
        AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
        AWS_SECRET_ACCESS_KEY: "not-a-secret",
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_PAGER: "",
        LOG_GROUP: GROUP,
        TOPIC_ARN: TOPIC,
        EMAIL: "security@example.com",
        TRAIL: "management-events",
      },
    });
    return stdout;
  };

  it("build a chain that goes off when a record arrives that must ring", async () => {
    const [path] = remediationPaths(control);
    expect(await type(path?.steps ?? [])).toContain("pending confirmation");

    const signIn = readCorpus().find(({ id }) => id === "signin-v01-iam-user-password-only");
    if (signIn === undefined) throw new Error("the corpus has no V1");
    const logEvents = [{ timestamp: Date.parse(START), message: messageOf(signIn) }];
    await awsJson(
      server.url,
      "Logs_20140328.PutLogEvents",
      JSON.stringify({ logGroupName: GROUP, logStreamName: "s", logEvents }),
    );
    await run(process.execPath, [CLI, "clock", "advance", "10m", "--endpoint-url", server.url]);
    const history = await awsJson(server.url, "GraniteServiceVersion20100801.DescribeAlarmHistory", "{}");
    expect(JSON.stringify(history)).toContain(`Successfully executed action ${TOPIC}`);
  });

  it("show an auditor that chain", async () => {
    await awsJson(
      server.url,
      "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.CreateTrail",
      JSON.stringify({ Name: "management-events", S3BucketName: "trail-bucket", IsMultiRegionTrail: true }),
    );
    const shown = await type(auditSteps(control));
    for (const part of ["management-events", "filterPattern", '"AlarmName": "console-signin-without-mfa"', "Pending"])
      expect(shown).toContain(part);
  });
});
