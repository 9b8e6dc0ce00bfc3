import { describe, expect, it } from "vitest";
import { readStatistic } from "../../metric/statistics.ts";
import { describeMetricFilters } from "./describe-metric-filters.ts";
import { engineWithStreams, GROUP, putEvents } from "./engine.testing.ts";
import { type PutMetricFilterInput, putMetricFilter } from "./put-metric-filter.ts";

const metricTransformations = [{ metricName: "m", metricNamespace: "n", metricValue: "1", defaultValue: 0 }];
const filter = { logGroupName: GROUP, filterName: "f", filterPattern: "ERROR", metricTransformations };

/** What a filter makes of an event that matches and one that does not: dimensions and samples of every metric. */
async function published(changes: Partial<PutMetricFilterInput>): Promise<readonly object[]> {
  const test = await engineWithStreams("s");
  await test.run(putMetricFilter, { ...filter, ...changes });
  await putEvents(test, "s", [
    [0, "ERROR"],
    [1, "fine"],
  ]);
  return test.engine.store.transaction(async (tx) => {
    const seen: object[] = [];
    for (const { metric } of await tx.listMetrics({ region: "us-east-1" })) {
      for (const { statistics } of await tx.readBuckets({ region: "us-east-1", metric, from: 0, to: 1e15 })) {
        seen.push({ dimensions: metric.dimensions, sum: readStatistic(statistics, "Sum"), n: statistics.sampleCount });
      }
    }
    return seen;
  });
}

describe("the system fields of a metric filter", () => {
  it("are dimensions of what a match publishes, and of no default", async () => {
    const both = ["@aws.region", "@aws.account"];
    await expect(published({ emitSystemFieldDimensions: both })).resolves.toEqual(
      expect.arrayContaining([
        { dimensions: [], sum: 0, n: 1 },
        {
          dimensions: [
            { name: "@aws.account", value: "123456789012" },
            { name: "@aws.region", value: "us-east-1" },
          ],
          sum: 1,
          n: 1,
        },
      ]),
    );
  });

  it("let a filter through to its events, or keep it from all of them and from its default", async () => {
    const samples = [{ dimensions: [], sum: 1, n: 2 }];
    await expect(published({ fieldSelectionCriteria: '@aws.region = "us-east-1"' })).resolves.toEqual(samples);
    await expect(published({ fieldSelectionCriteria: "" })).resolves.toEqual(samples);
    await expect(published({ fieldSelectionCriteria: '@aws.account != "123456789012"' })).resolves.toEqual([]);
  });

  it("are shown as they were put", async () => {
    const { run } = await engineWithStreams();
    const settings = {
      fieldSelectionCriteria: ' @aws.region IN ["us-east-1"]',
      emitSystemFieldDimensions: ["@aws.region"],
    };
    await run(putMetricFilter, { ...filter, ...settings });
    await expect(run(describeMetricFilters, {})).resolves.toMatchObject({ metricFilters: [settings] });
  });

  it("count toward the three dimensions", async () => {
    const { run } = await engineWithStreams();
    const dimensions = { a: "$.a", b: "$.b" };
    const transformation = { metricName: "m", metricNamespace: "n", metricValue: "1", dimensions };
    const json = { ...filter, filterPattern: "{ $.a = * }", metricTransformations: [transformation] };
    await run(putMetricFilter, { ...json, emitSystemFieldDimensions: ["@aws.region"] });
    await expect(
      run(putMetricFilter, { ...json, emitSystemFieldDimensions: ["@aws.region", "@aws.account"] }),
    ).rejects.toMatchObject({ message: "Invalid metric transformation: no more than 3 dimensions are allowed" });
  });

  it("are the two that there are", async () => {
    const { run } = await engineWithStreams();
    for (const wrong of [{ emitSystemFieldDimensions: ["@aws.zone"] }, { fieldSelectionCriteria: "@aws.zone" }]) {
      await expect(run(putMetricFilter, { ...filter, ...wrong })).rejects.toMatchObject({
        code: "InvalidParameterException",
      });
    }
  });
});
