import { describe, expect, it } from "vitest";
import { createLogGroup } from "./create-log-group.ts";
import { deleteLogGroup } from "./delete-log-group.ts";
import { engineWithStreams, GROUP, NOON } from "./engine.testing.ts";
import { deleteIndexPolicy, describeIndexPolicies, putIndexPolicy } from "./index-policies.ts";

const groupArn = `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}`;
const policyDocument = '{"Fields":["eventName","sourceIPAddress"]}';

describe("the index policy of a log group", () => {
  it("is kept to the letter and shown with the group's ARN", async () => {
    const { run } = await engineWithStreams();
    const indexPolicy = { logGroupIdentifier: groupArn, policyDocument, lastUpdateTime: NOON, source: "LOG_GROUP" };
    await expect(run(putIndexPolicy, { logGroupIdentifier: GROUP, policyDocument })).resolves.toEqual({ indexPolicy });
    await expect(run(describeIndexPolicies, { logGroupIdentifiers: [groupArn] })).resolves.toEqual({
      indexPolicies: [indexPolicy],
    });
  });

  it("can be deleted, and goes with its group", async () => {
    const { run } = await engineWithStreams();
    const none = { indexPolicies: [] };
    await run(putIndexPolicy, { logGroupIdentifier: GROUP, policyDocument });
    await run(deleteIndexPolicy, { logGroupIdentifier: groupArn });
    await expect(run(describeIndexPolicies, { logGroupIdentifiers: [GROUP] })).resolves.toEqual(none);
    await run(putIndexPolicy, { logGroupIdentifier: GROUP, policyDocument });
    await run(deleteLogGroup, { logGroupName: GROUP });
    await run(createLogGroup, { logGroupName: GROUP });
    await expect(run(describeIndexPolicies, { logGroupIdentifiers: [GROUP] })).resolves.toEqual(none);
  });

  it("needs a group of the standard class and a JSON object", async () => {
    const { run } = await engineWithStreams();
    await run(createLogGroup, { logGroupName: "rare", logGroupClass: "INFREQUENT_ACCESS" });
    const put = (logGroupIdentifier: string, document: string) =>
      run(putIndexPolicy, { logGroupIdentifier, policyDocument: document });
    await expect(put("none", policyDocument)).rejects.toMatchObject({ code: "ResourceNotFoundException" });
    await expect(put("rare", policyDocument)).rejects.toMatchObject({ code: "ValidationException" });
    await expect(put(GROUP, "[]")).rejects.toMatchObject({ code: "InvalidParameterException" });
    await expect(run(describeIndexPolicies, { logGroupIdentifiers: ["none"] })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
  });
});
