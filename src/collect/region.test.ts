import { describe, expect, it } from "vitest";
import { isOptIn, REGIONS, regionsOf } from "./region.ts";

describe("regions", () => {
  it("are listed once each, by partition", () => {
    const names = REGIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(regionsOf("aws-us-gov")).toEqual(["us-gov-east-1", "us-gov-west-1"]);
    expect(regionsOf("aws-iso")).toEqual([]);
  });

  it("are seventeen that every account has, and others that it may enable", () => {
    expect(regionsOf("aws").filter((name) => !isOptIn(name))).toHaveLength(17);
    expect(isOptIn("af-south-1")).toBe(true);
    expect(isOptIn("xx-nowhere-1")).toBe(false);
  });
});
