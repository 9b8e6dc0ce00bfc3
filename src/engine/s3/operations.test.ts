import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "../create.ts";
import { testEngine } from "../engine.testing.ts";

let engine: Engine;
beforeEach(async () => {
  engine = await testEngine();
  await ask("CreateBucket", { Bucket: "logs" });
});
afterEach(() => engine.close());

const ask = (operation: string, input: object = { Bucket: "logs" }, region?: string): Promise<object> =>
  engine.request("s3", operation, input, region);
const code = (answer: Promise<object>): Promise<unknown> =>
  answer.then(
    () => "accepted",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );

describe("a bucket", () => {
  it("is made once, except in us-east-1, and gone when deleted", async () => {
    expect(await code(ask("CreateBucket"))).toBe("accepted");
    await ask("CreateBucket", { Bucket: "other" }, "eu-west-1");
    expect(await code(ask("CreateBucket", { Bucket: "other" }, "eu-west-1"))).toBe("BucketAlreadyOwnedByYou");
    expect(await ask("HeadBucket", { Bucket: "other" })).toEqual({ BucketRegion: "eu-west-1" });
    expect(await ask("ListBuckets", {})).toMatchObject({ Buckets: [{ Name: "logs" }, { Name: "other" }] });
    await ask("DeleteBucket");
    expect(await code(ask("HeadBucket"))).toBe("NoSuchBucket");
  });

  it("has a name of S3", async () => {
    expect(await code(ask("CreateBucket", { Bucket: "No_Bucket" }))).toBe("InvalidBucketName");
  });

  it("is born closed to the public, encrypted and without ACLs", async () => {
    expect(JSON.stringify(await ask("GetPublicAccessBlock"))).not.toContain("false");
    expect(JSON.stringify(await ask("GetBucketEncryption"))).toContain("AES256");
    expect(JSON.stringify(await ask("GetBucketOwnershipControls"))).toContain("BucketOwnerEnforced");
  });

  it.each([
    ["GetBucketPolicy", "NoSuchBucketPolicy"],
    ["GetBucketLifecycleConfiguration", "NoSuchLifecycleConfiguration"],
    ["GetBucketTagging", "NoSuchTagSet"],
    ["GetBucketCors", "NoSuchCORSConfiguration"],
    ["GetBucketWebsite", "NoSuchWebsiteConfiguration"],
    ["GetBucketReplication", "ReplicationConfigurationNotFoundError"],
    ["GetObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"],
  ])("answers %s with %s while there is none", async (operation, expected) => {
    expect(await code(ask(operation))).toBe(expected);
  });
});

describe("a setting of a bucket", () => {
  it("is shown as it was put, until it is deleted", async () => {
    await ask("PutBucketPolicy", { Bucket: "logs", Document: '{ "a": 1 }' });
    expect(await ask("GetBucketPolicy")).toEqual({ Document: '{ "a": 1 }' });
    await ask("DeleteBucketPolicy");
    expect(await code(ask("GetBucketPolicy"))).toBe("NoSuchBucketPolicy");
  });

  it("has a size beside it when it is a lifecycle", async () => {
    const TransitionDefaultMinimumObjectSize = "varies_by_storage_class";
    await ask("PutBucketLifecycleConfiguration", { Bucket: "logs", Document: "<L/>" });
    expect(await ask("GetBucketLifecycleConfiguration")).toEqual({
      Document: "<L/>",
      TransitionDefaultMinimumObjectSize: "all_storage_classes_128K",
    });
    const put = { Bucket: "logs", Document: "<M/>", TransitionDefaultMinimumObjectSize };
    await ask("PutBucketLifecycleConfiguration", put);
    expect(await ask("GetBucketLifecycleConfiguration")).toEqual({
      Document: "<M/>",
      TransitionDefaultMinimumObjectSize,
    });
  });

  it("is an ACL, canned or spelled out", async () => {
    await ask("PutBucketAcl", { Bucket: "logs", ACL: "log-delivery-write" });
    expect(JSON.stringify(await ask("GetBucketAcl"))).toContain("groups/s3/LogDelivery");
    await ask("PutBucketAcl", { Bucket: "logs", Document: "<AccessControlPolicy/>" });
    expect(await ask("GetBucketAcl")).toEqual({ Document: "<AccessControlPolicy/>" });
    expect(await code(ask("PutBucketAcl", { Bucket: "logs", ACL: "bogus" }))).toBe("InvalidArgument");
  });

  it("is told by the event history under CloudTrail's name for it", async () => {
    await ask("PutPublicAccessBlock", { Bucket: "logs", Document: "<P/>" });
    const found = await engine.request("cloudtrail", "LookupEvents", {
      LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: "logs" }],
    });
    expect(found).toMatchObject({
      Events: [{ EventName: "PutBucketPublicAccessBlock" }, { EventName: "CreateBucket" }],
    });
  });
});
