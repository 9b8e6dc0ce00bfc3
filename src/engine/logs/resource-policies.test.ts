import { describe, expect, it } from "vitest";
import { deleteResourcePolicy } from "./delete-resource-policy.ts";
import { describeResourcePolicies } from "./describe-resource-policies.ts";
import { NOON, testEngine } from "./engine.testing.ts";
import { putResourcePolicy } from "./put-resource-policy.ts";

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
    expect(rest.resourcePolicies.map(({ policyName }) => policyName)).toEqual(["p9"]);
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
