import { describe, expect, it } from "vitest";
import { exposureOf } from "./exposure.ts";

describe("exposure by tags", () => {
  it.each([
    [{ Environment: "production" }, 2],
    [{ env: "prod-eu" }, 2],
    [{ Stage: "live" }, 2],
    [{ env: "dev" }, 0],
    [{ "internet-facing": "true" }, 1],
    [{ Exposure: "public" }, 1],
    [{ public: "yes", exposure: "internet" }, 1],
    [{ env: "prod", public: "true" }, 3],
    [{ owner: "production" }, 0],
    [{}, 0],
  ])("of %j is %i", (tags, exposure) => {
    expect(exposureOf(tags)).toBe(exposure);
  });
});
