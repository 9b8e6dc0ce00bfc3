import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  CreateTopicCommand,
  ListTagsForResourceCommand,
  PublishBatchCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Server, startServer } from "../support/server.ts";
import { type Queues, startQueues } from "./sns/queues.ts";

const needs = [
  ["moto_server", "--help"],
  ["python3", "-c", "import boto3"],
] as const;
const missing = needs.filter(([command, ...args]) => spawnSync(command, args, { stdio: "ignore" }).status !== 0);
for (const command of missing) process.stdout.write(`skipped: nothing answers to \`${command.join(" ")}\`\n`);

describe.skipIf(missing.length > 0)("topics with real clients and real queues", () => {
  let queues: Queues;
  let server: Server;

  beforeAll(async () => {
    queues = await startQueues();
    server = await startServer(["--sqs-endpoint-url", queues.url]);
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    queues.stop();
  });

  it("boto3: attributes, tags, permissions, filters, batches, dead letters and FIFO", async () => {
    const program = fileURLToPath(new URL("sns/boto3_topics.py", import.meta.url));
    const input = JSON.stringify({ endpoint: server.url, queues: queues.url });
    const { stdout, stderr, status } = spawnSync("python3", [program], { input, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toEqual({
      policyKept: true,
      tags: [{ Key: "owner", Value: "me" }],
      labels: ["__default_statement_ID", "one"],
      batch: { successful: ["a", "b", "c"], failed: [["d", "InvalidParameter", true]] },
      passed: ["by admin", "by root"],
      filter: '{"who": ["root", {"prefix": "adm"}]}',
      letters: [["Notification", "Lost", "nobody home"]],
      ordered: ["order 0", "order 1", "order 2", "order 3", "order 4"],
      signed: [false, false, false, false, false],
      repeated: true,
      refusals: {
        filter: [
          "InvalidParameter",
          'Invalid parameter: FilterPolicy: Match value must be String, number, true, false, or null\n at [Source: (String)"{"key":[["value"]]}"; line: 1, column: 10]',
        ],
        unsubscribed: ["NotFound", "Subscription does not exist"],
        untagged: ["ResourceNotFound", "Resource does not exist"],
        batch: ["BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id."],
        group: ["InvalidParameter", "Invalid parameter: The MessageGroupId parameter is required for FIFO topics"],
        sms: ["InvalidParameter", expect.stringContaining("PhoneNumber")],
        platform: ["InvalidAction", expect.stringContaining("ListPlatformApplications")],
        protection: ["InvalidAction", expect.stringContaining("GetDataProtectionPolicy")],
      },
    });
  }, 120_000);

  it("the AWS SDK for JavaScript: a filter on the body, a batch, tags and a refusal", async () => {
    const settings = { region: "us-east-1", credentials: { accessKeyId: "x", secretAccessKey: "x" } };
    const sns = new SNSClient({ ...settings, endpoint: server.url });
    const sqs = new SQSClient({ ...settings, endpoint: queues.url });
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "bodies" }));
    const Tags = [{ Key: "stage", Value: "test" }];
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "bodies", Tags }));
    expect((await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }))).Tags).toEqual(Tags);
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: "sqs",
        Endpoint: "arn:aws:sqs:us-east-1:123456789012:bodies",
        Attributes: { FilterPolicy: '{"detail":{"n":[{"numeric":[">",1]}]}}', FilterPolicyScope: "MessageBody" },
      }),
    );
    await sns.send(new PublishCommand({ TopicArn, Message: '{"detail":{"n":1}}' }));
    const { Successful, Failed } = await sns.send(
      new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: [{ Id: "a", Message: '{"detail":{"n":2}}' }] }),
    );
    expect([Successful?.map(({ Id }) => Id), Failed]).toEqual([["a"], []]);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
    expect(Messages.map(({ Body = "" }) => JSON.parse(Body).Message)).toEqual(['{"detail":{"n":2}}']);
    const wrong = { SubscriptionArn, AttributeName: "FilterPolicyScope", AttributeValue: "Body" };
    await expect(sns.send(new SetSubscriptionAttributesCommand(wrong))).rejects.toMatchObject({
      name: "InvalidParameterException",
      message:
        "Invalid parameter: FilterPolicyScope: Invalid value [Body]. Please use either MessageBody or MessageAttributes",
    });
    sns.destroy();
    sqs.destroy();
  }, 60_000);
});
