import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "../create.ts";
import { testEngine } from "../engine.testing.ts";

const ACCOUNT = "123456789012";
const DOCUMENT = '{"Version":"2012-10-17","Statement":[]}';
const POLICY = `arn:aws:iam::${ACCOUNT}:policy/read`;

let engine: Engine;
beforeEach(async () => {
  engine = await testEngine();
  await ask("CreateRole", { RoleName: "r", AssumeRolePolicyDocument: DOCUMENT, Tags: [{ Key: "a", Value: "b" }] });
});
afterEach(() => engine.close());

const ask = (operation: string, input: object): Promise<object> => engine.request("iam", operation, input);
const code = (answer: Promise<object>): Promise<unknown> =>
  answer.then(
    () => "accepted",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );

describe("a role", () => {
  it("is shown with its trust policy percent-encoded", async () => {
    expect(await ask("GetRole", { RoleName: "r" })).toMatchObject({
      Role: {
        Arn: `arn:aws:iam::${ACCOUNT}:role/r`,
        Path: "/",
        MaxSessionDuration: 3600,
        AssumeRolePolicyDocument: encodeURIComponent(DOCUMENT),
        Tags: [{ Key: "a", Value: "b" }],
      },
    });
  });

  it("is changed and tagged", async () => {
    await ask("UpdateRole", { RoleName: "r", Description: "d", MaxSessionDuration: 7200 });
    await ask("UpdateAssumeRolePolicy", { RoleName: "r", PolicyDocument: "{}" });
    await ask("TagRole", { RoleName: "r", Tags: [{ Key: "c", Value: "d" }] });
    await ask("UntagRole", { RoleName: "r", TagKeys: ["a"] });
    expect(await ask("GetRole", { RoleName: "r" })).toMatchObject({
      Role: { Description: "d", MaxSessionDuration: 7200, AssumeRolePolicyDocument: "%7B%7D" },
    });
    expect(await ask("ListRoleTags", { RoleName: "r" })).toMatchObject({ Tags: [{ Key: "c", Value: "d" }] });
  });

  it("is shown with what the operation tells of it, and tags only where there are any", async () => {
    const input = { RoleName: "s", Path: "/app/", AssumeRolePolicyDocument: DOCUMENT, Description: "d" };
    const Role = {
      RoleName: "s",
      RoleId: expect.stringMatching(/^AROA[0-9A-F]{17}$/),
      Arn: `arn:aws:iam::${ACCOUNT}:role/app/s`,
      Path: "/app/",
      CreateDate: expect.any(Number),
      AssumeRolePolicyDocument: encodeURIComponent(DOCUMENT),
    };
    expect(await ask("CreateRole", input)).toEqual({ Role });
    const described = { ...Role, Description: "d", MaxSessionDuration: 3600 };
    expect(await ask("GetRole", { RoleName: "s" })).toEqual({ Role: described });
    expect(await ask("ListRoles", { PathPrefix: "/app/" })).toEqual({ Roles: [described], IsTruncated: false });
    expect(await ask("UpdateRoleDescription", { RoleName: "s", Description: "e" })).toEqual({
      Role: { ...Role, Description: "e" },
    });
  });

  it.each([
    ["no", "This policy contains invalid Json"],
    ['{"Statement":[{"Action":"sts:AssumeRole","Resource":"*"}]}', "Has prohibited field Resource"],
    ['{"Statement":{"Action":["sts:Assume"]}}', "AssumeRole policy may only specify STS AssumeRole actions."],
  ])("trusts by no policy like %s", async (PolicyDocument, message) => {
    await expect(ask("UpdateAssumeRolePolicy", { RoleName: "r", PolicyDocument })).rejects.toMatchObject({
      code: "MalformedPolicyDocument",
      message,
    });
  });

  it("takes a tag once, whatever its case", async () => {
    const Tags = [
      { Key: "team", Value: "a" },
      { Key: "Team", Value: "b" },
    ];
    expect(await code(ask("TagRole", { RoleName: "r", Tags }))).toBe("InvalidInput");
  });

  it("is made once, with a policy that is JSON", async () => {
    expect(await code(ask("CreateRole", { RoleName: "r", AssumeRolePolicyDocument: "{}" }))).toBe(
      "EntityAlreadyExists",
    );
    expect(await code(ask("CreateRole", { RoleName: "s", AssumeRolePolicyDocument: "no" }))).toBe(
      "MalformedPolicyDocument",
    );
    expect(await code(ask("GetRole", { RoleName: "s" }))).toBe("NoSuchEntity");
  });

  it("has inline policies, and cannot be deleted before them", async () => {
    const named = { RoleName: "r", PolicyName: "p" };
    await ask("PutRolePolicy", { ...named, PolicyDocument: DOCUMENT });
    expect(await ask("GetRolePolicy", named)).toEqual({ ...named, PolicyDocument: encodeURIComponent(DOCUMENT) });
    expect(await ask("ListRolePolicies", { RoleName: "r" })).toMatchObject({ PolicyNames: ["p"] });
    expect(await code(ask("DeleteRole", { RoleName: "r" }))).toBe("DeleteConflict");
    await ask("DeleteRolePolicy", named);
    expect(await code(ask("GetRolePolicy", named))).toBe("NoSuchEntity");
    expect(await code(ask("DeleteRole", { RoleName: "r" }))).toBe("accepted");
  });
});

describe("a managed policy", () => {
  beforeEach(() => ask("CreatePolicy", { PolicyName: "read", PolicyDocument: DOCUMENT }));

  it("is attached and detached, and counts where it is", async () => {
    const attachment = { RoleName: "r", PolicyArn: POLICY };
    await ask("AttachRolePolicy", attachment);
    expect(await ask("ListAttachedRolePolicies", { RoleName: "r" })).toMatchObject({
      AttachedPolicies: [{ PolicyName: "read", PolicyArn: POLICY }],
    });
    expect(await ask("GetPolicy", { PolicyArn: POLICY })).toMatchObject({ Policy: { AttachmentCount: 1 } });
    expect(await code(ask("DeletePolicy", { PolicyArn: POLICY }))).toBe("DeleteConflict");
    await ask("DetachRolePolicy", attachment);
    expect(await code(ask("DetachRolePolicy", attachment))).toBe("NoSuchEntity");
    expect(await code(ask("AttachRolePolicy", { RoleName: "r", PolicyArn: `${POLICY}x` }))).toBe("NoSuchEntity");
    expect(await code(ask("AttachRolePolicy", { RoleName: "r", PolicyArn: "read" }))).toBe("ValidationError");
    expect(await code(ask("DeletePolicy", { PolicyArn: POLICY }))).toBe("accepted");
  });

  it("has up to five versions, of which one is in force", async () => {
    const version = { PolicyArn: POLICY, PolicyDocument: "{}", SetAsDefault: true };
    expect(await ask("CreatePolicyVersion", version)).toEqual({
      PolicyVersion: { VersionId: "v2", IsDefaultVersion: true, CreateDate: expect.any(Number) },
    });
    expect(await ask("GetPolicyVersion", { PolicyArn: POLICY, VersionId: "v1" })).toMatchObject({
      PolicyVersion: { IsDefaultVersion: false, Document: encodeURIComponent(DOCUMENT) },
    });
    for (let more = 0; more < 3; more++) await ask("CreatePolicyVersion", version);
    expect(await code(ask("CreatePolicyVersion", version))).toBe("LimitExceeded");
    expect(await code(ask("DeletePolicyVersion", { PolicyArn: POLICY, VersionId: "v5" }))).toBe("DeleteConflict");
    expect(await code(ask("DeletePolicyVersion", { PolicyArn: POLICY, VersionId: "v1" }))).toBe("accepted");
    expect(await code(ask("DeletePolicyVersion", { PolicyArn: POLICY, VersionId: "v1" }))).toBe("NoSuchEntity");
    await expect(ask("GetPolicyVersion", { PolicyArn: `${POLICY}x`, VersionId: "v1" })).rejects.toMatchObject({
      code: "NoSuchEntity",
      message: `Policy ${POLICY}x version v1 does not exist or is not attachable.`,
    });
  });
});

describe("GetUser", () => {
  it("tells the caller, and knows nobody else", async () => {
    expect(await ask("GetUser", {})).toMatchObject({ User: { Arn: `arn:aws:iam::${ACCOUNT}:root` } });
    expect(await code(ask("GetUser", { UserName: "alice" }))).toBe("NoSuchEntity");
  });
});

it("changes are recorded in us-east-1, wherever they were made", async () => {
  await engine.request("iam", "DeleteRole", { RoleName: "r" }, "eu-west-1");
  const attribute = { LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: "DeleteRole" }] };
  expect(await engine.request("cloudtrail", "LookupEvents", attribute)).toMatchObject({
    Events: [{ Resources: [{ ResourceType: "AWS::IAM::Role", ResourceName: "r" }] }],
  });
});
