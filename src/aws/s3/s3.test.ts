import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AwsError } from "../../engine/aws-error.ts";
import { type AwsCall, createAwsHandler } from "../handler.ts";
import { s3Route } from "./route.ts";

const CREDENTIAL =
  "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00";

let calls: AwsCall[];
let answer: (call: AwsCall) => object;
beforeEach(() => {
  calls = [];
  answer = () => ({});
});
afterEach(() => {
  calls = [];
});

const handle = createAwsHandler({
  invoke: async (call) => {
    calls.push(call);
    return answer(call);
  },
  serves: () => true,
  account: "123456789012",
  region: "us-east-1",
  newRequestId: () => "request-1",
  log: { error: () => undefined },
});

const send = (method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> =>
  handle(
    new Request(`http://127.0.0.1:4666${path}`, {
      method,
      headers: { authorization: CREDENTIAL, ...headers },
      ...(body === undefined ? {} : { body }),
    }),
  );

describe("a request to S3", () => {
  it("is known by its signing name, and names bucket and setting in its address", async () => {
    const response = await send("PUT", "/logs?policy", '{"Version":"2012-10-17"}');
    expect(response.status).toBe(204);
    expect(calls).toMatchObject([
      { service: "s3", operation: "PutBucketPolicy", input: { Bucket: "logs", Document: '{"Version":"2012-10-17"}' } },
    ]);
  });

  it("brings documents back as they were put", async () => {
    answer = () => ({ Document: '{"a": 1}' });
    const policy = await send("GET", "/logs?policy");
    expect(policy.headers.get("content-type")).toBe("application/json");
    expect(await policy.text()).toBe('{"a": 1}');
    answer = () => ({ Document: "<Tagging/>" });
    expect(await (await send("GET", "/logs?tagging")).text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Tagging/>',
    );
  });

  it("is refused in S3's own form, and without a body when only the head is asked for", async () => {
    answer = () => {
      throw new AwsError("NoSuchBucket", 404, "The specified bucket does not exist");
    };
    const refused = await send("GET", "/nope?policy");
    expect(refused.status).toBe(404);
    expect(await refused.text()).toContain(
      "<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message>",
    );
    expect(await (await send("HEAD", "/nope")).text()).toBe("");
  });

  it("creates a bucket where and with what its body says", async () => {
    const body =
      "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint><Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags></CreateBucketConfiguration>";
    await send("PUT", "/logs", body, { "x-amz-acl": "private" });
    expect(calls[0]?.input).toEqual({
      Bucket: "logs",
      ACL: "private",
      LocationConstraint: "eu-west-1",
      TagSet: "<Tag><Key>a</Key><Value>b</Value></Tag>",
    });
  });

  it("tells the region of a bucket", async () => {
    answer = () => ({ BucketRegion: "eu-west-1" });
    expect((await send("HEAD", "/logs")).headers.get("x-amz-bucket-region")).toBe("eu-west-1");
    expect(await (await send("GET", "/logs?location")).text()).toContain(">eu-west-1</LocationConstraint>");
  });

  it("lists buckets, and no objects in them", async () => {
    answer = () => ({ Buckets: [{ Name: "logs", CreationDate: 0 }] });
    expect(await (await send("GET", "/")).text()).toContain(
      "<Bucket><Name>logs</Name><CreationDate>1970-01-01T00:00:00.000Z</CreationDate></Bucket>",
    );
    expect(await (await send("GET", "/logs?list-type=2&prefix=a")).text()).toContain("<KeyCount>0</KeyCount>");
    expect(await (await send("GET", "/logs?versions")).text()).toContain("<IsTruncated>false</IsTruncated>");
  });

  it.each([
    ["PUT", "/logs/key", "objects"],
    ["PUT", "/logs?replication", "replication"],
    ["GET", "/logs?inventory&id=1", "inventory, id"],
    ["POST", "/logs", "POST"],
    ["DELETE", "/", "DELETE"],
  ])("%s %s is refused by name", async (method, path, named) => {
    const response = await send(method, path, method === "PUT" || method === "POST" ? "x" : undefined);
    expect(response.status).toBe(501);
    expect(await response.text()).toContain(named);
    expect(calls).toEqual([]);
  });

  it("refuses headers that it would have to ignore, and a setting without a body", async () => {
    expect((await send("PUT", "/logs?acl", undefined, { "x-amz-grant-read": "id=1" })).status).toBe(501);
    expect(await (await send("PUT", "/logs?policy")).text()).toContain("MissingRequestBodyError");
  });
});

describe("s3Route", () => {
  it("takes no notice of what only shapes the answer", () => {
    const url = new URL("http://127.0.0.1/logs?versions&max-keys=5&x-id=ListObjectVersions");
    expect(s3Route("GET", url)).toMatchObject({ operation: "ListObjectVersions", bucket: "logs" });
  });
});
