import { type BackoffFunction, backoffDelay } from "./backoff.ts";
import type { Protocol } from "./protocol.ts";

/** A `healthyRetryPolicy` of SNS, names and order of keys as SNS prints them. Delays are seconds. */
export interface RetryPolicy {
  readonly minDelayTarget: number;
  readonly maxDelayTarget: number;
  readonly numRetries: number;
  readonly numMaxDelayRetries: number;
  readonly numNoDelayRetries: number;
  readonly numMinDelayRetries: number;
  readonly backoffFunction: BackoffFunction;
}

/** What http and https endpoints get unless a policy says otherwise: three retries, 20 s apart. obs LS, STACKD */
export const httpRetryPolicy: RetryPolicy = {
  minDelayTarget: 20,
  maxDelayTarget: 20,
  numRetries: 3,
  numMaxDelayRetries: 0,
  numNoDelayRetries: 0,
  numMinDelayRetries: 0,
  backoffFunction: "linear",
};

/** Endpoints that AWS runs: 100,015 retries over 23 days. doc SNSDG */
export const managedRetryPolicy: RetryPolicy = {
  minDelayTarget: 1,
  maxDelayTarget: 20,
  numRetries: 100_015,
  numMaxDelayRetries: 100_000,
  numNoDelayRetries: 3,
  numMinDelayRetries: 2,
  backoffFunction: "exponential",
};

/** Mail, text messages and mobile push: 50 retries over 6 hours. doc SNSDG */
export const customerRetryPolicy: RetryPolicy = {
  minDelayTarget: 10,
  maxDelayTarget: 600,
  numRetries: 50,
  numMaxDelayRetries: 38,
  numNoDelayRetries: 0,
  numMinDelayRetries: 2,
  backoffFunction: "exponential",
};

/** The schedule of a protocol. doc SNSDG */
export function retryPolicyFor(protocol: Protocol): RetryPolicy {
  switch (protocol) {
    case "http":
    case "https":
      return httpRetryPolicy;
    case "sqs":
    case "lambda":
    case "firehose":
      return managedRetryPolicy;
    case "email":
    case "email-json":
    case "sms":
    case "application":
      return customerRetryPolicy;
  }
}

/**
 * How long to wait, in milliseconds, after `attempt` failed attempts (1 after the first); undefined when the policy is
 * used up. AWS adds jitter that it does not describe; this schedule has none, so that a manual clock can replay it.
 *
 * @example
 * nextDelay(httpRetryPolicy, 3); // 20_000
 * nextDelay(httpRetryPolicy, 4); // undefined
 */
export function nextDelay(policy: RetryPolicy, attempt: number): number | undefined {
  if (attempt > policy.numRetries) return undefined;
  const preBackoff = policy.numNoDelayRetries;
  const backoff = preBackoff + policy.numMinDelayRetries;
  const postBackoff = policy.numRetries - policy.numMaxDelayRetries;
  const retry = attempt - 1;
  if (retry < preBackoff) return 0;
  if (retry < backoff) return policy.minDelayTarget * 1000;
  if (retry >= postBackoff) return policy.maxDelayTarget * 1000;
  const { backoffFunction, minDelayTarget, maxDelayTarget } = policy;
  const seconds = backoffDelay(backoffFunction, minDelayTarget, maxDelayTarget, retry - backoff, postBackoff - backoff);
  return Math.round(seconds * 1000);
}

/** Milliseconds from the first failed attempt to the last, if all fail. */
export function totalDelay(policy: RetryPolicy): number {
  let total = 0;
  for (let attempt = 1; attempt <= policy.numRetries; attempt += 1) total += nextDelay(policy, attempt) ?? 0;
  return total;
}
