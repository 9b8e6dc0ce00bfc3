import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "../create.ts";
import { START, testEngine } from "../engine.testing.ts";

let engine: Engine;
let KeyId: string;
beforeEach(async () => {
  engine = await testEngine();
  const made = (await ask("CreateKey", { Description: "d" })) as { KeyMetadata: { KeyId: string } };
  KeyId = made.KeyMetadata.KeyId;
});
afterEach(() => engine.close());

const ask = (operation: string, input: object): Promise<object> => engine.request("kms", operation, input);
const code = (answer: Promise<object>): Promise<unknown> =>
  answer.then(
    () => "accepted",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );

describe("a key", () => {
  it("is found by its id, its ARN and its aliases", async () => {
    await ask("CreateAlias", { AliasName: "alias/trail", TargetKeyId: KeyId });
    const Arn = `arn:aws:kms:us-east-1:123456789012:key/${KeyId}`;
    for (const named of [KeyId, Arn, "alias/trail", "arn:aws:kms:us-east-1:123456789012:alias/trail"]) {
      expect(await ask("DescribeKey", { KeyId: named })).toMatchObject({
        KeyMetadata: { Arn, KeyState: "Enabled", Description: "d", KeySpec: "SYMMETRIC_DEFAULT" },
      });
    }
    expect(await code(ask("DescribeKey", { KeyId: "alias/none" }))).toBe("NotFoundException");
    expect(await code(ask("CreateAlias", { AliasName: "trail", TargetKeyId: KeyId }))).toBe("ValidationException");
  });

  it.each([
    ["none", "Invalid keyId 'none'"],
    ["mrk-none", "Invalid keyId 'mrk-none'"],
    ["134f2428-cec1-4b25-a1ae-9048164dba47", "Key '{}134f2428-cec1-4b25-a1ae-9048164dba47' does not exist"],
    ["mrk-d3b95762d3b95762d3b95762d3b95762", "Key '{}mrk-d3b95762d3b95762d3b95762d3b95762' does not exist"],
    ["arn:aws:kms:eu-west-1:123456789012:key/134f2428-cec1-4b25-a1ae-9048164dba47", "Invalid arn eu-west-1"],
  ])("that is not there is missed in KMS's words: %s", async (named, message) => {
    await expect(ask("DescribeKey", { KeyId: named })).rejects.toMatchObject({
      code: "NotFoundException",
      message: message.replace("{}", "arn:aws:kms:us-east-1:123456789012:key/"),
    });
  });

  it("has a policy, rotation, tags and a description, which can be changed", async () => {
    expect(JSON.stringify(await ask("GetKeyPolicy", { KeyId }))).toContain("Enable IAM User Permissions");
    await ask("PutKeyPolicy", { KeyId, Policy: "{}" });
    expect(await ask("GetKeyPolicy", { KeyId })).toEqual({ Policy: "{}", PolicyName: "default" });
    expect(await ask("GetKeyRotationStatus", { KeyId })).toMatchObject({ KeyRotationEnabled: false });
    await ask("EnableKeyRotation", { KeyId });
    expect(await ask("GetKeyRotationStatus", { KeyId })).toMatchObject({ RotationPeriodInDays: 365 });
    await ask("DisableKeyRotation", { KeyId });
    await ask("TagResource", { KeyId, Tags: [{ TagKey: "a", TagValue: "b" }] });
    expect(await ask("ListResourceTags", { KeyId })).toMatchObject({ Tags: [{ TagKey: "a", TagValue: "b" }] });
    await ask("UntagResource", { KeyId, TagKeys: ["a"] });
    expect(await ask("ListResourceTags", { KeyId })).toMatchObject({ Tags: [] });
    await ask("UpdateKeyDescription", { KeyId, Description: "e" });
    await ask("DisableKey", { KeyId });
    expect(await ask("DescribeKey", { KeyId })).toMatchObject({
      KeyMetadata: { Description: "e", KeyState: "Disabled", Enabled: false },
    });
  });

  it("waits for its deletion, which can be called off", async () => {
    const DeletionDate = START + 7 * 24 * 60 * 60 * 1000;
    expect(await ask("ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 })).toMatchObject({ DeletionDate });
    expect(await ask("DescribeKey", { KeyId })).toMatchObject({ KeyMetadata: { KeyState: "PendingDeletion" } });
    expect(await code(ask("ScheduleKeyDeletion", { KeyId }))).toBe("KMSInvalidStateException");
    await ask("CancelKeyDeletion", { KeyId });
    expect(await ask("DescribeKey", { KeyId })).toMatchObject({ KeyMetadata: { KeyState: "Disabled" } });
  });

  it("is refused when it would be of another kind", async () => {
    expect(await code(ask("CreateKey", { KeySpec: "RSA_2048" }))).toBe("UnsupportedOperationException");
  });
});

describe("an alias", () => {
  it("is made once, moved, listed and deleted", async () => {
    const alias = { AliasName: "alias/trail", TargetKeyId: KeyId };
    expect(await code(ask("UpdateAlias", alias))).toBe("NotFoundException");
    await ask("CreateAlias", alias);
    expect(await code(ask("CreateAlias", alias))).toBe("AlreadyExistsException");
    await ask("UpdateAlias", alias);
    expect(await ask("ListAliases", { KeyId })).toMatchObject({ Aliases: [{ AliasName: "alias/trail" }] });
    await ask("DeleteAlias", { AliasName: "alias/trail" });
    expect(await code(ask("DeleteAlias", { AliasName: "alias/trail" }))).toBe("NotFoundException");
  });
});
