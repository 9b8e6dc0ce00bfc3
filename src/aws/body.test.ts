import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decompress, readBody } from "./body.ts";

function post(body: Uint8Array<ArrayBuffer> | ReadableStream | string, headers: Record<string, string> = {}): Request {
  return new Request("http://127.0.0.1/", { method: "POST", body, headers, duplex: "half" });
}

function stream(...chunks: readonly string[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
}

async function text(request: Request, limit = 1000): Promise<string> {
  return new TextDecoder().decode(await decompress(await readBody(request, limit), request, limit));
}

describe("readBody", () => {
  it("reads a body with and without a declared length", async () => {
    expect(await text(post("abc", { "content-length": "3" }))).toBe("abc");
    expect(await text(post(stream("ab", "c")))).toBe("abc");
    expect(await text(new Request("http://127.0.0.1/"))).toBe("");
  });

  it("refuses a declared length above the limit without reading", async () => {
    const unread = new ReadableStream({
      pull() {
        throw new Error("the body was read");
      },
    });
    await expect(readBody(post(unread, { "content-length": "1001" }), 1000)).rejects.toMatchObject({
      code: "RequestEntityTooLarge",
      status: 413,
    });
  });

  it("stops reading a body of unknown length at the limit", async () => {
    await expect(text(post(stream("a".repeat(600), "b".repeat(600))))).rejects.toMatchObject({ status: 413 });
  });

  it("unpacks gzip, and bounds what comes out", async () => {
    const packed = (size: number): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync("a".repeat(size)));
    expect(await text(post(packed(1000), { "content-encoding": "gzip" }))).toHaveLength(1000);
    await expect(text(post(packed(1_000_000), { "content-encoding": "GZIP" }), 5000)).rejects.toMatchObject({
      code: "RequestEntityTooLarge",
      status: 413,
    });
  });

  it.each([
    ["gzip that stops early", new Uint8Array(gzipSync("a".repeat(1000)).subarray(0, 15)), "gzip"],
    ["text that claims to be gzip", new TextEncoder().encode("{}"), "gzip"],
    ["an encoding AWS does not have", new TextEncoder().encode("{}"), "br"],
  ])("refuses %s", async (_name, bytes, encoding) => {
    await expect(text(post(bytes, { "content-encoding": encoding }))).rejects.toMatchObject({
      code: "SerializationException",
      status: 400,
    });
  });

  it("refuses a request that stops before its declared length", async () => {
    await expect(text(post(stream("ab"), { "content-length": "3" }))).rejects.toMatchObject({ code: "IncompleteBody" });
  });

  it("refuses a request whose connection breaks", async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.error(new Error("ECONNRESET"));
      },
    });
    await expect(text(post(broken))).rejects.toMatchObject({ code: "IncompleteBody", status: 400 });
  });
});
