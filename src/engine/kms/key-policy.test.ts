import { describe, expect, it } from "vitest";
import { mayUseKey } from "./key-policy.ts";

const ACCOUNT = "123456789012";
const ALARM = `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:root-usage`;
const BOTH = ["kms:Decrypt", "kms:GenerateDataKey*"];

function decision(...statements: readonly object[]): string {
  const { kind, missing } = mayUseKey(JSON.stringify({ Statement: statements }), ALARM, ACCOUNT);
  return [kind, ...missing].join(" ");
}

function allow(changes: object = {}): object {
  return {
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: BOTH,
    Resource: "*",
    ...changes,
  };
}

describe("the policy of a key", () => {
  it("lets alarms through that names CloudWatch and both actions", () => {
    expect(decision(allow())).toBe("allowed");
    expect(decision(allow({ Action: "kms:*" }))).toBe("allowed");
    expect(decision(allow({ Principal: "*" }))).toBe("allowed");
    expect(decision(allow({ Action: "kms:Decrypt" }), allow({ Action: "KMS:generatedatakey" }))).toBe("allowed");
  });

  it("does not by what it lets the account do: a service has no rights from IAM", () => {
    const account = allow({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*" });
    expect(decision(account)).toBe("not allowed kms:Decrypt kms:GenerateDataKey");
  });

  it("names the action that is missing", () => {
    expect(decision(allow({ Action: "kms:Decrypt" }))).toBe("not allowed kms:GenerateDataKey");
  });

  it("is held to its conditions, and what cannot be judged tells against it", () => {
    expect(decision(allow({ Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } }))).toBe("allowed");
    expect(decision(allow({ Condition: { ArnLike: { "aws:SourceArn": `${ALARM}-other` } } }))).toContain("not allowed");
    expect(decision(allow({ Condition: { StringEquals: { "kms:CallerAccount": ACCOUNT } } }))).toContain("not allowed");
  });

  it("refuses where a Deny applies, or may apply", () => {
    const deny = { Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" };
    expect(decision(allow(), deny)).toContain("not allowed");
    expect(decision(allow(), { ...deny, Condition: { Bool: { "kms:Unknown": "true" } } })).toContain("not allowed");
    expect(decision(allow(), { ...deny, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/bob` } })).toBe("allowed");
  });

  it.each(["", "[]", "{", '{"Statement":3}', "null"])("that is none, %j, allows nothing", (policy) => {
    expect(mayUseKey(policy, ALARM, ACCOUNT).kind).toBe("not allowed");
  });
});
