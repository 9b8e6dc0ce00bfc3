import { describe, expect, it } from "vitest";
import vectors from "../../test/conformance/pattern/vectors.json" with { type: "json" };
import { compileMatcher } from "../pattern/match.ts";
import { logMessage } from "../pattern/message.ts";
import { parsePattern } from "../pattern/parse.ts";
import { compileTransformation, type Published } from "./compile-transformation.ts";
import { metricIdentity, metricKey } from "./metric.ts";
import { emptyStatistics, mergeStatistics, type StatisticSet, singleSample } from "./statistic-set.ts";
import { readStatistic } from "./statistics.ts";

interface Filter {
  readonly filterPattern: string;
  readonly metricValue: string;
  readonly defaultValue?: number | undefined;
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
  readonly emitSystemFieldDimensions?: readonly string[] | undefined;
}

function transformerOf(filter: Filter): {
  readonly match: (text: string) => boolean;
  readonly transform: (text: string) => Published;
} {
  const parsed = parsePattern(filter.filterPattern);
  if (!parsed.ok) throw new Error(`does not parse: ${filter.filterPattern}`);
  const matches = compileMatcher(parsed.pattern);
  const transform = compileTransformation(
    parsed.pattern,
    {
      metricName: "m",
      metricNamespace: "n",
      metricValue: filter.metricValue,
      ...(filter.dimensions === undefined ? {} : { dimensions: filter.dimensions }),
    },
    Object.fromEntries((filter.emitSystemFieldDimensions ?? []).map((name) => [name, "<region>"])),
  );
  return { match: (text) => matches(logMessage(text)), transform: (text) => transform(logMessage(text)) };
}

function key(dimensions: Readonly<Record<string, string>>): string {
  const list = Object.entries(dimensions).map(([name, value]) => ({ name, value }));
  return metricKey(metricIdentity("n", "m", list));
}

/** What a filter publishes for events that share a minute: statistics per set of dimensions. */
function publish(filter: Filter, events: readonly string[]): ReadonlyMap<string, StatisticSet> {
  const { match, transform } = transformerOf(filter);
  const series = new Map<string, StatisticSet>();
  const add = (value: number, dimensions: Readonly<Record<string, string>>): void => {
    const before = series.get(key(dimensions)) ?? emptyStatistics();
    series.set(key(dimensions), mergeStatistics(before, singleSample(value)));
  };
  for (const event of events) {
    const published: Published = match(event) ? transform(event) : { kind: "default" };
    if (published.kind === "value") add(published.value, published.dimensions);
    if (published.kind === "default" && filter.defaultValue !== undefined) add(filter.defaultValue, {});
  }
  return series;
}

describe("compileTransformation", () => {
  it.each(vectors.metricPublication)("$id: $description", ({ filter, events, expectedSeries }) => {
    const dimensions = filter.dimensions;
    const series = publish({ ...filter, dimensions: dimensions === undefined ? undefined : { ...dimensions } }, events);
    expect(series.size).toBe(expectedSeries.length);
    for (const { dimensions, ...statistics } of expectedSeries) {
      const set = series.get(key({ ...dimensions })) ?? emptyStatistics();
      expect({
        sum: readStatistic(set, "Sum"),
        sampleCount: readStatistic(set, "SampleCount"),
        min: readStatistic(set, "Minimum"),
        max: readStatistic(set, "Maximum"),
      }).toMatchObject(statistics);
    }
  });

  const byField: Filter = { filterPattern: "{ $.id = * }", metricValue: "$.v" };

  it.each([
    ['"11.5"', 11.5],
    ['"1e3"', 1000],
    ["-7", -7],
  ])("publishes %s as %d", (json, value) => {
    expect(transformerOf(byField).transform(`{"id":1,"v":${json}}`)).toEqual({ kind: "value", value, dimensions: {} });
  });

  it.each(['"NaN"', '"Infinity"', '"0x10"', '""', "true", "{}", "[1]", "1e200"])("publishes nothing for %s", (json) => {
    expect(transformerOf(byField).transform(`{"id":1,"v":${json}}`)).toEqual({ kind: "nothing" });
  });

  it.each(["null", "undefined"])("leaves %s to the default", (json) => {
    const event = json === "undefined" ? '{"id":1}' : `{"id":1,"v":${json}}`;
    expect(transformerOf(byField).transform(event)).toEqual({ kind: "default" });
  });

  it.each([
    ['"alpha"', { A: "alpha" }],
    ["7", { A: "7" }],
    ['""', {}],
    ["true", {}],
    ["null", {}],
    ["{}", {}],
  ])("makes of the dimension %s %o", (json, dimensions) => {
    const filter = { filterPattern: "{ $.id = * }", metricValue: "1", dimensions: { A: "$.a" } };
    expect(transformerOf(filter).transform(`{"id":1,"a":${json}}`)).toEqual({ kind: "value", value: 1, dimensions });
  });

  it("takes no dimension that CloudWatch would refuse for its length", () => {
    const filter = { filterPattern: "{ $.id = * }", metricValue: "1", dimensions: { A: "$.a" } };
    const long = JSON.stringify("x".repeat(1025));
    expect(transformerOf(filter).transform(`{"id":1,"a":${long}}`)).toMatchObject({ dimensions: {} });
  });

  it("does not accept a transformation that PutMetricFilter refuses", () => {
    expect(() => transformerOf({ filterPattern: "ERROR", metricValue: "many" })).toThrow("not a field reference: many");
  });
});
