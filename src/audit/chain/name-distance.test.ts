import { describe, expect, it } from "vitest";
import { isNearName, nameDistance } from "./name-distance.ts";

describe("the distance of two names", () => {
  it.each([
    ["", "", 0],
    ["RootUsage", "RootUsage", 0],
    ["RootUsage", "ROOTUSAGE", 0],
    ["RootUsage", "RootUsege", 1],
    ["RootUsage", "RootUsages", 1],
    ["RootUsage", "RotUsage", 1],
    ["RootUsage", "RootUsgae", 1],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
    ["abc", "xyz", 3],
  ])("of %j and %j is %i, either way", (one, other, distance) => {
    expect([nameDistance(one, other), nameDistance(other, one)]).toEqual([distance, distance]);
  });
});

describe("a near name", () => {
  it.each([
    ["RootUsage", "RootUsege", true],
    ["RootUsage", "RootAccountUsage", false],
    ["RootUsage", "Root", true],
    ["RootUsage", "CIS-RootUsage-Metric", true],
    // Three of nine letters, and four of nine.
    ["RootUsage", "RootUsxyz", true],
    ["RootUsage", "RootUwxyz", false],
    ["Alerts", "console-signin-without-mfa", false],
    ["Accesses", "cc", false],
  ])("of %s: %s %s", (one, other, isNear) => {
    expect([isNearName(one, other), isNearName(other, one)]).toEqual([isNear, isNear]);
  });
});
