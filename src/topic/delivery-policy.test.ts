import { describe, expect, it } from "vitest";
import {
  effectivePolicy,
  readSubscriptionDeliveryPolicy,
  readTopicDeliveryPolicy,
  subscriptionPolicyText,
  topicPolicyText,
} from "./delivery-policy.ts";
import { httpRetryPolicy } from "./retry.ts";

const complete = { minDelayTarget: 1, maxDelayTarget: 2, numRetries: 10 };

function ofSubscription(policy: object) {
  const read = readSubscriptionDeliveryPolicy(JSON.stringify(policy), "");
  return read.ok ? read.policy : read.message;
}

function ofTopic(http: object) {
  const read = readTopicDeliveryPolicy(JSON.stringify({ http }));
  return read.ok ? read.policy : read.message;
}

describe("the delivery policy of a subscription", () => {
  it("is complete: what it leaves out are only the counts and the function", () => {
    expect(ofSubscription({ healthyRetryPolicy: complete })).toEqual({
      healthyRetryPolicy: { ...httpRetryPolicy, ...complete },
    });
    for (const member of Object.keys(complete)) {
      const { [member]: _, ...rest } = complete as Record<string, number>;
      expect(ofSubscription({ healthyRetryPolicy: rest })).toBe(
        `Invalid parameter: DeliveryPolicy: healthyRetryPolicy.${member} must be specified`,
      );
    }
  });

  it.each([
    [{ numRetries: 101 }, "numRetries must be less than or equal to 100"],
    [{ numRetries: -1 }, "numRetries must be an integer greater than or equal to 0"],
    [{ minDelayTarget: 0 }, "minDelayTarget must be an integer greater than or equal to 1"],
    [{ minDelayTarget: 3 }, "maxDelayTarget must be greater than or equal to minDelayTarget"],
    [{ maxDelayTarget: 3601 }, "maxDelayTarget must be less than or equal to 3600"],
    [{ numNoDelayRetries: 11 }, "numRetries must be greater than or equal to total of the other retries"],
    [{ backoffFunction: "quadratic" }, "backoffFunction must be one of linear, arithmetic, geometric, exponential"],
  ])("is refused with %o", (changes, why) => {
    const message = ofSubscription({ healthyRetryPolicy: { ...complete, ...changes } });
    expect(message).toBe(`Invalid parameter: DeliveryPolicy: healthyRetryPolicy.${why}`);
  });

  it("is refused when it takes longer than an hour, or says what is not known", () => {
    const slow = { minDelayTarget: 600, maxDelayTarget: 600, numRetries: 7 };
    expect(ofSubscription({ healthyRetryPolicy: slow })).toContain("more than 3600 seconds");
    expect(ofSubscription({ colour: "red" })).toBe("Invalid parameter: DeliveryPolicy: unrecognized member colour");
    expect(ofSubscription({ sicklyRetryPolicy: complete })).toContain("sicklyRetryPolicy is not supported");
    expect(ofSubscription({ guaranteed: true })).toContain("guaranteed is not supported");
    expect(ofSubscription({ throttlePolicy: { maxReceivesPerSecond: 0 } })).toContain("greater than or equal to 1");
    expect(ofSubscription({ requestPolicy: { headerContentType: "image/png" } })).toContain("must be one of");
    expect(ofSubscription({ requestPolicy: { headerContentType: "text/xml\r\nX: y" } })).toContain("must be one of");
  });

  it("is kept with all its parts, null when they were not given", () => {
    const read = readSubscriptionDeliveryPolicy('{"requestPolicy":{"headerContentType":"text/csv"}}', "");
    expect(read.ok ? JSON.parse(read.kept) : read.message).toEqual({
      healthyRetryPolicy: null,
      sicklyRetryPolicy: null,
      throttlePolicy: null,
      requestPolicy: { headerContentType: "text/csv" },
      guaranteed: false,
    });
  });

  it("may be written with nulls, as SNS shows it", () => {
    expect(ofSubscription(JSON.parse(subscriptionPolicyText({})))).toEqual({
      healthyRetryPolicy: httpRetryPolicy,
      requestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
    });
  });
});

describe("the delivery policy of a topic", () => {
  it("is filled up with SNS's defaults", () => {
    const policy = ofTopic({ defaultHealthyRetryPolicy: { numRetries: 5 } });
    expect(policy).toEqual({ healthyRetryPolicy: { ...httpRetryPolicy, numRetries: 5 } });
    expect(ofTopic(JSON.parse(topicPolicyText({})).http)).toMatchObject({ healthyRetryPolicy: httpRetryPolicy });
  });

  it.each([
    [{}, { disableSubscriptionOverrides: false }],
    [{ defaultHealthyRetryPolicy: null }, { disableSubscriptionOverrides: false }],
    [
      { defaultHealthyRetryPolicy: { numRetries: 1, minDelayTarget: 5, maxDelayTarget: 6 } },
      {
        defaultHealthyRetryPolicy: { minDelayTarget: 5, maxDelayTarget: 6, numRetries: 1 },
        disableSubscriptionOverrides: false,
      },
    ],
    [
      { defaultRequestPolicy: { headerContentType: "application/json" }, disableSubscriptionOverrides: true },
      { disableSubscriptionOverrides: true, defaultRequestPolicy: { headerContentType: "application/json" } },
    ],
  ])("%o is kept as what was given and whether subscriptions may override it", (http, kept) => {
    const read = readTopicDeliveryPolicy(JSON.stringify({ http }));
    expect(read.ok ? read.kept : read.message).toBe(JSON.stringify({ http: kept }));
    expect(readTopicDeliveryPolicy(JSON.stringify({ http: kept }))).toEqual(read);
  });

  it("knows two content types only", () => {
    expect(ofTopic({ defaultRequestPolicy: { headerContentType: "application/json" } })).toEqual({
      requestPolicy: { headerContentType: "application/json" },
    });
    expect(ofTopic({ defaultRequestPolicy: { headerContentType: "text/xml" } })).toContain("must be one of");
  });

  it("must be about http", () => {
    for (const text of ["{}", '{"http":1}', '{"http":{},"sqs":{}}']) {
      expect(readTopicDeliveryPolicy(text)).toMatchObject({ ok: false });
    }
  });
});

describe("effectivePolicy", () => {
  const topic = { healthyRetryPolicy: { ...httpRetryPolicy, numRetries: 5 } };
  const own = { requestPolicy: { headerContentType: "application/json" } };

  it("takes each part from the subscription, else from the topic", () => {
    expect(effectivePolicy(topic, own)).toEqual({ ...topic, ...own });
  });

  it("takes all from a topic that disables overrides", () => {
    const strict = { ...topic, disableSubscriptionOverrides: true };
    expect(effectivePolicy(strict, own)).toEqual(strict);
  });
});
