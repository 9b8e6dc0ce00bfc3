import { describe, expect, it } from "vitest";
import { createLogGroup } from "./create-log-group.ts";
import { deleteLogGroup } from "./delete-log-group.ts";
import { deleteSubscriptionFilter } from "./delete-subscription-filter.ts";
import { describeSubscriptionFilters } from "./describe-subscription-filters.ts";
import { engineWithStreams, GROUP, HOUR, NOON, type TestEngine } from "./engine.testing.ts";
import { putMetricFilter } from "./put-metric-filter.ts";
import { type PutSubscriptionFilterInput, putSubscriptionFilter } from "./put-subscription-filter.ts";

const destinationArn = "arn:aws:lambda:us-east-1:123456789012:function:f";
const roleArn = "arn:aws:iam::123456789012:role/r";

function put({ run }: TestEngine, filterName: string, changes: Partial<PutSubscriptionFilterInput> = {}) {
  return run(putSubscriptionFilter, { logGroupName: GROUP, filterName, filterPattern: "", destinationArn, ...changes });
}

describe("putting a subscription filter", () => {
  it("shows it with AWS's defaults and without what was not set", async () => {
    const test = await engineWithStreams();
    await put(test, "f");
    await expect(test.run(describeSubscriptionFilters, { logGroupName: GROUP })).resolves.toEqual({
      subscriptionFilters: [
        {
          logGroupName: GROUP,
          filterName: "f",
          filterPattern: "",
          destinationArn,
          distribution: "ByLogStream",
          applyOnTransformedLogs: false,
          creationTime: NOON,
        },
      ],
    });
  });

  it("replaces a filter of the same name, which keeps its creation time", async () => {
    const test = await engineWithStreams();
    await put(test, "f");
    test.clock.set(NOON + HOUR);
    await put(test, "f", {
      filterPattern: "[]",
      destinationArn: "arn:aws:kinesis:us-east-1:123456789012:stream/s",
      roleArn,
      distribution: "Random",
    });
    await expect(test.run(describeSubscriptionFilters, { logGroupName: GROUP })).resolves.toMatchObject({
      subscriptionFilters: [{ filterPattern: "[]", roleArn, distribution: "Random", creationTime: NOON }],
    });
  });

  it("takes two filters of a group and not the third", async () => {
    const test = await engineWithStreams();
    await put(test, "a");
    await put(test, "b", { filterPattern: "[]" });
    await expect(put(test, "c")).rejects.toMatchObject({
      code: "LimitExceededException",
      message: "Resource limit exceeded.",
    });
    await expect(put(test, "b")).resolves.toBeUndefined();
  });

  it("counts regular expressions together with those of the metric filters", async () => {
    const test = await engineWithStreams();
    const metricTransformations = [{ metricName: "m", metricNamespace: "n", metricValue: "1" }];
    for (let n = 0; n < 5; n++) {
      const filter = { filterName: `m${n}`, filterPattern: "%x%", metricTransformations };
      await test.run(putMetricFilter, { logGroupName: GROUP, ...filter });
    }
    await expect(put(test, "s", { filterPattern: "%x%" })).rejects.toMatchObject({ code: "LimitExceededException" });
  });

  const refusals: readonly (readonly [what: string, changes: object, code: string, message: string])[] = [
    [
      "a stream without a role",
      { destinationArn: "arn:aws:kinesis:us-east-1:123456789012:stream/s" },
      "InvalidParameterException",
      "destinationArn for vendor kinesis cannot be used without roleArn",
    ],
    [
      "a delivery stream without a role",
      { destinationArn: "arn:aws:firehose:us-east-1:123456789012:deliverystream/s" },
      "InvalidParameterException",
      "destinationArn for vendor firehose cannot be used without roleArn",
    ],
    [
      "a function with a role",
      { roleArn },
      "InvalidParameterException",
      "destinationArn for vendor lambda cannot be used with roleArn",
    ],
    [
      "a function of another account, even before a missing group",
      { logGroupName: "none", destinationArn: "arn:aws:lambda:us-east-1:999999999999:function:f" },
      "AccessDeniedException",
      "Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda triggers.",
    ],
    [
      "a destination of another service",
      { destinationArn: "arn:aws:sqs:us-east-1:123456789012:q", roleArn },
      "InvalidParameterException",
      "PutSubscriptionFilter operation cannot work with destinationArn for vendor sqs",
    ],
    ["no ARN", { destinationArn: "f" }, "InvalidParameterException", "destinationArn is not an ARN: f"],
    [
      "a missing group",
      { logGroupName: "none" },
      "ResourceNotFoundException",
      "The specified log group does not exist.",
    ],
  ];
  it.each(refusals)("refuses %s", async (_what, changes, code, message) => {
    const test = await engineWithStreams();
    await expect(put(test, "f", changes)).rejects.toMatchObject({ code, message });
  });

  it("refuses a pattern or a criterion that does not parse, and a group of another class", async () => {
    const test = await engineWithStreams();
    await expect(put(test, "f", { filterPattern: "{ $.a = }" })).rejects.toMatchObject({
      message: expect.stringMatching(/^Invalid filter pattern\n/),
    });
    await expect(put(test, "f", { fieldSelectionCriteria: "@aws.zone" })).rejects.toMatchObject({
      message: expect.stringMatching(/^Invalid fieldSelectionCriteria: /),
    });
    await expect(put(test, "f", { emitSystemFields: ["@aws.zone"] })).rejects.toMatchObject({
      message: expect.stringContaining("'@aws.zone' in emitSystemFields"),
    });
    await test.run(createLogGroup, { logGroupName: "rare", logGroupClass: "INFREQUENT_ACCESS" });
    const refused = {
      code: "ValidationException",
      message: "This operation is only supported on the Standard log class.",
    };
    await expect(put(test, "f", { logGroupName: "rare" })).rejects.toMatchObject(refused);
    await expect(test.run(describeSubscriptionFilters, { logGroupName: "rare" })).rejects.toMatchObject(refused);
  });
});

describe("describing and deleting subscription filters", () => {
  it("finds by prefix and pages by name", async () => {
    const test = await engineWithStreams();
    await put(test, "b");
    await put(test, "a");
    const input = { logGroupName: GROUP, limit: 1 };
    const first = await test.run(describeSubscriptionFilters, input);
    const second = await test.run(describeSubscriptionFilters, { ...input, nextToken: first.nextToken ?? "" });
    expect([first, second]).toMatchObject([
      { subscriptionFilters: [{ filterName: "a" }] },
      { subscriptionFilters: [{ filterName: "b" }] },
    ]);
    expect(second).not.toHaveProperty("nextToken");
    await expect(
      test.run(describeSubscriptionFilters, { logGroupName: GROUP, filterNamePrefix: "b" }),
    ).resolves.toMatchObject({ subscriptionFilters: [{ filterName: "b" }] });
  });

  it("refuses a missing group and a missing filter", async () => {
    const { run } = await engineWithStreams();
    await expect(run(describeSubscriptionFilters, { logGroupName: "none" })).rejects.toMatchObject({
      message: "The specified log group does not exist.",
    });
    await expect(run(deleteSubscriptionFilter, { logGroupName: GROUP, filterName: "none" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: "The specified subscription filter does not exist.",
    });
  });

  it("forgets the filters of a group that is deleted", async () => {
    const test = await engineWithStreams();
    await put(test, "f");
    await test.run(deleteLogGroup, { logGroupName: GROUP });
    await test.run(createLogGroup, { logGroupName: GROUP });
    await expect(test.run(describeSubscriptionFilters, { logGroupName: GROUP })).resolves.toEqual({
      subscriptionFilters: [],
    });
    await put(test, "f");
    await test.run(deleteSubscriptionFilter, { logGroupName: GROUP, filterName: "f" });
    await expect(test.run(describeSubscriptionFilters, { logGroupName: GROUP })).resolves.toEqual({
      subscriptionFilters: [],
    });
  });
});
