import { describe, expect, it } from "vitest";
import { createLogGroup } from "./create-log-group.ts";
import { deleteMetricFilter } from "./delete-metric-filter.ts";
import { describeLogGroups } from "./describe-log-groups.ts";
import { type DescribeMetricFiltersInput, describeMetricFilters } from "./describe-metric-filters.ts";
import { engineWithStreams, GROUP, HOUR, NOON, type TestEngine } from "./engine.testing.ts";
import { type PutMetricFilterInput, putMetricFilter } from "./put-metric-filter.ts";
import { testMetricFilter } from "./test-metric-filter.ts";

const transformation = { metricName: "m", metricNamespace: "n", metricValue: "1" };

function put({ run }: TestEngine, filterName: string, changes: Partial<PutMetricFilterInput> = {}) {
  const metricTransformations = [transformation];
  return run(putMetricFilter, {
    logGroupName: GROUP,
    filterName,
    filterPattern: "ERROR",
    metricTransformations,
    ...changes,
  });
}

describe("putting a metric filter", () => {
  it("keeps the pattern to the letter and leaves out what was not set", async () => {
    const test = await engineWithStreams();
    await put(test, "f", { filterPattern: " " });
    await expect(test.run(describeMetricFilters, { logGroupName: GROUP })).resolves.toEqual({
      metricFilters: [
        {
          logGroupName: GROUP,
          filterName: "f",
          filterPattern: " ",
          metricTransformations: [transformation],
          creationTime: NOON,
          applyOnTransformedLogs: false,
        },
      ],
    });
    await expect(test.run(describeLogGroups, {})).resolves.toMatchObject({ logGroups: [{ metricFilterCount: 1 }] });
  });

  it("replaces a filter of the same name and keeps its creation time", async () => {
    const test = await engineWithStreams();
    await put(test, "f");
    test.clock.set(NOON + HOUR);
    await put(test, "f", { filterPattern: "WARN" });
    await expect(test.run(describeMetricFilters, {})).resolves.toMatchObject({
      metricFilters: [{ filterPattern: "WARN", creationTime: NOON }],
    });
  });

  it("refuses a missing group and a group of another class", async () => {
    const test = await engineWithStreams();
    await expect(put(test, "f", { logGroupName: "none" })).rejects.toMatchObject({
      message: "The specified log group does not exist.",
    });
    await test.run(createLogGroup, { logGroupName: "rare", logGroupClass: "INFREQUENT_ACCESS" });
    await expect(put(test, "f", { logGroupName: "rare" })).rejects.toMatchObject({
      code: "ValidationException",
      message: "This operation is only supported on the Standard log class.",
    });
    await expect(test.run(describeMetricFilters, { logGroupName: "rare" })).rejects.toMatchObject({
      code: "ValidationException",
    });
  });

  it("refuses a bad pattern: AWS's text is the first line, what is wrong follows", async () => {
    const test = await engineWithStreams();
    await expect(put(test, "f", { filterPattern: "ERROR*" })).rejects.toMatchObject({
      code: "InvalidParameterException",
      message: expect.stringMatching(/^Invalid character\(s\) in term '\*'\nAt character 6: /),
    });
  });

  it("takes a hundred filters and not one more, except in the place of another", async () => {
    const test = await engineWithStreams();
    for (let n = 0; n < 100; n++) await put(test, `f${n}`);
    await expect(put(test, "one more")).rejects.toMatchObject({
      code: "LimitExceededException",
      message: "Resource limit exceeded.",
    });
    await expect(put(test, "f7", { filterPattern: "WARN" })).resolves.toBeUndefined();
  });

  it("takes five filters with regular expressions; one rewritten without frees its place", async () => {
    const test = await engineWithStreams();
    for (let n = 0; n < 5; n++) await put(test, `r${n}`, { filterPattern: "{ $.a = %x% && $.b = %y% }" });
    await expect(put(test, "r5", { filterPattern: "%x%" })).rejects.toMatchObject({ code: "LimitExceededException" });
    await put(test, "r0", { filterPattern: "plain" });
    await expect(put(test, "r5", { filterPattern: "%x%" })).resolves.toBeUndefined();
  });
});

describe("the transformation of a metric filter", () => {
  const json = "{ $.a = * }";
  const refusals: readonly (readonly [what: string, pattern: string, changes: object, message: string])[] = [
    [
      "a namespace of AWS's own",
      json,
      { metricNamespace: "AWS/Logs" },
      "Metric namespaces starting with AWS/ are reserved for AWS.",
    ],
    [
      "a value that selects several",
      json,
      { metricValue: "$.values[*]" },
      "Invalid metric transformation: metric value $.values[*] must be a valid number",
    ],
    [
      "a value that is no number",
      json,
      { metricValue: "0x10" },
      "Invalid metric transformation: metric value 0x10 must be a valid number",
    ],
    [
      "a default value that no metric can have",
      json,
      { defaultValue: 1e300 },
      "Invalid metric transformation: default value 1e+300 must be a valid number",
    ],
    [
      "dimensions on a term pattern",
      "ERROR",
      { dimensions: { d: "$.a" } },
      "The specified filter pattern does not support dimensions",
    ],
    [
      "a dimension that is no selector",
      json,
      { dimensions: { d: "a" } },
      "Invalid metric transformation: dimension value must be valid selector",
    ],
    [
      "a JSON selector on a delimited pattern",
      "[a, b]",
      { dimensions: { d: "$.a" } },
      "Invalid metric transformation: dimension value must be valid selector",
    ],
    [
      "dimensions beside a default value",
      json,
      { dimensions: { d: "$.a" }, defaultValue: 0 },
      "Invalid metric transformation: dimensions and default value are mutually exclusive properties",
    ],
    [
      "a fourth dimension",
      json,
      { dimensions: { a: "$.a", b: "$.b", c: "$.c", d: "$.d" } },
      "Invalid metric transformation: no more than 3 dimensions are allowed",
    ],
  ];

  it.each(refusals)("is refused for %s", async (_what, filterPattern, changes, message) => {
    const test = await engineWithStreams();
    const metricTransformations = [{ ...transformation, ...changes }];
    await expect(put(test, "f", { filterPattern, metricTransformations })).rejects.toMatchObject({
      code: "InvalidParameterException",
      message,
    });
  });

  it.each([
    ["a number", "ERROR", { metricValue: "-1.5e3" }],
    ["a selector that the pattern does not mention", json, { metricValue: "$.b.c[0]" }],
    ["fields of a delimited pattern as value and dimension", "[a, b]", { metricValue: "$b", dimensions: { d: "$1" } }],
    ["a default value beside an empty set of dimensions", json, { defaultValue: 0, dimensions: {} }],
  ])("may have %s", async (_what, filterPattern, changes) => {
    const test = await engineWithStreams();
    const metricTransformations = [{ ...transformation, ...changes }];
    await expect(put(test, "f", { filterPattern, metricTransformations })).resolves.toBeUndefined();
  });
});

describe("describing metric filters", () => {
  async function some() {
    const test = await engineWithStreams();
    await test.run(createLogGroup, { logGroupName: "Z" });
    await put(test, "b");
    await put(test, "a", { metricTransformations: [{ ...transformation, metricName: "other" }] });
    await put(test, "b", { logGroupName: "Z" });
    return async (input: DescribeMetricFiltersInput) => {
      const { metricFilters, nextToken } = await test.run(describeMetricFilters, input);
      return { names: metricFilters.map((filter) => `${filter.logGroupName} ${filter.filterName}`), nextToken };
    };
  }

  it("sorts by filter name, over all groups and pages", async () => {
    const describing = await some();
    const first = await describing({ limit: 2 });
    expect(first.names).toEqual([`${GROUP} a`, `${GROUP} b`]);
    const second = await describing({ limit: 2, nextToken: first.nextToken ?? "" });
    expect(second).toEqual({ names: ["Z b"], nextToken: undefined });
  });

  it("finds by group and prefix, and by metric", async () => {
    const describing = await some();
    expect((await describing({ logGroupName: GROUP, filterNamePrefix: "b" })).names).toEqual([`${GROUP} b`]);
    expect((await describing({ filterNamePrefix: "b" })).names).toEqual([`${GROUP} b`, "Z b"]);
    expect((await describing({ metricName: "other", metricNamespace: "n" })).names).toEqual([`${GROUP} a`]);
  });

  it("refuses a metric name without its namespace, and a group that is not there", async () => {
    const describing = await some();
    await expect(describing({ metricName: "m" })).rejects.toMatchObject({ code: "InvalidParameterException" });
    await expect(describing({ logGroupName: "none" })).rejects.toMatchObject({ code: "ResourceNotFoundException" });
  });
});

describe("deleting a metric filter", () => {
  it("refuses one that is not there", async () => {
    const test = await engineWithStreams();
    await put(test, "f");
    await test.run(deleteMetricFilter, { logGroupName: GROUP, filterName: "f" });
    await expect(test.run(deleteMetricFilter, { logGroupName: GROUP, filterName: "f" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: "The specified metric filter does not exist.",
    });
  });

  it("gives the group's filters a version that they never had", async () => {
    const test = await engineWithStreams();
    const version = async () => {
      const key = { region: "us-east-1", parent: "", name: GROUP };
      return (await test.engine.store.transaction((tx) => tx.getDocument("logGroup", key)))?.metricFilterVersion;
    };
    const versions = [await version()];
    await put(test, "f");
    versions.push(await version());
    await test.run(deleteMetricFilter, { logGroupName: GROUP, filterName: "f" });
    versions.push(await version());
    expect(new Set(versions).size).toBe(3);
  });
});

describe("testing a metric filter", () => {
  it("tells the matches only, counted from 1, with the fields of a delimited pattern", async () => {
    const { run } = await engineWithStreams();
    await expect(
      run(testMetricFilter, { filterPattern: "[level=ERROR, rest]", logEventMessages: ["INFO ok", "ERROR disk full"] }),
    ).resolves.toEqual({
      matches: [
        { eventNumber: 2, eventMessage: "ERROR disk full", extractedValues: { $level: "ERROR", $rest: "disk full" } },
      ],
    });
  });

  it("refuses a bad pattern as PutMetricFilter does", async () => {
    const { run } = await engineWithStreams();
    await expect(
      run(testMetricFilter, { filterPattern: "{ $.a == 1 }", logEventMessages: ["x"] }),
    ).rejects.toMatchObject({ message: expect.stringMatching(/^Invalid metric filter pattern\n/) });
  });
});
