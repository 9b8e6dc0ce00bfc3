import { readdirSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { awsJson, type Server, startServer } from "../support/server.ts";

const AT = "2026-11-21T10:00:00.000Z";

describe("tocsin serve --ephemeral", () => {
  let server: Server;
  afterEach(() => server.stop());

  const reset = async () => {
    const answer = await fetch(`${server.url}/_tocsin/reset`, { method: "POST" });
    return { status: answer.status, body: await answer.json() };
  };
  const groups = () => awsJson(server.url, "Logs_20140328.DescribeLogGroups", "{}");

  it("keeps everything in memory and empties itself when it is told to", async () => {
    server = await startServer(["--ephemeral", "--clock", "manual", "--clock-start", AT]);
    await awsJson(server.url, "Logs_20140328.CreateLogGroup", '{"logGroupName":"g"}');
    await fetch(`${server.url}/_tocsin/clock/advance`, { method: "POST", body: '{"duration":"60000ms"}' });
    expect(await reset()).toEqual({ status: 200, body: { now: AT } });
    expect(await groups()).toMatchObject({ logGroups: [] });
    expect(readdirSync(server.data)).toEqual([]);
  });

  it("is the only kind that can be emptied", async () => {
    server = await startServer();
    await awsJson(server.url, "Logs_20140328.CreateLogGroup", '{"logGroupName":"g"}');
    expect(await reset()).toMatchObject({ status: 409, body: { message: expect.stringContaining("--ephemeral") } });
    expect(await groups()).toMatchObject({ logGroups: [{ logGroupName: "g" }] });
  });
});
