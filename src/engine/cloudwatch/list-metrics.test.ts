import { describe, expect, it } from "vitest";
import { DAY, HOUR, NOON, testEngine } from "../logs/engine.testing.ts";
import { type ListMetricsInput, listMetrics } from "./list-metrics.ts";
import type { MetricDatum } from "./metric-datum.ts";
import { putMetricData } from "./put-metric-data.ts";

const web = { Name: "app", Value: "web" };
const db = { Name: "app", Value: "db" };

async function some() {
  const test = testEngine();
  const put = (Namespace: string, MetricData: readonly MetricDatum[]) =>
    test.run(putMetricData, { Namespace, MetricData: MetricData.map((datum) => ({ Value: 1, ...datum })) });
  await put("N", [
    { MetricName: "errors" },
    { MetricName: "errors", Dimensions: [web] },
    { MetricName: "errors", Dimensions: [db], Unit: "Count" },
    { MetricName: "errors", Dimensions: [db], Unit: "Seconds" },
  ]);
  await put("M", [{ MetricName: "old", Timestamp: NOON - 4 * HOUR }]);
  const list = async (input: ListMetricsInput) =>
    (await test.run(listMetrics, input)).Metrics.map(
      ({ Namespace, MetricName, Dimensions }) =>
        `${Namespace} ${MetricName} ${Dimensions.map(({ Value }) => Value).join()}`,
    );
  return { ...test, list };
}

describe("listing metrics", () => {
  it("names each set of dimensions once, however many units it has", async () => {
    const { list } = await some();
    expect((await list({})).toSorted()).toEqual(["M old ", "N errors ", "N errors db", "N errors web"]);
  });

  it("finds by namespace, name, and dimensions with and without a value", async () => {
    const { list } = await some();
    await expect(list({ Namespace: "M" })).resolves.toEqual(["M old "]);
    await expect(list({ MetricName: "errors" })).resolves.toHaveLength(3);
    await expect(list({ Dimensions: [{ Name: "app" }] })).resolves.toHaveLength(2);
    await expect(list({ Dimensions: [web] })).resolves.toEqual(["N errors web"]);
    await expect(list({ Dimensions: [web, { Name: "host" }] })).resolves.toEqual([]);
  });

  it("hides metrics without data for two weeks, or for three hours when told so", async () => {
    const { list, clock } = await some();
    await expect(list({ RecentlyActive: "PT3H" })).resolves.toHaveLength(3);
    clock.set(NOON + 14 * DAY);
    await expect(list({ Namespace: "M" })).resolves.toEqual([]);
    await expect(list({ Namespace: "N" })).resolves.toHaveLength(3);
  });

  it("refuses any other time than three hours", async () => {
    const { list } = await some();
    await expect(list({ RecentlyActive: "PT1H" })).rejects.toMatchObject({
      code: "InvalidParameterValue",
      message: "Request parameter recentlyActive value is invalid",
    });
  });

  it("names the account of each metric when linked accounts are included, and knows one account", async () => {
    const { run } = await some();
    const own = { OwningAccount: "123456789012" };
    const { Metrics, OwningAccounts } = await run(listMetrics, { ...own, Namespace: "M", IncludeLinkedAccounts: true });
    expect([Metrics.length, OwningAccounts]).toEqual([1, ["123456789012"]]);
    await expect(run(listMetrics, own)).resolves.not.toHaveProperty("OwningAccounts");
    const other = { OwningAccount: "111111111111", IncludeLinkedAccounts: true };
    await expect(run(listMetrics, other)).resolves.toEqual({ Metrics: [], OwningAccounts: [] });
  });

  it("gives 500 a page", async () => {
    const { run } = testEngine();
    const MetricData = Array.from({ length: 501 }, (_, n) => ({ MetricName: `m${n}`, Value: 1 }));
    await run(putMetricData, { Namespace: "N", MetricData });
    const first = await run(listMetrics, {});
    const second = await run(listMetrics, { NextToken: first.NextToken ?? "" });
    expect([first.Metrics.length, second.Metrics.length]).toEqual([500, 1]);
    expect(second.NextToken).toBeUndefined();
    const names = [...first.Metrics, ...second.Metrics].map((metric) => metric.MetricName);
    expect(new Set(names).size).toBe(501);
    await expect(run(listMetrics, { NextToken: "x" })).rejects.toMatchObject({
      code: "InvalidParameterValue",
      message: "Request parameter NextToken is invalid",
    });
  });
});
