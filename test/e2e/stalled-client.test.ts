import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Server, startServer } from "../support/server.ts";
import { openRaw } from "./bad-input/raw-http.ts";

/** How long a client may take to send a request: enough for 16 MB over any line, and the check of it now and then. */
const PATIENCE_MS = 45_000;

describe("a client that begins a request and sends no more", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.stop();
  });

  it.concurrent.each([
    ["in the head", "POST / HTTP/1.1\r\nHost: 127"],
    ["in the body", 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{"logGroup'],
  ])(
    "is dropped after a while %s",
    async (_, bytes) => {
      const connection = await openRaw(server.url);
      await connection.send(bytes);
      // Dropped with 408, with 400 for a body that stays incomplete, or without a word.
      expect(await connection.statusLine).toSatisfy(
        (line: string | undefined) => line === undefined || /^HTTP\/1\.1 40[08] /.test(line),
      );
    },
    PATIENCE_MS,
  );
});
