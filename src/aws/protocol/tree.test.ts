import { describe, expect, it } from "vitest";
import { inputOf } from "./shapes.testing.ts";
import { decodeTree, type Leaves } from "./tree.ts";

const LEAVES: Leaves = { timestamp: () => undefined, blob: () => undefined, double: () => undefined };
const shape = inputOf("logs", "PutLogEvents");

describe("decodeTree", () => {
  it("a batch in order is handed on, not copied", () => {
    const batch = { logGroupName: "g", logStreamName: "s", logEvents: [{ timestamp: 1, message: "a" }] };
    expect(decodeTree(shape, batch, LEAVES)).toBe(batch);
  });

  it("only what must change is copied, and what was given stays as it was", () => {
    const kept = { timestamp: 1, message: "a" };
    const changed = { timestamp: 2, message: "b", extra: true };
    const batch = { logGroupName: "g", logStreamName: null, logEvents: [kept, changed, kept] };
    const decoded = decodeTree(shape, batch, LEAVES);
    expect(decoded).toEqual({ logGroupName: "g", logEvents: [kept, { timestamp: 2, message: "b" }, kept] });
    expect(Reflect.get(decoded, "logEvents")[0]).toBe(kept);
    expect(changed).toHaveProperty("extra", true);
  });
});
