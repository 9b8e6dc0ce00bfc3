import { describe, expect, it } from "vitest";
import { gapOf, isMissing, isNotEnabled } from "./gap.ts";

const call = { action: "sns:GetTopicAttributes", region: "eu-west-1", resource: "arn:aws:sns:x" } as const;

/** As the SDK throws what a service refuses. */
function refusal(name: string, message = "no"): Error {
  return Object.assign(new Error(message), { name, $fault: "client", $metadata: {} });
}

describe("gaps", () => {
  it("say what was asked, and why there is no answer", () => {
    expect(gapOf(call, refusal("AuthorizationErrorException", "not yours"))).toEqual({
      service: "sns",
      operation: "GetTopicAttributes",
      region: "eu-west-1",
      resource: "arn:aws:sns:x",
      code: "AuthorizationErrorException",
      message: "not yours",
    });
  });

  it.each([
    ["a service that refuses", refusal("AccessDenied", ""), "AccessDenied"],
    ["no network", Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }), "Unreachable"],
    ["no answer in time", Object.assign(new Error("late"), { name: "TimeoutError" }), "Unreachable"],
    ["an answer that is none", new SyntaxError("Unexpected token <"), "UnexpectedAnswer"],
    [
      "no credentials",
      Object.assign(new Error("none"), { name: "CredentialsProviderError" }),
      "CredentialsProviderError",
    ],
  ])("tell %s by its code", (_what, error, code) => {
    const { code: found, message } = gapOf(call, error);
    expect(found).toBe(code);
    expect(message).not.toBe("");
  });

  it("are not made of defects", () => {
    expect(() => gapOf(call, new TypeError("x is undefined"))).toThrow("x is undefined");
    expect(() => gapOf(call, "text")).toThrow("text");
  });

  it("are short, however long the reason", () => {
    expect(gapOf(call, refusal("AccessDenied", "x".repeat(10_000))).message).toHaveLength(1000);
  });

  it("tell what is not there from what is not allowed, and a region that is not enabled from both", () => {
    expect(isMissing(gapOf(call, refusal("NotFoundException")))).toBe(true);
    expect(isMissing(gapOf(call, refusal("AccessDenied")))).toBe(false);
    expect(isNotEnabled(gapOf(call, refusal("InvalidClientTokenId")))).toBe(true);
    expect(isNotEnabled(gapOf(call, refusal("AccessDenied")))).toBe(false);
  });
});
