import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limitOf } from "./limit.ts";

describe("a limit", () => {
  it("lets at most so many run at a time, and all in the end, in their order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.scheduler(),
        fc.array(fc.boolean()),
        async (most, s, fails) => {
          const limit = limitOf(most);
          const started: number[] = [];
          let running = 0;
          let peak = 0;
          const tasks = fails.map((isFailure, index) =>
            limit(async () => {
              started.push(index);
              running += 1;
              peak = Math.max(peak, running);
              await s.schedule(Promise.resolve());
              running -= 1;
              if (isFailure) throw new Error("failed");
            }),
          );
          const settled = Promise.allSettled(tasks);
          await s.waitFor(settled);
          expect(peak).toBeLessThanOrEqual(most);
          expect(started).toEqual(fails.map((_, index) => index));
          expect((await settled).map(({ status }) => status === "rejected")).toEqual(fails);
        },
      ),
    );
  });
});
