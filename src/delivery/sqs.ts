import type { MessageAttributeValue, SQSClient } from "@aws-sdk/client-sqs";
import type { DeliveryOutcome, MessageAttribute, OutboundMessage } from "../engine/outbound.ts";
import { isRaw } from "../topic/envelope.ts";
import { signedDocument } from "./document.ts";
import { delivered, describeError, giveUp, retryLater } from "./outcome.ts";
import type { Signer } from "./signer.ts";

/** Delivers to a queue. */
export type DeliverSqs = (message: OutboundMessage, signal: AbortSignal) => Promise<DeliveryOutcome>;

const maxRawAttributes = 10;

/** 4xx answers that say nothing about the queue: too many requests, or credentials of ours that can be renewed. */
const passing = new Set([
  "RequestThrottled",
  "ThrottlingException",
  "Throttling",
  "KmsThrottled",
  "ExpiredToken",
  "ExpiredTokenException",
  "RequestExpired",
]);

/**
 * Delivers to SQS queues: of AWS with the usual credentials, or of `endpointUrl` (ElasticMQ, LocalStack, moto, ..), where
 * the queue of `arn:aws:sqs:<region>:<account>:<name>` is expected at `<endpointUrl>/<account>/<name>`.
 */
export function sqsDelivery(signer: Signer, endpointUrl: string | undefined): DeliverSqs {
  const clients = new Map<string, Promise<SQSClient>>();
  const clientFor = (region: string): Promise<SQSClient> => {
    const client = clients.get(region) ?? createClient(region, endpointUrl);
    clients.set(region, client);
    return client;
  };
  return async (message, signal) => {
    const raw = isRaw(message);
    const attributes = Object.entries(message.messageAttributes ?? {});
    // doc SNSDG: more than SQS can carry is a client-side error.
    if (raw && attributes.length > maxRawAttributes) {
      return giveUp(
        `raw delivery carries at most ${maxRawAttributes} message attributes, this has ${attributes.length}`,
      );
    }
    const [, , , region = "", account = "", queue = ""] = message.endpoint.split(":");
    const { SendMessageCommand } = await import("@aws-sdk/client-sqs");
    const command = new SendMessageCommand({
      QueueUrl: `${endpointUrl?.replace(/\/$/, "") ?? awsEndpoint(region)}/${account}/${queue}`,
      MessageBody: raw ? message.message : await signedDocument(message, signer),
      ...groupParameters(message),
      ...(raw && attributes.length > 0 ? { MessageAttributes: Object.fromEntries(attributes.map(sqsAttribute)) } : {}),
    });
    try {
      const { MessageId } = await (await clientFor(region)).send(command, { abortSignal: signal });
      return delivered(`SQS message ${MessageId ?? "without an id"}`);
    } catch (error) {
      signal.throwIfAborted();
      return isPermanent(error) ? giveUp(describeError(error)) : retryLater(describeError(error));
    }
  };
}

async function createClient(region: string, endpointUrl: string | undefined): Promise<SQSClient> {
  const { SQSClient } = await import("@aws-sdk/client-sqs");
  return new SQSClient({
    region,
    // The outbox retries, by SNS's schedule.
    maxAttempts: 1,
    // A message that was taken but answered without a digest, as some local queues do, must not be sent again.
    md5: false,
    requestHandler: { connectionTimeout: 5000, requestTimeout: 15_000 },
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    // A local queue checks no credentials, and looking for some may take seconds.
    ...(isLocal(endpointUrl) ? { credentials: { accessKeyId: "tocsin", secretAccessKey: "tocsin" } } : {}),
  });
}

/** A FIFO queue gets both ids, a standard queue the group of a standard topic's message. obs STACKD fifo, message_groups */
function groupParameters({ endpoint, messageGroupId, fifo }: OutboundMessage): {
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
} {
  if (messageGroupId === undefined) return {};
  if (!endpoint.endsWith(".fifo")) return fifo === undefined ? { MessageGroupId: messageGroupId } : {};
  const deduplication = fifo === undefined ? {} : { MessageDeduplicationId: fifo.messageDeduplicationId };
  return { MessageGroupId: messageGroupId, ...deduplication };
}

function isLocal(endpointUrl: string | undefined): boolean {
  return endpointUrl !== undefined && !/\.amazonaws\.com(?:\.cn)?$/.test(new URL(endpointUrl).hostname);
}

function awsEndpoint(region: string): string {
  return `https://sqs.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}

function sqsAttribute([name, { Type, Value }]: readonly [string, MessageAttribute]): [string, MessageAttributeValue] {
  const value = Type.startsWith("Binary") ? { BinaryValue: Buffer.from(Value, "base64") } : { StringValue: Value };
  return [name, { DataType: Type, ...value }];
}

/** A queue that is gone or denies us is a client-side error and ends the delivery. doc SNSDG */
function isPermanent(error: unknown): boolean {
  if (!(error instanceof Error) || passing.has(error.name) || !("$metadata" in error)) return false;
  const metadata = error.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return false;
  const status = metadata.httpStatusCode;
  return typeof status === "number" && status >= 400 && status < 500 && status !== 429;
}
