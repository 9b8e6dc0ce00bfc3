import { afterEach, beforeEach, expect, it } from "vitest";
import type { Engine } from "./create.ts";
import { putAlarm, putEvents, putFilter, START, TOPIC, testEngine } from "./engine.testing.ts";

let engine: Engine;
beforeEach(async () => {
  engine = await testEngine();
});
afterEach(() => engine.close());

const ask = async (path: string) => (await engine.fetch(new Request(`http://127.0.0.1:4666${path}`))).json();

it("tells what became of each message, without its body or the endpoint's password", async () => {
  await engine.request("sns", "Subscribe", {
    TopicArn: TOPIC,
    Protocol: "https",
    Endpoint: "https://user:secret@127.0.0.1:1/hook",
  });
  await engine.settle();
  const answer = await ask("/_tocsin/messages");
  expect(answer).toMatchObject({
    messages: [{ kind: "SubscriptionConfirmation", protocol: "https", failedAttempts: 1 }],
  });
  expect(JSON.stringify(answer)).not.toContain("secret");
});

it("tells what came too late for an alarm", async () => {
  await putFilter(engine, "ERROR");
  await putAlarm(engine);
  await engine.advance({ by: 3_600_000 });
  await putEvents(engine, ["ERROR"], START);
  expect(await ask("/_tocsin/late")).toMatchObject({ late: [{ alarmName: "a", sampleCount: 1, start: START }] });
});
