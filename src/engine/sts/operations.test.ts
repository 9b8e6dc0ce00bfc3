import { expect, it } from "vitest";
import { testEngine } from "../sns/engine.testing.ts";
import { stsOperations } from "./operations.ts";

it("GetCallerIdentity answers with the account's root", async () => {
  const { engine, signed } = testEngine();
  expect(await stsOperations.GetCallerIdentity(engine, signed, {})).toEqual({
    UserId: "123456789012",
    Account: "123456789012",
    Arn: "arn:aws:iam::123456789012:root",
  });
});

it("GetAccessKeyInfo answers with the account that every key belongs to", async () => {
  const { engine, signed } = testEngine();
  expect(await stsOperations.GetAccessKeyInfo(engine, signed, { AccessKeyId: "AKIAIOSFODNN7EXAMPLE" })).toEqual({
    Account: "123456789012",
  });
});
