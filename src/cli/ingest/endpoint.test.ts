import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { signIn } from "../../cloudtrail/record.testing.ts";
import { connectEndpoint } from "./endpoint.ts";

const { signal } = new AbortController();
const text = '{"n":1.0}';
const batch = { batchId: "d#0", records: [{ record: signIn(), text, time: 0 }] };
const empty = { trails: [], rejected: [] };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: RequestListener): Promise<string> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((resolve) => {
    started.listen(0, "127.0.0.1", resolve);
  });
  const address = started.address();
  return typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}/` : "";
}

describe("connectEndpoint", () => {
  it("sends the exact text of each record", async () => {
    const bodies: unknown[] = [];
    const url = await serve((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += String(chunk);
      });
      request.on("end", () => {
        bodies.push(request.url, JSON.parse(body));
        response.end(JSON.stringify(empty));
      });
    });
    await connectEndpoint(url, signal).ingest(batch, "main");
    const body = { source: "cloudtrail", batchId: "d#0", trail: "main", records: [text] };
    expect(bodies).toEqual(["/_tocsin/ingest", body]);
  });

  it("sends a batch again, with its own id, when the connection breaks or the engine fails", async () => {
    let attempts = 0;
    const url = await serve((request, response) => {
      attempts++;
      request.resume();
      if (attempts === 1) request.socket.destroy();
      else if (attempts === 2) response.writeHead(503).end();
      else response.end(JSON.stringify(empty));
    });
    expect(await connectEndpoint(url, signal, [0, 0, 0]).ingest(batch, undefined)).toEqual(empty);
    expect(attempts).toBe(3);
  });

  it("gives up after its retries", async () => {
    let attempts = 0;
    const url = await serve((request) => {
      attempts++;
      request.socket.destroy();
    });
    await expect(connectEndpoint(url, signal, [0, 0, 0]).now()).rejects.toThrow(/no engine answers at/);
    expect(attempts).toBe(4);
  });

  it("does not repeat what the engine refused, and tells why", async () => {
    let attempts = 0;
    const url = await serve((request, response) => {
      attempts++;
      request.resume();
      response.writeHead(409).end(JSON.stringify({ message: "no \u001b[31mtrail" }));
    });
    await expect(connectEndpoint(url, signal).ingest(batch, undefined)).rejects.toThrow("refused: no \\u001b[31mtrail");
    expect(attempts).toBe(1);
  });

  it("knows what is no engine", async () => {
    const url = await serve((_, response) => response.end("<html>"));
    await expect(connectEndpoint(url, signal).ingest(batch, undefined)).rejects.toThrow("is no Tocsin engine");
    await expect(connectEndpoint(url, signal).now()).rejects.toThrow("is no Tocsin engine");
  });
});
