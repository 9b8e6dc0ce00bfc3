import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { run } from "./run.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** An endpoint that answers everything alike and keeps what it was asked. */
async function serve(status: number, body: string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.setEncoding("utf8").once("data", (text: string) => {
      asked.push(`${request.method} ${request.url} ${text}`);
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
  });
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked };
}

describe("clock advance", () => {
  it("asks the engine to advance, and prints its new time", async () => {
    const { url, asked } = await serve(200, '{"now":"2026-01-01T01:30:00.000Z"}');
    const ran = await run(["clock", "advance", "1h30m", "--endpoint-url", `${url}/`]);
    expect(ran).toEqual({ code: 0, stdout: "2026-01-01T01:30:00.000Z\n", stderr: "" });
    expect(asked).toEqual(['POST /_tocsin/clock/advance {"duration":"5400000ms"}']);
  });

  it("finds the engine by the environment, and answers as JSON and to a query", async () => {
    const { url } = await serve(200, '{"now":"2026-01-01T00:00:00.000Z"}');
    const env = { TOCSIN_ENDPOINT_URL: url };
    const json = await run(["clock", "advance", "0s", "--output", "json"], { env });
    expect(JSON.parse(json.stdout)).toEqual({ now: "2026-01-01T00:00:00.000Z" });
    expect((await run(["clock", "advance", "0s", "--query", "now"], { env })).stdout).toBe(
      '"2026-01-01T00:00:00.000Z"\n',
    );
  });

  it.each([
    [409, '{"message":"the clock is the system\'s"}', "the clock is the system's"],
    [502, "<html>\u001b[2J", "HTTP 502 <html>\\u001b[2J"],
    [200, "not JSON", "HTTP 200 not JSON"],
  ])("ends with 2 and shows the refusal of a %d", async (status, body, shown) => {
    const { url } = await serve(status, body);
    const { code, stdout, stderr } = await run(["clock", "advance", "5m", "--endpoint-url", url]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`did not advance its clock by 5m: ${shown}`);
  });

  it("ends with 2 and says how to start an engine when none answers", async () => {
    const { url } = await serve(200, "{}");
    for (const close of closing.splice(0)) close();
    const { code, stderr } = await run(["clock", "advance", "5m", "--endpoint-url", url]);
    expect(code).toBe(2);
    expect(stderr).toContain("tocsin serve --clock manual");
  });

  it("refuses what is no duration", async () => {
    const { code, stderr } = await run(["clock", "advance", "soon"]);
    expect(code).toBe(2);
    expect(stderr).toContain('"soon" is not a duration');
  });
});
