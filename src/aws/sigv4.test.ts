import { describe, expect, it } from "vitest";
import { credentialScope } from "./sigv4.ts";

const SCOPE = { accessKeyId: "AKIDEXAMPLE", date: "20261121", region: "eu-west-1", service: "monitoring" };

describe("credentialScope", () => {
  it("comes from the Authorization header", () => {
    const header =
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/eu-west-1/monitoring/aws4_request, SignedHeaders=host, Signature=00";
    expect(credentialScope(header, null)).toEqual(SCOPE);
  });

  it("comes from a presigned URL", () => {
    expect(credentialScope(null, "AKIDEXAMPLE/20261121/eu-west-1/monitoring/aws4_request")).toEqual(SCOPE);
  });

  it.each([
    null,
    "",
    "Basic dXNlcjpwYXNz",
    "AWS4-HMAC-SHA256",
    "AWS4-HMAC-SHA256 Credential=",
    "AWS4-HMAC-SHA256 Credential=A/1/r/s/aws4_request",
    "AWS4-HMAC-SHA256 Credential=A/20261121/EU WEST/logs/aws4_request",
    `AWS4-HMAC-SHA256 Credential=${"A/".repeat(100_000)}`,
  ])("is unknown for %j, which counts as unsigned", (header) => {
    expect(credentialScope(header, null)).toBeUndefined();
  });
});
