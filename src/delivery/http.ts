import type { DeliveryOutcome, OutboundMessage } from "../engine/outbound.ts";
import { defaultContentType } from "../topic/delivery-policy.ts";
import { isRaw } from "../topic/envelope.ts";
import { judgeHttpStatus } from "../topic/http-answer.ts";
import { signedDocument } from "./document.ts";
import { type HttpAnswer, post } from "./http-post.ts";
import { delivered, describeError, giveUp, retryLater } from "./outcome.ts";
import type { Signer } from "./signer.ts";

/** How long SNS waits for an endpoint. obs STACKD external_feedback */
export const httpTimeoutMs = 15_000;

/** Delivers to an http or https endpoint. `timeoutMs` is for the whole attempt, the answer to a challenge included. */
export async function deliverHttp(
  message: OutboundMessage,
  signer: Signer,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  if (!URL.canParse(message.endpoint)) return giveUp("the endpoint is not a URL");
  const url = new URL(message.endpoint);
  const text = isRaw(message) ? message.message : await signedDocument(message, signer);
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    return judge(url, await exchange(url, message, Buffer.from(text, "utf8"), AbortSignal.any([signal, deadline])));
  } catch (error) {
    signal.throwIfAborted();
    return retryLater(deadline.aborted ? `no answer within ${timeoutMs} ms` : describeError(error));
  }
}

/**
 * Credentials of the URL are sent when the server asks for them, not before. obs STACKD http_delivery: no first request
 * carried any. doc SNSDG: basic and digest; digest is not spoken here, its 401 ends the delivery.
 */
async function exchange(
  url: URL,
  message: OutboundMessage,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const headers = requestHeaders(message, url.host, body.length);
  const answer = await post(url, headers, body, signal);
  const asked = answer.status === 401 && /(?:^|,) *basic(?: |,|$)/i.test(answer.challenge);
  if (!asked || (url.username === "" && url.password === "")) return answer;
  return post(url, { ...headers, Authorization: basicCredentials(url) }, body, signal);
}

/** Names, values and order of the headers. doc SNSDG (order, Connection), obs STACKD http_delivery (all others) */
function requestHeaders(message: OutboundMessage, host: string, length: number): Readonly<Record<string, string>> {
  return {
    "x-amz-sns-message-type": message.kind,
    "x-amz-sns-message-id": message.messageId,
    "x-amz-sns-topic-arn": message.topicArn,
    ...(message.kind === "SubscriptionConfirmation" ? {} : { "x-amz-sns-subscription-arn": message.subscriptionArn }),
    ...(isRaw(message) ? { "x-amz-sns-rawdelivery": "true" } : {}),
    "Content-Length": String(length),
    "Content-Type": message.contentType ?? defaultContentType,
    Host: host,
    Connection: "Keep-Alive",
    "User-Agent": "Amazon Simple Notification Service Agent",
    "Accept-Encoding": "gzip,deflate",
  };
}

function basicCredentials(url: URL): string {
  const pair = `${decodeUserInfo(url.username)}:${decodeUserInfo(url.password)}`;
  return `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
}

function decodeUserInfo(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function judge(url: URL, { status, challenge }: HttpAnswer): DeliveryOutcome {
  const said = `HTTP ${status} from ${url.host}`;
  switch (judgeHttpStatus(status)) {
    case "delivered":
      return delivered(said);
    case "retry":
      return retryLater(said);
    case "ended":
      return giveUp(status === 401 && /digest /i.test(challenge) ? `${said}: digest access is not supported` : said);
  }
}
