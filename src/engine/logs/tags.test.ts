import { describe, expect, it } from "vitest";
import { createLogGroup } from "./create-log-group.ts";
import { GROUP, type TestEngine, testEngine } from "./engine.testing.ts";
import { listTagsLogGroup, tagLogGroup, untagLogGroup } from "./tag-log-group.ts";
import { listTagsForResource, tagResource, untagResource } from "./tag-resource.ts";

const resourceArn = `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}`;

async function taggedGroup(tags: Readonly<Record<string, string>> = { env: "a" }): Promise<TestEngine> {
  const test = testEngine();
  await test.run(createLogGroup, { logGroupName: GROUP, tags });
  return test;
}

describe("the tags of a log group", () => {
  it("are the same for the older and the newer operations", async () => {
    const { run } = await taggedGroup();
    await run(tagLogGroup, { logGroupName: GROUP, tags: { old: "1" } });
    await run(tagResource, { resourceArn, tags: { new: "2", env: "b" } });
    const all = { tags: { env: "b", old: "1", new: "2" } };
    await expect(run(listTagsLogGroup, { logGroupName: GROUP })).resolves.toEqual(all);
    await expect(run(listTagsForResource, { resourceArn })).resolves.toEqual(all);
    await run(untagLogGroup, { logGroupName: GROUP, tags: ["new", "never was"] });
    await run(untagResource, { resourceArn, tagKeys: ["old"] });
    await expect(run(listTagsForResource, { resourceArn })).resolves.toEqual({ tags: { env: "b" } });
  });

  it("are an empty map where there are none", async () => {
    const { run } = testEngine();
    await run(createLogGroup, { logGroupName: GROUP });
    await expect(run(listTagsLogGroup, { logGroupName: GROUP })).resolves.toEqual({ tags: {} });
  });

  it("are fifty at most, and a key that is there makes no more", async () => {
    const { run } = await taggedGroup(Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, "v"])));
    await run(tagResource, { resourceArn, tags: { k7: "w" } });
    await expect(run(tagResource, { resourceArn, tags: { k50: "v" } })).rejects.toMatchObject({
      code: "TooManyTagsException",
    });
  });

  it("have no keys of AWS's own", async () => {
    const { run } = await taggedGroup();
    const tags = { "aws:x": "v" };
    const refused = { code: "InvalidParameterException" };
    await expect(run(tagLogGroup, { logGroupName: GROUP, tags })).rejects.toMatchObject(refused);
    await expect(run(createLogGroup, { logGroupName: "other", tags })).rejects.toMatchObject(refused);
  });

  it.each([
    `${resourceArn}:*`,
    GROUP,
    "arn:aws:logs:eu-west-1:123456789012:log-group:a",
    "arn:aws:logs:us-east-1:123456789012:anomaly-detector:a",
    "arn:aws:logs:us-east-1:123456789012:delivery:a-b",
  ])("are not found by %s", async (arn) => {
    const { run } = await taggedGroup();
    await expect(run(listTagsForResource, { resourceArn: arn })).rejects.toMatchObject({
      code: "ValidationException",
      message: "Invalid resourceArn",
    });
  });

  it("need a group", async () => {
    const { run } = await taggedGroup();
    const missing = { code: "ResourceNotFoundException", message: "The specified log group does not exist." };
    await expect(run(listTagsForResource, { resourceArn: `${resourceArn}x` })).rejects.toMatchObject(missing);
    await expect(run(untagLogGroup, { logGroupName: "none", tags: ["a"] })).rejects.toMatchObject(missing);
  });
});
