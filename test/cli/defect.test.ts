import { describe, expect, it } from "vitest";
import { run } from "./run.ts";

/** Standard output that breaks in a way nobody foresaw. */
const onOutput = (): never => {
  throw new Error("nobody foresaw this");
};

describe("a defect of the program", () => {
  it("ends with 4 and a hint, without a stack", async () => {
    const { code, stderr } = await run(["pattern", "check", "a"], { onOutput });
    expect(code).toBe(4);
    expect(stderr).toMatch(/^tocsin: internal error: nobody foresaw this\n.*--debug.*\n$/);
  });

  it("shows its stack with --debug", async () => {
    const { code, stderr } = await run(["--debug", "pattern", "check", "a"], { onOutput });
    expect(code).toBe(4);
    expect(stderr).toMatch(/nobody foresaw this\n +at /);
  });
});
