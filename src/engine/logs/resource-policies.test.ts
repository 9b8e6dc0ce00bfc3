import { describe, expect, it } from "vitest";
import { deleteLogGroup } from "./delete-log-group.ts";
import { deleteResourcePolicy } from "./delete-resource-policy.ts";
import { describeResourcePolicies } from "./describe-resource-policies.ts";
import { engineWithStreams, GROUP, NOON, testEngine } from "./engine.testing.ts";
import { putResourcePolicy } from "./put-resource-policy.ts";
import { canonicalPolicy } from "./resource-policies.ts";

const statement = {
  Effect: "Allow",
  Principal: { Service: ["route53.amazonaws.com"] },
  Action: "logs:*",
  Resource: "*",
};
const policyDocument = JSON.stringify({ Statement: [statement] });

describe("resource policies", () => {
  it("come back to the letter when put, and in canonical form when described", async () => {
    const { run } = testEngine();
    const put = await run(putResourcePolicy, { policyName: "p", policyDocument });
    const shown = { policyName: "p", lastUpdatedTime: NOON, policyScope: "ACCOUNT" };
    expect(put).toEqual({ resourcePolicy: { ...shown, policyDocument } });
    const canonical = {
      Version: "2008-10-17",
      Statement: [{ ...statement, Principal: { Service: "route53.amazonaws.com" } }],
    };
    await expect(run(describeResourcePolicies, {})).resolves.toEqual({
      resourcePolicies: [{ ...shown, policyDocument: JSON.stringify(canonical) }],
    });
    await expect(run(describeResourcePolicies, { policyScope: "RESOURCE" })).resolves.toEqual({ resourcePolicies: [] });
  });

  it("are ten at most; one that is there can still be replaced", async () => {
    const { run } = testEngine();
    for (let n = 0; n < 10; n++) await run(putResourcePolicy, { policyName: `p${n}`, policyDocument });
    await expect(run(putResourcePolicy, { policyName: "more", policyDocument })).rejects.toMatchObject({
      code: "LimitExceededException",
      message: "Resource limit exceeded.",
    });
    await run(putResourcePolicy, { policyName: "p1", policyDocument: "{}" });
    const first = await run(describeResourcePolicies, { limit: 9 });
    const rest = await run(describeResourcePolicies, { limit: 9, nextToken: first.nextToken ?? "" });
    expect(rest.resourcePolicies).toMatchObject([{ policyName: "p9" }]);
    expect(rest.resourcePolicies).toHaveLength(1);
  });

  it("have a JSON object as document", async () => {
    const { run } = testEngine();
    for (const bad of ["no", "[]", "null"]) {
      await expect(run(putResourcePolicy, { policyName: "p", policyDocument: bad })).rejects.toMatchObject({
        code: "InvalidParameterException",
      });
    }
  });

  it("can be deleted once", async () => {
    const { run } = testEngine();
    await run(putResourcePolicy, { policyName: "p", policyDocument });
    await run(deleteResourcePolicy, { policyName: "p" });
    await expect(run(deleteResourcePolicy, { policyName: "p" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: "Policy with name [p] does not exist.",
    });
  });
});

describe("the resource policy of a log group", () => {
  const resourceArn = `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}`;

  it("is shown by its ARN and its revision, and in the scope of resources only", async () => {
    const { run } = await engineWithStreams();
    const put = await run(putResourcePolicy, { resourceArn, policyDocument });
    const { revisionId } = revisionOf(put);
    const shown = { resourceArn, revisionId, lastUpdatedTime: NOON, policyScope: "RESOURCE" };
    expect(put).toEqual({ resourcePolicy: { ...shown, policyDocument }, revisionId });
    const described = { resourcePolicies: [{ ...shown, policyDocument: canonicalPolicy(policyDocument) }] };
    await expect(run(describeResourcePolicies, { resourceArn, policyScope: "RESOURCE" })).resolves.toEqual(described);
    await expect(run(describeResourcePolicies, { policyScope: "RESOURCE" })).resolves.toEqual(described);
    await expect(run(describeResourcePolicies, {})).resolves.toEqual({ resourcePolicies: [] });
  });

  it("is replaced and deleted only by its latest revision", async () => {
    const { run } = await engineWithStreams();
    const first = revisionOf(await run(putResourcePolicy, { resourceArn, policyDocument })).revisionId;
    const again = { resourceArn, policyDocument: "{}" };
    await expect(run(putResourcePolicy, again)).rejects.toMatchObject({ code: "InvalidParameterException" });
    const second = revisionOf(await run(putResourcePolicy, { ...again, expectedRevisionId: first })).revisionId;
    expect(second).not.toBe(first);
    await expect(run(deleteResourcePolicy, { resourceArn, expectedRevisionId: first })).rejects.toMatchObject({
      code: "OperationAbortedException",
    });
    await run(deleteResourcePolicy, { resourceArn, expectedRevisionId: second });
    await expect(run(deleteResourcePolicy, { resourceArn, expectedRevisionId: second })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
  });

  it("needs its group and goes with it", async () => {
    const { run } = await engineWithStreams();
    const missing = { code: "ResourceNotFoundException" };
    await expect(run(putResourcePolicy, { resourceArn: `${resourceArn}x`, policyDocument })).rejects.toMatchObject(
      missing,
    );
    await run(putResourcePolicy, { resourceArn, policyDocument });
    await run(deleteLogGroup, { logGroupName: GROUP });
    await expect(run(describeResourcePolicies, { resourceArn })).resolves.toEqual({ resourcePolicies: [] });
  });

  it("is of nothing but a log group, and a policy has a name or an ARN", async () => {
    const { run } = testEngine();
    const invalid = { code: "InvalidParameterException" };
    await expect(run(putResourcePolicy, { resourceArn: "arn:aws:s3:::b", policyDocument })).rejects.toMatchObject(
      invalid,
    );
    await expect(run(putResourcePolicy, { policyDocument })).rejects.toMatchObject(invalid);
    await expect(run(deleteResourcePolicy, {})).rejects.toMatchObject(invalid);
  });
});

function revisionOf(output: object): { readonly revisionId: string } {
  if (!("revisionId" in output) || typeof output.revisionId !== "string") throw new Error("there is no revision");
  return { revisionId: output.revisionId };
}
