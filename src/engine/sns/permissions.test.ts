import { beforeEach, describe, expect, it } from "vitest";
import { awsError, invalid, type TestEngine, testEngine } from "./engine.testing.ts";
import { snsOperations as sns } from "./operations.ts";

const TopicArn = "arn:aws:sns:us-east-1:123456789012:alarms";

let test: TestEngine;

beforeEach(async () => {
  test = testEngine();
  await sns.CreateTopic(test.engine, test.signed, { Name: "alarms" });
});

async function policy() {
  const { Attributes } = await sns.GetTopicAttributes(test.engine, test.signed, { TopicArn });
  return JSON.parse(Attributes["Policy"] ?? "");
}

function add(Label: string, AWSAccountId: readonly string[], ActionName: readonly string[], topic = TopicArn) {
  return sns.AddPermission(test.engine, test.signed, { TopicArn: topic, Label, AWSAccountId, ActionName });
}

function remove(Label: string) {
  return sns.RemovePermission(test.engine, test.signed, { TopicArn, Label });
}

describe("permissions", () => {
  it("are statements of the topic's policy, written as SNS writes them", async () => {
    const before = await policy();
    await add("one", ["999999999999"], ["Publish"]);
    await add("two", ["888888888888", "999999999999"], ["Publish", "Receive"]);
    expect((await policy()).Statement).toEqual([
      ...before.Statement,
      {
        Sid: "one",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::999999999999:root" },
        Action: "SNS:Publish",
        Resource: TopicArn,
      },
      {
        Sid: "two",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::888888888888:root", "arn:aws:iam::999999999999:root"] },
        Action: ["SNS:Publish", "SNS:Receive"],
        Resource: TopicArn,
      },
    ]);
    await remove("one");
    await remove("two");
    await remove("two");
    expect(await policy()).toEqual(before);
  });

  it("the same again changes nothing, another under its label is refused", async () => {
    await add("one", ["999999999999"], ["Publish"]);
    await add("one", ["999999999999"], ["Publish"]);
    expect((await policy()).Statement).toHaveLength(2);
    await expect(add("one", ["999999999999"], ["Subscribe"])).rejects.toMatchObject(
      invalid("Statement already exists"),
    );
  });

  it("refuses actions that no topic has, accounts that are none, and missing topics", async () => {
    await expect(add("one", ["999999999999"], ["Fly"])).rejects.toMatchObject(
      invalid("Policy statement action out of service scope!"),
    );
    await expect(add("one", ["nobody"], ["Publish"])).rejects.toMatchObject({ code: "InvalidParameter" });
    await expect(add("one", ["999999999999"], ["Publish"], `${TopicArn}2`)).rejects.toMatchObject(
      awsError("NotFound", 404, "Topic does not exist"),
    );
  });

  it("let the account's alarms publish as before", async () => {
    await add("one", ["999999999999"], ["Publish"]);
    await expect(sns.Publish(test.engine, test.signed, { TopicArn, Message: "m" })).resolves.toHaveProperty(
      "MessageId",
    );
  });
});
