import { describe, expect, it } from "vitest";
import { NOON, testEngine } from "../logs/engine.testing.ts";
import { dashboardSize } from "./dashboard.ts";
import { deleteDashboards, getDashboard, listDashboards, putDashboard } from "./dashboards.ts";
import { listTagsForResource, tagResource, untagResource } from "./tags.ts";

const EMPTY = '{"widgets":[]}';
const arn = (name: string) => `arn:aws:cloudwatch::123456789012:dashboard/${name}`;
const owned = { Key: "owned", Value: "created" };

async function withDashboards(...names: readonly string[]) {
  const test = testEngine();
  for (const DashboardName of names) await test.run(putDashboard, { DashboardName, DashboardBody: EMPTY });
  const listed = async (input = {}) => (await test.run(listDashboards, input)).DashboardEntries;
  return { ...test, listed };
}

describe("a dashboard", () => {
  it("is given back without its white space", async () => {
    const { run } = testEngine();
    const DashboardBody = ' {\n "widgets" : [ { "type": "text", "properties": { "markdown": "caf\\u00e9" } } ] }\n';
    const put = await run(putDashboard, { DashboardName: "d", DashboardBody });
    expect(put).toEqual({ DashboardValidationMessages: [] });
    await expect(run(getDashboard, { DashboardName: "d" })).resolves.toEqual({
      DashboardArn: arn("d"),
      DashboardBody: '{"widgets":[{"type":"text","properties":{"markdown":"café"}}]}',
      DashboardName: "d",
    });
  });

  it("is replaced, and keeps the tags it was made with", async () => {
    const { run, listed, clock } = await withDashboards();
    await run(putDashboard, { DashboardName: "d", DashboardBody: EMPTY, Tags: [owned] });
    clock.set(NOON + 5_400);
    const DashboardBody = '{"widgets":[],"start":"-PT6H"}';
    await run(putDashboard, { DashboardName: "d", DashboardBody, Tags: [{ Key: "new", Value: "x" }] });
    await expect(run(getDashboard, { DashboardName: "d" })).resolves.toMatchObject({ DashboardBody });
    await expect(run(listTagsForResource, { ResourceARN: arn("d") })).resolves.toEqual({ Tags: [owned] });
    expect(await listed()).toMatchObject([{ LastModified: NOON + 5_000 }]);
  });

  it("is one in every region", async () => {
    const { run, engine } = await withDashboards("d");
    const elsewhere = { scope: { account: engine.account, region: "eu-west-1" }, requestId: "r", signed: true };
    const found = await getDashboard(engine, elsewhere, { DashboardName: "d" });
    expect(found).toEqual(await run(getDashboard, { DashboardName: "d" }));
  });

  it("that is not there is not found", async () => {
    await expect(testEngine().run(getDashboard, { DashboardName: "d" })).rejects.toMatchObject({
      code: "ResourceNotFound",
      status: 404,
      message: "Dashboard d does not exist",
    });
  });

  it("of an unknown widget type is taken with a warning", async () => {
    const { run } = testEngine();
    const DashboardBody = '{"widgets":[{"type":"future","properties":{}}]}';
    const { DashboardValidationMessages } = await run(putDashboard, { DashboardName: "d", DashboardBody });
    expect(DashboardValidationMessages).toEqual([
      {
        DataPath: "/widgets/0/type",
        Message:
          "The specified widget type is unknown. Use one of the allowed values: " +
          "chart,custom,metric,service,text,log,alarm,explorer,timeline,serviceMap,serviceTable,trace",
      },
    ]);
  });
});

describe("the list of dashboards", () => {
  it("is in the order of names, capitals first", async () => {
    const { listed } = await withDashboards("z", "A", "b");
    const entry = (DashboardName: string) => ({
      DashboardName,
      DashboardArn: arn(DashboardName),
      LastModified: NOON,
      Size: 51,
    });
    expect(await listed()).toEqual([entry("A"), entry("b"), entry("z")]);
    expect(await listed({ DashboardNamePrefix: "b" })).toEqual([entry("b")]);
    expect(await listed({ DashboardNamePrefix: "B" })).toEqual([]);
  });

  it("refuses a token it did not give, and prefixes that no name has", async () => {
    const { listed } = await withDashboards();
    await expect(listed({ NextToken: "x" })).rejects.toMatchObject({
      code: "ValidationError",
      message: "Invalid NextToken",
    });
    await expect(listed({ DashboardNamePrefix: "a/" })).rejects.toMatchObject({
      code: "InvalidParameterValue",
      message:
        "The value for field DashboardNamePrefix contains invalid characters. " +
        "It can only contain alphanumerics, dash (-) and underscore (_).\n",
    });
    await expect(listed({ DashboardNamePrefix: "a".repeat(256) })).rejects.toMatchObject({
      message: "The value for field DashboardNamePrefix is too long. It must have length less than or equal to 255.\n",
    });
  });

  it("goes on where its first thousand ended", async () => {
    const names = Array.from({ length: 1001 }, (_, n) => `d${String(n).padStart(4, "0")}`);
    const { run } = await withDashboards(...names);
    const first = await run(listDashboards, {});
    const second = await run(listDashboards, { NextToken: first.NextToken ?? "" });
    expect(first.DashboardEntries).toHaveLength(1000);
    expect(second.DashboardEntries.map(({ DashboardName }) => DashboardName)).toEqual(["d1000"]);
    expect(second).not.toHaveProperty("NextToken");
  });
});

describe("deleting dashboards", () => {
  it("passes over those that are not there, and deletes none beside a name that cannot be", async () => {
    const { run, listed } = await withDashboards("a", "b");
    await expect(run(deleteDashboards, { DashboardNames: ["a", "b/"] })).rejects.toMatchObject({
      code: "InvalidParameterValue",
      message:
        "The value for field DashboardNames[1] contains invalid characters. " +
        "It can only contain alphanumerics, dash (-) and underscore (_).\n",
    });
    expect(await listed()).toHaveLength(2);
    await run(deleteDashboards, { DashboardNames: ["missing", "a", "a"] });
    expect(await listed()).toMatchObject([{ DashboardName: "b" }]);
  });

  it("takes 1 to 100 names, each counted once", async () => {
    const { run } = await withDashboards();
    const refused = { code: "InvalidParameterValue", status: 400 };
    await expect(run(deleteDashboards, { DashboardNames: [] })).rejects.toMatchObject(refused);
    const DashboardNames = Array.from({ length: 101 }, (_, n) => `d${n}`);
    await expect(run(deleteDashboards, { DashboardNames })).rejects.toMatchObject(refused);
    await expect(run(deleteDashboards, { DashboardNames: DashboardNames.fill("d") })).resolves.toEqual({});
  });
});

describe("the size of a dashboard", () => {
  it("counts bytes, six for each character that HTML knows", () => {
    const size = (DashboardBody: string) => dashboardSize({ DashboardBody, tags: {}, hasHadTags: false });
    expect(size(EMPTY)).toBe(51);
    expect(size('{"a":"é雪"}')).toBe(13 + 37);
    expect(size(`{"a":"<>&='"}`)).toBe(8 + 30 + 37);
  });

  it("counts tags, and remembers that there were some", async () => {
    const { run, listed, clock } = await withDashboards("d");
    const size = async () => (await listed())[0]?.Size;
    clock.set(NOON + 3_000);
    await run(tagResource, { ResourceARN: arn("d"), Tags: [{ Key: "owned", Value: "size-control" }] });
    expect(await listed()).toMatchObject([{ Size: 232, LastModified: NOON + 3_000 }]);
    await run(untagResource, { ResourceARN: arn("d"), TagKeys: ["owned", "missing"] });
    expect(await size()).toBe(200);
  });
});

describe("a refused dashboard", () => {
  const notObject = "The field DashboardBody must be a valid JSON object";
  const invalid = (dataPath: string, message: string) =>
    `The dashboard body is invalid, there are 1 validation errors:\n${JSON.stringify([{ dataPath, message }], undefined, 2)}`;
  it.each([
    ["{", notObject],
    ["[]", notObject],
    ["null", notObject],
    ['"owned"', notObject],
    ["{}", invalid("", "Should have required property 'widgets'")],
    ['{"widgets":null}', invalid("/widgets", "Should be array")],
    ['{"widgets":[1]}', invalid("/widgets/0", "Should be object")],
    ['{"widgets":[{"properties":{}}]}', invalid("/widgets/0", "Should have required property 'type'")],
    ['{"widgets":[{"type":"text"}]}', invalid("/widgets/0", "Should have required property 'properties'")],
    ['{"widgets":[{"type":"text","properties":[]}]}', invalid("/widgets/0/properties", "Should be object")],
    [
      '{"widgets":[{"type":"text","properties":{}}]}',
      invalid("/widgets/0/properties", "Should have required property 'markdown'"),
    ],
    [
      '{"widgets":[{"type":"text","properties":{"markdown":3}}]}',
      invalid("/widgets/0/properties/markdown", "Should be string"),
    ],
    [
      '{"widgets":[{"type":"metric","properties":{},"x":1}]}',
      invalid("/widgets/0", "Should have property y when property x is present"),
    ],
    [`{"widgets":[${"1,".repeat(500)}1]}`, invalid("/widgets", "Should NOT have more than 500 items")],
  ])("%s", async (DashboardBody, message) => {
    const { run, listed } = await withDashboards();
    await expect(run(putDashboard, { DashboardName: "d", DashboardBody })).rejects.toMatchObject({
      code: "InvalidParameterInput",
      status: 400,
      message,
    });
    expect(await listed()).toEqual([]);
  });

  it("has no name, no body, or a name with a character that none has", async () => {
    const { run } = testEngine();
    const put = (DashboardName: string, DashboardBody: string) => run(putDashboard, { DashboardName, DashboardBody });
    const refused = (message: string) => ({ code: "InvalidParameterValue", message });
    await expect(put("d", "")).rejects.toMatchObject(refused("The parameter DashboardBody is required.\n"));
    await expect(put("", EMPTY)).rejects.toMatchObject(refused("The parameter DashboardName is required.\n"));
    await expect(put("a:b", EMPTY)).rejects.toMatchObject({
      message: expect.stringContaining("field DashboardName contains invalid characters"),
    });
  });

  it("has no tags", async () => {
    const { run } = testEngine();
    const missing = { ResourceARN: arn("d") };
    await expect(run(listTagsForResource, missing)).rejects.toMatchObject({ code: "ResourceNotFoundException" });
    await expect(run(tagResource, { ...missing, Tags: [owned] })).rejects.toMatchObject({ status: 404 });
  });
});
