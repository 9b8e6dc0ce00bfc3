import { type BackoffFunction, isBackoffFunction } from "./backoff.ts";
import { invalidParameter, type Refusal } from "./refusal.ts";
import { httpRetryPolicy, type RetryPolicy, totalDelay } from "./retry.ts";

/** How messages go to http and https endpoints; what a policy leaves out is absent. */
export interface DeliveryPolicy {
  readonly healthyRetryPolicy?: RetryPolicy;
  /** Kept and shown; Tocsin does not slow down. */
  readonly throttlePolicy?: { readonly maxReceivesPerSecond: number };
  readonly requestPolicy?: { readonly headerContentType: string };
  /** Of a topic only: its subscriptions' own policies count for nothing. */
  readonly disableSubscriptionOverrides?: boolean;
}

export const defaultContentType = "text/plain; charset=UTF-8";

/** A policy, and its text as SNS keeps and shows it. */
interface ReadPolicy {
  readonly ok: true;
  readonly policy: DeliveryPolicy;
  readonly kept: string;
}

type Reason = "" | "Attributes Reason: ";
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };
type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads the DeliveryPolicy of a subscription, which must be complete. obs LS (`..minDelayTarget must be specified`);
 * limits doc SNSDG, their texts inf.
 *
 * @example
 * readSubscriptionDeliveryPolicy('{"healthyRetryPolicy":{"numRetries":1}}', "");
 * // "Invalid parameter: DeliveryPolicy: healthyRetryPolicy.minDelayTarget must be specified"
 */
export function readSubscriptionDeliveryPolicy(text: string, reason: Reason): ReadPolicy | Refusal {
  const json = parseObject(text);
  const read =
    json === undefined
      ? wrong("failed to parse JSON.")
      : readPolicy(json, subscriptionNames, { contentTypes: rawContentTypes, complete: true });
  if (!read.ok) return invalidParameter(`${reason}DeliveryPolicy: ${read.why}`);
  return { ok: true, policy: read.value, kept: keptOfSubscription(read.value) };
}

/** Reads the DeliveryPolicy of a topic, `{"http": {..}}`; what its retry policy leaves out is SNS's default. inf */
export function readTopicDeliveryPolicy(text: string): ReadPolicy | Refusal {
  const json = parseObject(text);
  const http = json === undefined ? undefined : objectAt(json, "http");
  const read =
    json === undefined
      ? wrong("failed to parse JSON.")
      : http === undefined || Object.keys(json).length !== 1
        ? wrong("http must be specified, and nothing else")
        : readPolicy(http, topicNames, { contentTypes: envelopeContentTypes, complete: false });
  if (!read.ok) return invalidParameter(`DeliveryPolicy: ${read.why}`);
  return { ok: true, policy: read.value, kept: keptOfTopic(http ?? {}, read.value) };
}

/** obs LS test_subscribe_external_http_endpoint_content_type: every part is there, null when it was not given. */
function keptOfSubscription(policy: DeliveryPolicy): string {
  return JSON.stringify({
    healthyRetryPolicy: policy.healthyRetryPolicy ?? null,
    sicklyRetryPolicy: null,
    throttlePolicy: policy.throttlePolicy ?? null,
    requestPolicy: policy.requestPolicy ?? null,
    guaranteed: false,
  });
}

/** obs LS test_topic_delivery_policy_crud: only what was given, and disableSubscriptionOverrides in any case. */
function keptOfTopic(http: JsonObject, policy: DeliveryPolicy): string {
  const given = objectAt(http, topicNames.retry);
  const retry = Object.entries(policy.healthyRetryPolicy ?? {}).filter(([name]) => (given?.[name] ?? null) !== null);
  return JSON.stringify({
    http: {
      ...(given === undefined ? {} : { [topicNames.retry]: Object.fromEntries(retry) }),
      disableSubscriptionOverrides: policy.disableSubscriptionOverrides ?? false,
      ...(policy.throttlePolicy === undefined ? {} : { [topicNames.throttle]: policy.throttlePolicy }),
      ...(policy.requestPolicy === undefined ? {} : { [topicNames.request]: policy.requestPolicy }),
    },
  });
}

/** The policy a subscription's messages follow, and the topic's where it has none of its own. doc SNSDG */
export function effectivePolicy(topic: DeliveryPolicy, own: DeliveryPolicy): DeliveryPolicy {
  return topic.disableSubscriptionOverrides === true ? topic : { ...topic, ...own };
}

/** The EffectiveDeliveryPolicy attribute of a topic. obs LS */
export function topicPolicyText(policy: DeliveryPolicy): string {
  return JSON.stringify({
    http: {
      defaultHealthyRetryPolicy: policy.healthyRetryPolicy ?? httpRetryPolicy,
      disableSubscriptionOverrides: policy.disableSubscriptionOverrides ?? false,
      ...(policy.throttlePolicy === undefined ? {} : { defaultThrottlePolicy: policy.throttlePolicy }),
      defaultRequestPolicy: policy.requestPolicy ?? { headerContentType: defaultContentType },
    },
  });
}

/** The EffectiveDeliveryPolicy attribute of an http or https subscription. obs STACKD http_delivery */
export function subscriptionPolicyText(policy: DeliveryPolicy): string {
  return JSON.stringify({
    healthyRetryPolicy: policy.healthyRetryPolicy ?? httpRetryPolicy,
    sicklyRetryPolicy: null,
    throttlePolicy: policy.throttlePolicy ?? null,
    requestPolicy: policy.requestPolicy ?? { headerContentType: defaultContentType },
    guaranteed: false,
  });
}

/** What topics and subscriptions call the same things. */
interface Names {
  readonly retry: string;
  readonly throttle: string;
  readonly request: string;
  readonly sickly: string;
  readonly flag: string;
}

const topicNames: Names = {
  retry: "defaultHealthyRetryPolicy",
  throttle: "defaultThrottlePolicy",
  request: "defaultRequestPolicy",
  sickly: "defaultSicklyRetryPolicy",
  flag: "disableSubscriptionOverrides",
};
const subscriptionNames: Names = {
  retry: "healthyRetryPolicy",
  throttle: "throttlePolicy",
  request: "requestPolicy",
  sickly: "sicklyRetryPolicy",
  flag: "guaranteed",
};

/** doc SNSDG: of documents that SNS writes itself, and of raw messages. */
const envelopeContentTypes = ["application/json", "text/plain"];
const rawContentTypes = [
  ...envelopeContentTypes,
  "text/css",
  "text/csv",
  "text/html",
  "text/xml",
  "application/atom+xml",
  "application/octet-stream",
  "application/soap+xml",
  "application/x-www-form-urlencoded",
  "application/xhtml+xml",
  "application/xml",
];

function readPolicy(
  json: JsonObject,
  names: Names,
  rules: { readonly contentTypes: readonly string[]; readonly complete: boolean },
): Read<DeliveryPolicy> {
  const known = [names.retry, names.throttle, names.request, names.sickly, names.flag];
  const unknown = Object.keys(json).find((name) => !known.includes(name));
  if (unknown !== undefined) return wrong(`unrecognized member ${unknown}`);
  if ((json[names.sickly] ?? null) !== null) return wrong(`${names.sickly} is not supported`);
  if (json["guaranteed"] === true) return wrong("guaranteed is not supported");
  const overrides = json["disableSubscriptionOverrides"] ?? false;
  if (typeof overrides !== "boolean") return wrong("disableSubscriptionOverrides must be true or false");

  const retry = readRetry(json[names.retry], names.retry, rules.complete);
  if (!retry.ok) return retry;
  const throttle = readThrottle(json[names.throttle], names.throttle);
  if (!throttle.ok) return throttle;
  const request = readRequest(json[names.request], names.request, rules.contentTypes);
  if (!request.ok) return request;
  return right({
    ...(retry.value === undefined ? {} : { healthyRetryPolicy: retry.value }),
    ...(throttle.value === undefined ? {} : { throttlePolicy: throttle.value }),
    ...(request.value === undefined ? {} : { requestPolicy: request.value }),
    ...(overrides ? { disableSubscriptionOverrides: true } : {}),
  });
}

const counts = ["numRetries", "numMaxDelayRetries", "numNoDelayRetries", "numMinDelayRetries"] as const;
const delays = ["minDelayTarget", "maxDelayTarget"] as const;
const required = [...delays, "numRetries"];
const maxSeconds = 3600;

function readRetry(value: unknown, name: string, complete: boolean): Read<RetryPolicy | undefined> {
  if (value === undefined || value === null) return right(undefined);
  if (!isObject(value)) return wrong(`${name} must be an object`);
  const missing = complete ? required.find((member) => value[member] === undefined) : undefined;
  if (missing !== undefined) return wrong(`${name}.${missing} must be specified`);
  const allowed: readonly string[] = [...counts, ...delays, "backoffFunction"];
  const unknown = Object.keys(value).find((member) => !allowed.includes(member));
  if (unknown !== undefined) return wrong(`unrecognized member ${name}.${unknown}`);
  const read: Record<string, number> = {};
  for (const member of [...counts, ...delays]) {
    const number = value[member] ?? httpRetryPolicy[member];
    const least = member === "minDelayTarget" || member === "maxDelayTarget" ? 1 : 0;
    if (typeof number !== "number" || !Number.isInteger(number) || number < least) {
      return wrong(`${name}.${member} must be an integer greater than or equal to ${least}`);
    }
    read[member] = number;
  }
  const backoffFunction = value["backoffFunction"] ?? "linear";
  if (typeof backoffFunction !== "string" || !isBackoffFunction(backoffFunction)) {
    return wrong(`${name}.backoffFunction must be one of linear, arithmetic, geometric, exponential`);
  }
  return checkLimits(retryPolicy(read, backoffFunction), name);
}

function retryPolicy(read: Readonly<Record<string, number>>, backoffFunction: BackoffFunction): RetryPolicy {
  const of = (member: string) => read[member] ?? 0;
  return {
    minDelayTarget: of("minDelayTarget"),
    maxDelayTarget: of("maxDelayTarget"),
    numRetries: of("numRetries"),
    numMaxDelayRetries: of("numMaxDelayRetries"),
    numNoDelayRetries: of("numNoDelayRetries"),
    numMinDelayRetries: of("numMinDelayRetries"),
    backoffFunction,
  };
}

function checkLimits(policy: RetryPolicy, name: string): Read<RetryPolicy> {
  const { minDelayTarget, maxDelayTarget, numRetries, numMaxDelayRetries, numNoDelayRetries, numMinDelayRetries } =
    policy;
  if (numRetries > 100) return wrong(`${name}.numRetries must be less than or equal to 100`);
  if (maxDelayTarget > maxSeconds) return wrong(`${name}.maxDelayTarget must be less than or equal to ${maxSeconds}`);
  if (minDelayTarget > maxDelayTarget) {
    return wrong(`${name}.maxDelayTarget must be greater than or equal to minDelayTarget`);
  }
  if (numMaxDelayRetries + numNoDelayRetries + numMinDelayRetries > numRetries) {
    return wrong(`${name}.numRetries must be greater than or equal to total of the other retries`);
  }
  if (totalDelay(policy) > maxSeconds * 1000) return wrong(`${name} takes more than ${maxSeconds} seconds`);
  return right(policy);
}

function readThrottle(value: unknown, name: string): Read<DeliveryPolicy["throttlePolicy"]> {
  if (value === undefined || value === null) return right(undefined);
  const rate = isObject(value) ? value["maxReceivesPerSecond"] : undefined;
  if (typeof rate !== "number" || !Number.isInteger(rate) || rate < 1) {
    return wrong(`${name}.maxReceivesPerSecond must be an integer greater than or equal to 1`);
  }
  return right({ maxReceivesPerSecond: rate });
}

function readRequest(value: unknown, name: string, types: readonly string[]): Read<DeliveryPolicy["requestPolicy"]> {
  if (value === undefined || value === null) return right(undefined);
  const type = isObject(value) ? value["headerContentType"] : undefined;
  const media = typeof type === "string" ? (type.split(";", 1)[0] ?? "").trim().toLowerCase() : "";
  if (typeof type !== "string" || !types.includes(media) || !/^[\x20-\x7e]{1,256}$/.test(type)) {
    return wrong(`${name}.headerContentType must be one of ${types.join(", ")}`);
  }
  return right({ headerContentType: type });
}

function right<T>(value: T): Read<T> {
  return { ok: true, value };
}

function wrong(why: string): { readonly ok: false; readonly why: string } {
  return { ok: false, why };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectAt(json: JsonObject, name: string): JsonObject | undefined {
  const value = json[name];
  return isObject(value) ? value : undefined;
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
