import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePageToken, encodePageToken } from "./page-token.ts";

describe("a page token", () => {
  it("gives back the position it was made of and is safe in a URL", () => {
    const part = fc.oneof(fc.string({ unit: "binary" }), fc.integer());
    fc.assert(
      fc.property(fc.array(part), (position) => {
        const token = encodePageToken(["ListMetrics", ...position]);
        expect(token).toMatch(/^[\w-]+$/);
        expect(decodePageToken(token, "ListMetrics")).toEqual(position);
      }),
    );
  });

  it("means nothing to another operation", () => {
    expect(decodePageToken(encodePageToken(["DescribeAlarms", "a"]), "ListMetrics")).toBeUndefined();
  });

  it("cannot be invented", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (token) => {
        expect(decodePageToken(token, "ListMetrics")).toBeUndefined();
      }),
    );
  });

  it("holds texts and numbers only", () => {
    const forged = btoa(JSON.stringify(["ListMetrics", { toString: 1 }]));
    expect(decodePageToken(forged, "ListMetrics")).toBeUndefined();
  });
});
