import { describe, expect, it } from "vitest";
import { createEngine, type Engine } from "../create.ts";

const NOON = Date.UTC(2026, 8, 14, 12);
const ARN = "arn:aws:logs:us-east-1:123456789012:log-group:app";

async function engineWithGroup(): Promise<Engine> {
  const engine = await createEngine({ clock: "manual", clockStart: NOON });
  await engine.request("logs", "CreateLogGroup", { logGroupName: "app" });
  return engine;
}

/** The answer to StartLiveTail as it goes over the wire. */
async function startLiveTail(engine: Engine): Promise<Response> {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Logs_20140328.StartLiveTail" };
  const body = JSON.stringify({ logGroupIdentifiers: [ARN] });
  return engine.fetch(new Request("http://127.0.0.1/", { method: "POST", headers, body }));
}

describe("a reset of the engine", () => {
  it("ends the Live Tail sessions: their clients see the end of the stream", async () => {
    const engine = await engineWithGroup();
    const answers = [await startLiveTail(engine), await startLiveTail(engine)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await engine.reset();
    // Each body can be read to its end, and tells of no failure.
    for (const answer of answers) expect(await answer.text()).not.toMatch(/InternalFailure|:exception-type/);
    await engine.close();
  });

  it("frees the places of the sessions that it ends", async () => {
    const engine = await engineWithGroup();
    const open = async (): Promise<string> => {
      const answer = await startLiveTail(engine);
      return answer.status === 200 ? "open" : answer.text();
    };
    for (let count = 0; count < 15; count += 1) expect(await open()).toBe("open");
    expect(await open()).toContain("LimitExceededException");
    await engine.reset();
    await engine.request("logs", "CreateLogGroup", { logGroupName: "app" });
    expect(await open()).toBe("open");
    await engine.close();
  });
});
