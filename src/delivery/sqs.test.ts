import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never, notification } from "./message.testing.ts";
import { createSigner } from "./signer.ts";
import { type DeliverSqs, sqsDelivery } from "./sqs.ts";

const queueArn = "arn:aws:sqs:us-east-1:123456789012:q";
let answer: { readonly status: number; readonly body: object } = { status: 200, body: {} };
let requests: Record<string, unknown>[] = [];
let server: Server;
let endpointUrl = "";
let deliver: DeliverSqs;

beforeAll(async () => {
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests.push(JSON.parse(await text(request)));
    response.writeHead(answer.status, { "Content-Type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify(answer.body));
  };
  server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  endpointUrl = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  deliver = sqsDelivery(createSigner({}), endpointUrl);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function send(changes: Parameters<typeof notification>[0], answered: typeof answer) {
  answer = answered;
  requests = [];
  return deliver(notification({ protocol: "sqs", endpoint: queueArn, ...changes }), never());
}

const accepted = { status: 200, body: { MessageId: "m-1" } };

describe("delivery to a queue", () => {
  it("sends the JSON document to the queue of the ARN", async () => {
    expect(await send({}, accepted)).toEqual({ kind: "delivered", detail: "SQS message m-1" });
    expect(requests.length).toBe(1);
    expect(requests[0]).toMatchObject({ QueueUrl: `${endpointUrl}/123456789012/q` });
    expect(requests[0]).not.toHaveProperty("MessageAttributes");
    expect(JSON.parse(String(requests[0]?.["MessageBody"]))).toMatchObject({ Type: "Notification" });
  });

  it("sends the message alone and its attributes when delivery is raw", async () => {
    const messageAttributes = { kind: { Type: "String", Value: "root" }, blob: { Type: "Binary", Value: "AQL/" } };
    await send({ rawMessageDelivery: true, messageAttributes }, accepted);
    expect(requests[0]).toMatchObject({
      MessageBody: "the bell rang: öäü",
      MessageAttributes: {
        kind: { DataType: "String", StringValue: "root" },
        blob: { DataType: "Binary", BinaryValue: "AQL/" },
      },
    });
  });

  it("says group and deduplication id to a FIFO queue, and to a standard queue the group of a standard topic", async () => {
    const fifo = { messageGroupId: "g", fifo: { messageDeduplicationId: "d", order: 1 } };
    await send({ endpoint: `${queueArn}.fifo`, ...fifo }, accepted);
    expect(requests[0]).toMatchObject({ MessageGroupId: "g", MessageDeduplicationId: "d" });
    expect(JSON.parse(String(requests[0]?.["MessageBody"]))).not.toHaveProperty("Signature");
    await send(fifo, accepted);
    expect(requests[0]).not.toHaveProperty("MessageGroupId");
    await send({ messageGroupId: "tenant/a" }, accepted);
    expect(requests[0]).toMatchObject({ MessageGroupId: "tenant/a" });
    expect(requests[0]).not.toHaveProperty("MessageDeduplicationId");
  });

  it("gives up on more attributes than a queue can carry", async () => {
    const names = Array.from({ length: 11 }, (_, index) => `a${index}`);
    const messageAttributes = Object.fromEntries(names.map((name) => [name, { Type: "String", Value: "x" }]));
    expect(await send({ rawMessageDelivery: true, messageAttributes }, accepted)).toMatchObject({ retryable: false });
    expect(await send({ messageAttributes }, accepted)).toMatchObject({ kind: "delivered" });
  });

  it.each([
    [400, "com.amazonaws.sqs#QueueDoesNotExist", false],
    [403, "AccessDeniedException", false],
    [400, "com.amazonaws.sqs#RequestThrottled", true],
    [429, "TooManyRequests", true],
    [403, "ExpiredTokenException", true],
    [503, "ServiceUnavailable", true],
  ])("judges %i %s", async (status, type, retryable) => {
    const outcome = await send({}, { status, body: { __type: type, message: "no" } });
    expect(outcome).toMatchObject({ kind: "failed", retryable });
    expect(requests.length).toBe(1);
  });

  it("tries again when nobody listens", async () => {
    const nowhere = sqsDelivery(createSigner({}), "http://127.0.0.1:1");
    const outcome = await nowhere(notification({ protocol: "sqs", endpoint: queueArn }), never());
    expect(outcome).toMatchObject({ kind: "failed", retryable: true });
  });

  it("rejects when aborted", async () => {
    const reason = new Error("stop");
    const sent = deliver(notification({ protocol: "sqs", endpoint: queueArn }), AbortSignal.abort(reason));
    await expect(sent).rejects.toBe(reason);
  });
});
