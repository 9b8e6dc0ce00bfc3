import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffDelay } from "./backoff.ts";
import { defaultTopicPolicy } from "./default-policy.ts";
import { subscriptionPolicyText, topicPolicyText } from "./delivery-policy.ts";
import { judgeHttpStatus } from "./http-answer.ts";
import {
  customerRetryPolicy,
  httpRetryPolicy,
  managedRetryPolicy,
  nextDelay,
  type RetryPolicy,
  retryPolicyFor,
} from "./retry.ts";

const functions = ["linear", "arithmetic", "geometric", "exponential"] as const;

function delays(policy: RetryPolicy): readonly number[] {
  const all: number[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const delay = nextDelay(policy, attempt);
    if (delay === undefined) return all;
    all.push(delay);
  }
}

describe("nextDelay", () => {
  it("retries http three times, 20 s apart", () => {
    expect(delays(httpRetryPolicy)).toEqual([20_000, 20_000, 20_000]);
  });

  it("retries a queue 100,015 times over 23 days", () => {
    const all = delays(managedRetryPolicy);
    expect(all.length).toBe(100_015);
    expect(all.slice(0, 6)).toEqual([0, 0, 0, 1000, 1000, 1000]);
    expect(all.slice(14, 17)).toEqual([20_000, 20_000, 20_000]);
    const days = all.reduce((sum, delay) => sum + delay, 0) / 86_400_000;
    expect(Math.floor(days)).toBe(23);
  });

  it("retries mail 50 times over 6 hours", () => {
    const all = delays(customerRetryPolicy);
    expect(all.length).toBe(50);
    expect(all.slice(0, 3)).toEqual([10_000, 10_000, 10_000]);
    expect(all.slice(11)).toEqual(Array.from({ length: 39 }, () => 600_000));
    const hours = all.reduce((sum, delay) => sum + delay, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(6);
  });

  it("goes through its phases in order", () => {
    const policy: RetryPolicy = {
      minDelayTarget: 2,
      maxDelayTarget: 10,
      numRetries: 9,
      numNoDelayRetries: 1,
      numMinDelayRetries: 2,
      numMaxDelayRetries: 1,
      backoffFunction: "linear",
    };
    expect(delays(policy)).toEqual([0, 2000, 2000, 2000, 4000, 6000, 8000, 10_000, 10_000]);
  });

  const policies = fc
    .tuple(
      fc.nat(8),
      fc.nat(8),
      fc.nat(8),
      fc.nat(40),
      fc.constantFrom(...functions),
      fc.integer({ min: 1, max: 3600 }),
    )
    .chain(([none, pre, post, backoff, backoffFunction, max]) =>
      fc.integer({ min: 1, max }).map(
        (min): RetryPolicy => ({
          minDelayTarget: min,
          maxDelayTarget: max,
          numRetries: none + pre + post + backoff,
          numNoDelayRetries: none,
          numMinDelayRetries: pre,
          numMaxDelayRetries: post,
          backoffFunction,
        }),
      ),
    );

  it("makes exactly numRetries retries, never waits less than before and stays within its targets", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const all = delays(policy);
        expect(all.length).toBe(policy.numRetries);
        expect(all).toEqual(all.toSorted((a, b) => a - b));
        for (const delay of all.slice(policy.numNoDelayRetries)) {
          expect(delay).toBeGreaterThanOrEqual(policy.minDelayTarget * 1000);
          expect(delay).toBeLessThanOrEqual(policy.maxDelayTarget * 1000);
        }
      }),
    );
  });
});

describe("backoffDelay", () => {
  it.each(functions)("%s starts at the minimum and ends at the maximum", (fn) => {
    expect(backoffDelay(fn, 5, 260, 0, 10)).toBeCloseTo(5, 9);
    expect(backoffDelay(fn, 5, 260, 9, 10)).toBeCloseTo(260, 9);
  });

  it.each([
    ["linear", [1, 3, 5, 7]],
    ["arithmetic", [1, 2, 4, 7]],
    ["geometric", [1, 2, 4, 8]],
    ["exponential", [1, 2, 4, 8]],
  ] as const)("%s grows as its name says", (fn, expected) => {
    const max = expected[3];
    const steps = expected.map((_, index) => backoffDelay(fn, 1, max, index, 4));
    steps.forEach((step, index) => {
      expect(step).toBeCloseTo(expected[index] ?? Number.NaN, 9);
    });
  });

  it("waits the minimum when the phase is one retry", () => {
    expect(functions.map((fn) => backoffDelay(fn, 5, 260, 0, 1))).toEqual([5, 5, 5, 5]);
  });

  it("stays finite in a phase of a hundred thousand retries", () => {
    expect(backoffDelay("exponential", 1, 20, 99_998, 100_000)).toBeCloseTo(10.5, 6);
  });
});

describe("judgeHttpStatus", () => {
  it.each([
    [200, "delivered"],
    [204, "delivered"],
    [299, "delivered"],
    [301, "ended"],
    [302, "ended"],
    [400, "ended"],
    [404, "ended"],
    [429, "retry"],
    [500, "retry"],
    [503, "retry"],
    [600, "retry"],
  ] as const)("%i is %s", (status, verdict) => {
    expect(judgeHttpStatus(status)).toBe(verdict);
  });
});

describe("default policies", () => {
  it("print as SNS prints them", () => {
    expect(topicPolicyText({})).toBe(
      '{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}',
    );
    expect(subscriptionPolicyText({})).toBe(
      '{"healthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"sicklyRetryPolicy":null,"throttlePolicy":null,"requestPolicy":{"headerContentType":"text/plain; charset=UTF-8"},"guaranteed":false}',
    );
    expect(defaultTopicPolicy("arn:t", "123456789012")).toBe(
      '{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"arn:t","Condition":{"StringEquals":{"AWS:SourceOwner":"123456789012"}}}]}',
    );
  });

  it("are chosen by protocol", () => {
    expect(retryPolicyFor("https")).toBe(httpRetryPolicy);
    expect(retryPolicyFor("lambda")).toBe(managedRetryPolicy);
    expect(retryPolicyFor("sms")).toBe(customerRetryPolicy);
  });
});
