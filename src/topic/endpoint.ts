import { isProtocol, type Protocol } from "./protocol.ts";
import { invalidParameter, type Refusal } from "./refusal.ts";

/**
 * Checks protocol and endpoint of a Subscribe request to a topic of either kind: the protocol when SNS would take both, else its refusal.
 *
 * @example
 * checkEndpoint("https", "https://example.com/hook"); // { ok: true, protocol: "https" }
 * checkEndpoint("https", "http://example.com/hook"); // "Invalid parameter: Endpoint must match the specified protocol"
 */
export function checkEndpoint(
  protocol: string,
  endpoint: string,
  fifoTopic = false,
): { readonly ok: true; readonly protocol: Protocol } | Refusal {
  // obs LS
  if (!isProtocol(protocol)) {
    return invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  }
  // obs STACKD fifo_edges (lambda); doc SNSDG: a FIFO topic delivers to queues.
  if (fifoTopic && protocol !== "sqs") return invalidParameter(`Invalid protocol type: ${protocol}`);
  return refuseEndpoint(protocol, endpoint, fifoTopic) ?? { ok: true, protocol };
}

function refuseEndpoint(protocol: Protocol, endpoint: string, fifoTopic: boolean): Refusal | undefined {
  switch (protocol) {
    case "http":
    case "https":
      return refuseUrl(protocol, endpoint);
    case "email":
    case "email-json":
      return isAddress(endpoint) ? undefined : invalidParameter("Email address");
    case "sms":
      return isPhoneNumber(endpoint)
        ? undefined
        : { ok: false, code: "InvalidParameter", message: `Invalid SMS endpoint: ${endpoint}` };
    case "sqs":
      return refuseQueue(endpoint, fifoTopic);
    // unk: the texts of the next three are known from other implementations only.
    case "lambda":
      return isArnOf("lambda", endpoint) ? undefined : invalidParameter("Lambda endpoint ARN");
    case "application":
      return isArnOf("sns", endpoint) ? undefined : invalidParameter("Application endpoint arn invalid");
    case "firehose":
      return isArnOf("firehose", endpoint) ? undefined : invalidParameter("Firehose endpoint ARN");
  }
}

function refuseUrl(protocol: "http" | "https", endpoint: string): Refusal | undefined {
  if (!endpoint.startsWith(`${protocol}://`) || !URL.canParse(endpoint)) {
    return invalidParameter("Endpoint must match the specified protocol");
  }
  const { username, password } = new URL(endpoint);
  if (protocol === "https" || (username === "" && password === "")) return undefined;
  // obs STACKD http_delivery userinfo-http
  return invalidParameter("Endpoint Reason: Please use HTTPS for subscriptions that contain inline credentials");
}

/** One bare address: lists and display names would reach other people than the one who confirms. obs PUB */
function isAddress(endpoint: string): boolean {
  return endpoint.length <= 320 && /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+$/.test(endpoint);
}

/** E.164, with single separators between its digits. obs LS test_subscribe_invalid_sms, test_subscribe_sms_obscure_phone_number */
export function isPhoneNumber(endpoint: string): boolean {
  return /^\+?[1-9](?:[./-]?[0-9]){1,14}$/.test(endpoint);
}

function refuseQueue(endpoint: string, fifoTopic: boolean): Refusal | undefined {
  if (!isArnOf("sqs", endpoint)) return invalidParameter("SQS endpoint ARN");
  if (fifoTopic || !endpoint.endsWith(".fifo")) return undefined;
  // obs LS: AWS repeats its own prefix here.
  return invalidParameter(
    "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
  );
}

function isArnOf(service: string, text: string): boolean {
  const [scheme, partition, actual, , , ...resource] = text.split(":");
  return scheme === "arn" && partition !== "" && actual === service && resource.join(":") !== "";
}

/**
 * Whether a subscription is confirmed without a token: every AWS-managed endpoint of the topic's own account, and sms.
 * doc MODEL Subscribe, obs STACKD
 */
export function confirmsAtOnce(protocol: Protocol, endpoint: string, account: string): boolean {
  switch (protocol) {
    case "http":
    case "https":
    case "email":
    case "email-json":
      return false;
    case "sms":
      return true;
    case "sqs":
    case "lambda":
    case "application":
    case "firehose":
      return endpoint.split(":")[4] === account;
  }
}

/**
 * Checks a RawMessageDelivery value for a protocol. `reason` is what SNS puts before its explanation: Subscribe says
 * `Attributes Reason: `, SetSubscriptionAttributes nothing. obs LS (value), obs PUB (protocol)
 */
export function checkRawMessageDelivery(
  protocol: Protocol,
  value: string,
  reason: "" | "Attributes Reason: ",
): Refusal | undefined {
  const wanted = value.toLowerCase();
  if (wanted !== "true" && wanted !== "false") {
    return invalidParameter(`${reason}RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
  }
  const raw = protocol === "http" || protocol === "https" || protocol === "sqs" || protocol === "firehose";
  if (raw || wanted === "false") return undefined;
  return invalidParameter(`${reason}Delivery protocol [${protocol}] does not support raw message delivery.`);
}

/**
 * The endpoint as SNS shows it: a password inside the URL is replaced. obs STACKD
 *
 * @example
 * shownEndpoint("https://probe:secret@example.com/basic"); // "https://probe:****@example.com/basic"
 */
export function shownEndpoint(endpoint: string): string {
  const scheme = /^https?:\/\//.exec(endpoint)?.[0];
  if (scheme === undefined) return endpoint;
  const rest = endpoint.slice(scheme.length);
  const end = rest.search(/[/?#\\]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const at = authority.lastIndexOf("@");
  const colon = authority.indexOf(":");
  if (at === -1 || colon === -1 || colon > at) return endpoint;
  return `${scheme}${rest.slice(0, colon)}:****${rest.slice(at)}`;
}
