import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { confirmation, never, notification } from "../../src/delivery/message.testing.ts";
import { createDelivery } from "../../src/delivery/router.ts";
import { createSigner } from "../../src/delivery/signer.ts";
import { type Endpoint, openEndpoint } from "./http-endpoint.ts";

const signer = createSigner({});
const delivery = createDelivery({ signer });
let endpoint: Endpoint;

beforeEach(async () => {
  endpoint = await openEndpoint();
});

afterEach(() => endpoint.close());

function url(path = "/hook?a=b"): string {
  return `http://${endpoint.host}${path}`;
}

describe("delivery over http", () => {
  it("posts a notification with exactly SNS's headers", async () => {
    const outcome = await delivery.deliver(notification({ endpoint: url("/hook?a=b#part") }), never());
    expect(outcome).toEqual({ kind: "delivered", detail: `HTTP 200 from ${endpoint.host}` });
    const [received] = endpoint.received;
    const { messageId, topicArn, subscriptionArn } = notification();
    expect([received?.method, received?.url]).toEqual(["POST", "/hook?a=b"]);
    const expected = [
      ["x-amz-sns-message-type", "Notification"],
      ["x-amz-sns-message-id", messageId],
      ["x-amz-sns-topic-arn", topicArn],
      ["x-amz-sns-subscription-arn", subscriptionArn],
      ["Content-Length", String(Buffer.byteLength(received?.body ?? ""))],
      ["Content-Type", "text/plain; charset=UTF-8"],
      ["Host", endpoint.host],
      ["Connection", "Keep-Alive"],
      ["User-Agent", "Amazon Simple Notification Service Agent"],
      ["Accept-Encoding", "gzip,deflate"],
    ];
    expect(received?.rawHeaders).toEqual(expected.flat());
    expect(JSON.parse(received?.body ?? "")).toMatchObject({ Type: "Notification", Message: "the bell rang: öäü" });
  });

  it("says the content type of the subscription's request policy", async () => {
    await delivery.deliver(notification({ endpoint: url(), contentType: "application/json" }), never());
    expect(endpoint.received[0]?.headers).toMatchObject({ "content-type": "application/json" });
  });

  it("asks for confirmation before there is a subscription to name", async () => {
    await delivery.deliver(confirmation({ endpoint: url() }), never());
    const [received] = endpoint.received;
    expect(received?.headers).toMatchObject({ "x-amz-sns-message-type": "SubscriptionConfirmation" });
    expect(received?.headers).not.toHaveProperty("x-amz-sns-subscription-arn");
    expect(JSON.parse(received?.body ?? "")).toMatchObject({
      Token: "2336412f37ab",
      SubscribeURL: expect.stringContaining("http://127.0.0.1:4666/?Action=ConfirmSubscription&"),
    });
  });

  it("sends the message alone when delivery is raw", async () => {
    const messageAttributes = { kind: { Type: "String", Value: "root" } };
    await delivery.deliver(notification({ endpoint: url(), rawMessageDelivery: true, messageAttributes }), never());
    const [received] = endpoint.received;
    expect(received?.body).toBe("the bell rang: öäü");
    expect(received?.headers).toMatchObject({ "x-amz-sns-rawdelivery": "true", "content-length": "21" });
  });

  it.each([
    [201, "delivered", undefined],
    [302, "failed", false],
    [400, "failed", false],
    [404, "failed", false],
    [429, "failed", true],
    [500, "failed", true],
    [503, "failed", true],
  ])("takes %i as %s, retryable: %s", async (status, kind, retryable) => {
    endpoint.answer = (response) => response.writeHead(status, { Location: url("/elsewhere") }).end();
    const outcome = await delivery.deliver(notification({ endpoint: url() }), never());
    expect(outcome.kind).toBe(kind);
    expect("retryable" in outcome ? outcome.retryable : undefined).toBe(retryable);
    expect(endpoint.received.length).toBe(1);
  });

  it("retries when nobody listens, and says so", async () => {
    const outcome = await delivery.deliver(notification({ endpoint: "http://127.0.0.1:1/" }), never());
    expect(outcome).toEqual({ kind: "failed", retryable: true, reason: "connect ECONNREFUSED 127.0.0.1:1" });
  });

  it("retries when the connection breaks before an answer", async () => {
    endpoint.answer = (response) => response.destroy();
    const outcome = await delivery.deliver(notification({ endpoint: url() }), never());
    expect(outcome).toEqual({ kind: "failed", retryable: true, reason: "socket hang up" });
  });

  it("gives up on an endpoint that is no URL", async () => {
    const outcome = await delivery.deliver(notification({ endpoint: "nowhere" }), never());
    expect(outcome).toMatchObject({ kind: "failed", retryable: false });
  });

  it("waits no longer than its time for a server that never answers", async () => {
    endpoint.answer = () => undefined;
    const hasty = createDelivery({ signer, httpTimeoutMs: 50 });
    const outcome = await hasty.deliver(notification({ endpoint: url() }), never());
    expect(outcome).toEqual({ kind: "failed", retryable: true, reason: "no answer within 50 ms" });
  });

  it("lets the status decide when the body never ends", async () => {
    endpoint.answer = (response) => response.writeHead(200).write("so far");
    const hasty = createDelivery({ signer, httpTimeoutMs: 50 });
    expect(await hasty.deliver(notification({ endpoint: url() }), never())).toMatchObject({ kind: "delivered" });
  });

  it("stops reading a huge answer", async () => {
    let sent = 0;
    endpoint.answer = (response) => {
      const chunk = Buffer.alloc(1_000_000);
      const pour = (): void => {
        sent += chunk.length;
        if (!response.destroyed) response.write(chunk, () => setImmediate(pour));
      };
      response.writeHead(200);
      pour();
    };
    expect(await delivery.deliver(notification({ endpoint: url() }), never())).toMatchObject({ kind: "delivered" });
    expect(sent).toBeLessThan(50_000_000);
  });

  it("rejects when aborted while it waits", async () => {
    const controller = new AbortController();
    const reason = new Error("stop");
    endpoint.answer = () => controller.abort(reason);
    await expect(delivery.deliver(notification({ endpoint: url() }), controller.signal)).rejects.toBe(reason);
  });
});

describe("credentials in the URL", () => {
  function withCredentials(): string {
    return `http://probe:s%C3%A9cret%3A@${endpoint.host}/basic`;
  }

  function challenge(header: string): void {
    endpoint.answer = (response, { headers }) => {
      const authorized = headers.authorization !== undefined;
      response.writeHead(authorized ? 200 : 401, { "WWW-Authenticate": header }).end();
    };
  }

  it("are sent when the server asks, not before", async () => {
    challenge('Basic realm="hooks", charset="UTF-8"');
    const outcome = await delivery.deliver(notification({ endpoint: withCredentials() }), never());
    expect(outcome).toEqual({ kind: "delivered", detail: `HTTP 200 from ${endpoint.host}` });
    const expected = `Basic ${Buffer.from("probe:sécret:").toString("base64")}`;
    expect(endpoint.received.map(({ headers }) => headers.authorization)).toEqual([undefined, expected]);
    expect(endpoint.received[0]?.body).toBe(endpoint.received[1]?.body);
  });

  it("are not sent for digest access, which ends the delivery", async () => {
    challenge('Digest realm="hooks", nonce="1"');
    const outcome = await delivery.deliver(notification({ endpoint: withCredentials() }), never());
    const reason = `HTTP 401 from ${endpoint.host}: digest access is not supported`;
    expect(outcome).toEqual({ kind: "failed", retryable: false, reason });
  });

  it("end the delivery when they are wrong, after two requests", async () => {
    endpoint.answer = (response) => response.writeHead(401, { "WWW-Authenticate": "basic" }).end();
    const outcome = await delivery.deliver(notification({ endpoint: withCredentials() }), never());
    expect(outcome).toEqual({ kind: "failed", retryable: false, reason: `HTTP 401 from ${endpoint.host}` });
    expect(endpoint.received.length).toBe(2);
  });
});
