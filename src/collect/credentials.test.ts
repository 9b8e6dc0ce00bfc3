import { describe, expect, it } from "vitest";
import type { AwsCredentials } from "./aws/settings.ts";
import { once } from "./credentials.ts";

const HOUR = 3_600_000;

function counted(make: (call: number) => AwsCredentials | Error) {
  let calls = 0;
  return {
    calls: () => calls,
    fetch: async () => {
      calls += 1;
      const made = make(calls);
      if (made instanceof Error) throw made;
      return made;
    },
  };
}

describe("credentials", () => {
  it("are fetched once for everybody who asks at the same time", async () => {
    const { fetch, calls } = counted(() => ({ accessKeyId: "a", secretAccessKey: "s" }));
    const provider = once(fetch, () => 0);
    const all = await Promise.all(Array.from({ length: 20 }, provider));
    expect(all.every(({ accessKeyId }) => accessKeyId === "a")).toBe(true);
    expect(calls()).toBe(1);
  });

  it("are fetched again, once, before they expire", async () => {
    let now = 0;
    const { fetch, calls } = counted((call) => ({
      accessKeyId: String(call),
      secretAccessKey: "s",
      expiration: new Date(now + HOUR),
    }));
    const provider = once(fetch, () => now);
    expect((await provider()).accessKeyId).toBe("1");
    now = HOUR - 6 * 60_000;
    expect((await provider()).accessKeyId).toBe("1");
    now = HOUR - 4 * 60_000;
    const again = await Promise.all([provider(), provider(), provider()]);
    expect(again.map(({ accessKeyId }) => accessKeyId)).toEqual(["2", "2", "2"]);
    expect(calls()).toBe(2);
  });

  it("are asked for again after a failure, which is told", async () => {
    const { fetch } = counted((call) =>
      call === 1 ? new Error("none") : { accessKeyId: "later", secretAccessKey: "s" },
    );
    const provider = once(fetch, () => 0);
    await expect(provider()).rejects.toThrow("none");
    expect((await provider()).accessKeyId).toBe("later");
  });
});
