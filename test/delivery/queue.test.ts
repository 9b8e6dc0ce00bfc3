import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never, notification } from "../../src/delivery/message.testing.ts";
import { createDelivery } from "../../src/delivery/router.ts";
import { createSigner } from "../../src/delivery/signer.ts";

const hasMoto = spawnSync("moto_server", ["--help"], { stdio: "ignore" }).status === 0;
if (!hasMoto) console.log("skipped: delivery to a real queue needs moto_server (pip install 'moto[server]')");

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

describe.skipIf(!hasMoto)("delivery to a queue of moto", () => {
  let moto: ChildProcess;
  let endpoint = "";
  let client: SQSClient;

  beforeAll(async () => {
    const port = await freePort();
    moto = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], { stdio: ["ignore", "ignore", "pipe"] });
    await new Promise<void>((resolve, reject) => {
      let log = "";
      moto.stderr?.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes("Running on")) resolve();
      });
      moto.on("exit", () => reject(new Error(`moto_server ended: ${log}`)));
    });
    endpoint = `http://127.0.0.1:${port}`;
    const credentials = { accessKeyId: "x", secretAccessKey: "x" };
    client = new SQSClient({ endpoint, region: "us-east-1", credentials });
    await client.send(new CreateQueueCommand({ QueueName: "q" }));
  });

  afterAll(() => {
    client.destroy();
    moto.kill();
  });

  async function deliver(changes: Parameters<typeof notification>[0] = {}) {
    const delivery = createDelivery({ signer: createSigner({}), sqsEndpointUrl: endpoint });
    const queue = { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:123456789012:q" };
    return delivery.deliver(notification({ ...queue, ...changes }), never());
  }

  async function receive() {
    const command = new ReceiveMessageCommand({
      QueueUrl: `${endpoint}/123456789012/q`,
      MessageAttributeNames: ["All"],
      WaitTimeSeconds: 5,
    });
    return (await client.send(command)).Messages?.[0];
  }

  it("puts the JSON document there", async () => {
    expect(await deliver()).toMatchObject({ kind: "delivered" });
    expect(JSON.parse((await receive())?.Body ?? "")).toMatchObject({ Message: "the bell rang: öäü" });
  });

  it("puts the message and its attributes there when delivery is raw", async () => {
    const messageAttributes = { kind: { Type: "String", Value: "root" } };
    expect(await deliver({ rawMessageDelivery: true, messageAttributes })).toMatchObject({ kind: "delivered" });
    expect(await receive()).toMatchObject({
      Body: "the bell rang: öäü",
      MessageAttributes: { kind: { DataType: "String", StringValue: "root" } },
    });
  });

  it("gives up on a queue that is not there", async () => {
    const outcome = await deliver({ endpoint: "arn:aws:sqs:us-east-1:123456789012:gone" });
    expect(outcome).toMatchObject({ kind: "failed", retryable: false });
  });
});
