import { beforeEach, describe, expect, it } from "vitest";
import { awsError, invalid, type TestEngine, testEngine } from "./engine.testing.ts";
import { snsOperations as sns } from "./operations.ts";

const ResourceArn = "arn:aws:sns:us-east-1:123456789012:alarms";
const notThere = awsError("ResourceNotFound", 404, "Resource does not exist");

let test: TestEngine;

beforeEach(async () => {
  test = testEngine();
  await sns.CreateTopic(test.engine, test.signed, { Name: "alarms", Tags: [{ Key: "stage", Value: "first" }] });
});

async function tags() {
  return (await sns.ListTagsForResource(test.engine, test.signed, { ResourceArn })).Tags;
}

function tag(...Tags: { Key: string; Value: string }[]) {
  return sns.TagResource(test.engine, test.signed, { ResourceArn, Tags });
}

describe("tags of a topic", () => {
  it("are added, replaced and taken away, and listed in the order they came", async () => {
    await tag({ Key: "owned", Value: "x" }, { Key: "empty", Value: "" });
    await tag({ Key: "stage", Value: "second" });
    await sns.UntagResource(test.engine, test.signed, { ResourceArn, TagKeys: ["empty", "absent"] });
    expect(await tags()).toEqual([
      { Key: "stage", Value: "second" },
      { Key: "owned", Value: "x" },
    ]);
  });

  it("are at most fifty, with distinct keys that are not AWS's; a refusal changes nothing", async () => {
    const many = Array.from({ length: 50 }, (_, at) => ({ Key: `key-${at}`, Value: "x" }));
    await expect(tag(...many)).rejects.toMatchObject(
      awsError("TagLimitExceeded", 400, "Could not complete request: tag quota of per resource exceeded"),
    );
    await expect(tag({ Key: "a", Value: "1" }, { Key: "a", Value: "2" })).rejects.toMatchObject(
      invalid("Duplicated keys are not allowed."),
    );
    await expect(tag({ Key: "aws:a", Value: "1" })).rejects.toMatchObject({ code: "InvalidParameter" });
    expect(await tags()).toEqual([{ Key: "stage", Value: "first" }]);
  });

  it("belong to topics that are there", async () => {
    for (const arn of [`${ResourceArn}2`, "alarms"]) {
      const input = { ResourceArn: arn, Tags: [], TagKeys: [] };
      await expect(sns.TagResource(test.engine, test.signed, input)).rejects.toMatchObject(notThere);
      await expect(sns.UntagResource(test.engine, test.signed, input)).rejects.toMatchObject(notThere);
      await expect(sns.ListTagsForResource(test.engine, test.signed, input)).rejects.toMatchObject(notThere);
    }
  });
});
