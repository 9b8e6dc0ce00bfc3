import { describe, expect, it } from "vitest";
import { type ApiOptions, createApp } from "./app.ts";

const BASE = "http://127.0.0.1:4666";
const CERTIFICATE = `SimpleNotificationService-${"0a".repeat(16)}.pem`;

/** The endpoint over an engine that notes what reaches it. */
function endpoint(options: Partial<ApiOptions> = {}) {
  const advances: unknown[] = [];
  const ingested: unknown[] = [];
  const aws: string[] = [];
  const failures: Error[] = [];
  const app = createApp({
    aws: async (request) => {
      aws.push(`${request.method} ${new URL(request.url).pathname}`);
      return new Response("from AWS");
    },
    reset: async () => ({ ok: true, value: 0 }),
    mails: async () => [],
    messages: async () => [],
    late: async () => [],
    advance: async (to) => {
      advances.push(to);
      return { ok: true, value: Date.parse("2026-09-14T05:42:00Z") };
    },
    ingest: async (request) => {
      ingested.push(request);
      return { ok: true, value: { trails: [], rejected: [] } };
    },
    ready: async () => true,
    failed: (error) => failures.push(error),
    certificate: async () => ({ name: CERTIFICATE, pem: "-----BEGIN CERTIFICATE-----" }),
    ...options,
  });
  const request = (path: string, init: RequestInit = {}) => Promise.resolve(app.request(`${BASE}${path}`, init));
  return {
    advances,
    ingested,
    aws,
    failures,
    request,
    post: (path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
      request(path, { method: "POST", body, headers }),
  };
}

/** A body of unknown length: `count` times a mebibyte, made as it is read. */
function stream(count: number): { readonly body: ReadableStream<Uint8Array>; readonly taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken === count) {
        controller.close();
        return;
      }
      taken += 1;
      controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
    },
  });
  return { body, taken: () => taken };
}

describe("health", () => {
  it("is told while the process lives", async () => {
    const response = await endpoint({ ready: async () => false }).request("/healthz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  });

  it("is ready while the store answers", async () => {
    const response = await endpoint().request("/readyz");
    expect([response.status, await response.json()]).toEqual([200, { status: "ready" }]);
  });

  it.each([
    ["says that it does not", async () => false],
    ["throws", () => Promise.reject(new Error("the disk is gone"))],
  ])("is not ready when the store %s", async (_, ready) => {
    const response = await endpoint({ ready }).request("/readyz");
    expect([response.status, await response.json()]).toEqual([503, { status: "the store does not answer" }]);
  });
});

describe("the clock over HTTP", () => {
  it("is moved by milliseconds or to a time, and tells where it stands", async () => {
    const { post, advances } = endpoint();
    const response = await post("/_tocsin/clock/advance", '{"duration":"600000ms"}');
    expect([response.status, await response.json()]).toEqual([200, { now: "2026-09-14T05:42:00.000Z" }]);
    await post("/_tocsin/clock/advance", '{"to":"2026-09-14T05:42:00Z"}');
    expect(advances).toEqual([{ by: 600_000 }, { to: Date.parse("2026-09-14T05:42:00Z") }]);
  });

  it.each([
    "",
    "x",
    "null",
    "[]",
    "{}",
    '{"duration":"10m"}',
    '{"duration":"-5ms"}',
    '{"duration":"1.5ms"}',
    '{"duration":"1e9ms"}',
    '{"duration":"9999999999999999ms"}',
    '{"duration":600000}',
    '{"to":"tomorrow"}',
    '{"to":1789364520000}',
    '{"to":"2026-13-01T00:00:00Z"}',
    '{"duration":"600000ms"',
  ])("refuses the body %s, and says what it must be", async (body) => {
    const { post, advances } = endpoint();
    const response = await post("/_tocsin/clock/advance", body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      message: 'the body must be {"duration": "<milliseconds>ms"} or {"to": "<ISO 8601 time>"}',
    });
    expect(advances).toEqual([]);
  });

  it("hands on why the engine refuses", async () => {
    const { post } = endpoint({ advance: async () => ({ ok: false, status: 409, message: "it cannot be set back" }) });
    const response = await post("/_tocsin/clock/advance", '{"duration":"1ms"}');
    expect([response.status, await response.json()]).toEqual([409, { message: "it cannot be set back" }]);
  });
});

describe("records over HTTP", () => {
  it("reach the engine as they were sent, and its answer comes back", async () => {
    const { post, ingested } = endpoint();
    const response = await post("/_tocsin/ingest", '{"source":"s","batchId":"b","records":["{}"]}');
    expect([response.status, await response.json()]).toEqual([200, { trails: [], rejected: [] }]);
    expect(ingested).toEqual([{ source: "s", batchId: "b", records: ["{}"] }]);
  });

  it("that are not JSON reach the engine as nothing, for it to say what is missing", async () => {
    const { post, ingested } = endpoint({});
    await post("/_tocsin/ingest", '{"source":');
    expect(ingested).toEqual([undefined]);
  });

  it("are refused above 32 MiB by their declared length, unread", async () => {
    const { post, ingested, failures } = endpoint();
    const length = String(32 * 1024 * 1024 + 1);
    const response = await post("/_tocsin/ingest", "{}", { "content-length": length });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: expect.stringContaining("larger than 33554432 bytes") });
    expect([...ingested, ...failures]).toEqual([]);
  });

  it.each([
    "/_tocsin/ingest",
    "/_tocsin/clock/advance",
  ])("are refused by %s without a declared length as soon as they are too many", async (path) => {
    const { request, ingested, advances } = endpoint();
    const { body, taken } = stream(64);
    // What fetch asks of a body that is a stream; the type of RequestInit does not know it.
    const init: RequestInit & { readonly duplex: "half" } = { method: "POST", body, duplex: "half" };
    const response = await request(path, init);
    expect(response.status).toBe(413);
    expect(taken()).toBeLessThan(40);
    expect([...ingested, ...advances]).toEqual([]);
  });
});

describe("what goes wrong inside", () => {
  it("is told to the log, and not to the client", async () => {
    const failure = new Error("/home/alice/.tocsin/tocsin.sqlite: disk I/O error");
    const { post, failures } = endpoint({ ingest: () => Promise.reject(failure) });
    const response = await post("/_tocsin/ingest", "{}");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("alice");
    expect(failures).toEqual([failure]);
  });
});

describe("paths", () => {
  it.each([
    ["GET", "/_tocsin/nothing"],
    ["GET", "/_tocsin/clock/advance"],
    ["PUT", "/_tocsin/ingest"],
    ["POST", "/_tocsin/"],
  ])("%s %s is answered with 404 and its name, not by AWS", async (method, path) => {
    const { request, aws } = endpoint();
    const response = await request(path, { method });
    expect([response.status, await response.json()]).toEqual([
      404,
      { message: `Tocsin has nothing at ${method} ${path}` },
    ]);
    expect(aws).toEqual([]);
  });

  it("serve the certificate under its own name", async () => {
    const { request } = endpoint();
    const response = await request(`/${CERTIFICATE}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("application/x-pem-file");
    expect(await response.text()).toBe("-----BEGIN CERTIFICATE-----");
    expect((await request(`/SimpleNotificationService-${"0b".repeat(16)}.pem`)).status).toBe(404);
  });

  it.each([
    ["POST", "/"],
    ["GET", "/?Action=ListTopics"],
    ["POST", "/service/GraniteServiceVersion20100801/operation/DescribeAlarms"],
    ["GET", "/SimpleNotificationService-short.pem"],
    ["POST", "/healthz"],
  ])("%s %s are AWS's", async (method, path) => {
    const { request, aws } = endpoint();
    const response = await request(path, { method });
    expect(await response.text()).toBe("from AWS");
    expect(aws).toEqual([`${method} ${path.replace(/\?.*/, "")}`]);
  });

  it("are all behind the guard", async () => {
    const { request, aws } = endpoint();
    for (const path of ["/", "/healthz", "/_tocsin/clock/advance", `/${CERTIFICATE}`]) {
      const response = await request(path, { headers: { origin: "https://evil.example" } });
      expect([response.status, await response.json()]).toEqual([
        403,
        { message: 'requests from web pages of another origin ("https://evil.example") are refused' },
      ]);
    }
    expect(aws).toEqual([]);
  });
});

describe("Tocsin's own paths, where senders must say who they are", () => {
  const paths = ["clock/advance", "ingest", "reset", "mails", "messages", "late", "nothing"];

  it("are closed to the others, every one of them, while health and the certificate stay open", async () => {
    const closed = endpoint({ refusalOfSender: async () => "sign it" });
    for (const path of paths) {
      const answer = await closed.post(`/_tocsin/${path}`, '{"duration":"1ms"}');
      expect([path, answer.status, await answer.json()]).toEqual([path, 403, { message: "sign it" }]);
    }
    expect([closed.advances, closed.ingested]).toEqual([[], []]);
    for (const path of ["/healthz", "/readyz", `/${CERTIFICATE}`]) {
      expect((await closed.request(path)).status).toBe(200);
    }
  });

  it("read the body once for the signature and once for the work", async () => {
    const seen: string[] = [];
    const open = endpoint({
      refusalOfSender: async (_request, body) => {
        seen.push(new TextDecoder().decode(await body()));
        return undefined;
      },
    });
    expect((await open.post("/_tocsin/ingest", '{"a":1}')).status).toBe(200);
    expect([seen, open.ingested]).toEqual([['{"a":1}'], [{ a: 1 }]]);
    const { body } = stream(33);
    const tooLong = await open.request("/_tocsin/ingest", { method: "POST", body, duplex: "half" });
    expect([tooLong.status, seen.length]).toEqual([413, 1]);
  });
});
