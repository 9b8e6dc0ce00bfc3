import { IncomingMessage } from "node:http";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { refusalOf } from "./guard.ts";

/** What the HTTP side needs of a running engine. */
export interface ApiOptions {
  /** Answers everything that is not Tocsin's own. */
  readonly aws: (request: Request, remoteAddress?: string) => Promise<Response>;
  /** Moves a manual clock by milliseconds, or to a time; refuses with the reason. */
  readonly advance: (to: { readonly by: number } | { readonly to: number }) => Promise<Answer<number>>;
  /** Empties an engine that keeps everything in memory; gives its time. */
  readonly reset: () => Promise<Answer<number>>;
  /** The local mailbox. */
  readonly mails: () => Promise<readonly object[]>;
  readonly ingest: (request: unknown) => Promise<Answer<object>>;
  /** What became of the messages to subscribers. */
  readonly messages: () => Promise<readonly object[]>;
  /** What came too late for the alarms of a region (the engine's own unless named). */
  readonly late: (region: string | undefined) => Promise<readonly object[]>;
  /** True once the store answers. */
  readonly ready: () => Promise<boolean>;
  /** Told of what went wrong inside; the answer gives nothing away. */
  readonly failed: (error: Error) => void;
  readonly certificate: () => Promise<{ readonly name: string; readonly pem: string }>;
  /** Why the sender of a request to one of Tocsin's own paths is not let in; absent when anybody is. */
  readonly refusalOfSender?: (request: Request, body: () => Promise<Uint8Array>) => Promise<string | undefined>;
  /** True while the endpoint is open to other machines, which know it by other names; false when absent. */
  readonly isOpen?: () => boolean;
}

/** A result, or why there is none, with the HTTP status that says so. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: 400 | 404 | 409; readonly message: string };

const INGEST_LIMIT_BYTES = 32 * 1024 * 1024;
const CLOCK_LIMIT_BYTES = 4096;

/** The endpoint as a whole: AWS at the root, Tocsin's own paths below `/_tocsin`, health beside them. */
export function createApp(options: ApiOptions): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const refusal = refusalOf(c.req.raw, options.isOpen?.() ?? false);
    return refusal === undefined ? next() : c.json({ message: refusal }, 403);
  });
  app.onError((error, c) => {
    options.failed(error);
    return c.json({ message: "internal error: see the log of the engine" }, 500);
  });
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) =>
    (await isReady(options)) ? c.json({ status: "ready" }) : c.json({ status: "the store does not answer" }, 503),
  );
  if (options.refusalOfSender !== undefined) {
    app.use("/_tocsin/*", limited(INGEST_LIMIT_BYTES), admitted(options.refusalOfSender));
  }
  app.post("/_tocsin/clock/advance", limited(CLOCK_LIMIT_BYTES), async (c) => {
    const target = clockTarget(await jsonBody(c));
    if (!target.ok) return refused(c, target);
    const moved = await options.advance(target.value);
    return moved.ok ? c.json({ now: new Date(moved.value).toISOString() }) : refused(c, moved);
  });
  app.post("/_tocsin/ingest", limited(INGEST_LIMIT_BYTES), async (c) => {
    const result = await options.ingest(await jsonBody(c));
    return result.ok ? c.json(result.value) : refused(c, result);
  });
  app.post("/_tocsin/reset", limited(CLOCK_LIMIT_BYTES), async (c) => {
    const done = await options.reset();
    return done.ok ? c.json({ now: new Date(done.value).toISOString() }) : refused(c, done);
  });
  app.get("/_tocsin/mails", async (c) => c.json({ mails: await options.mails() }));
  app.get("/_tocsin/messages", async (c) => c.json({ messages: await options.messages() }));
  app.get("/_tocsin/late", async (c) => c.json({ late: await options.late(c.req.query("region")) }));
  app.all("/_tocsin/*", (c) => c.json({ message: `Tocsin has nothing at ${c.req.method} ${c.req.path}` }, 404));
  app.get("/:certificate{SimpleNotificationService-[0-9a-f]{32}\\.pem}", async (c) => {
    const { name, pem } = await options.certificate();
    if (c.req.param("certificate") !== name) return c.notFound();
    return c.body(pem, 200, { "content-type": "application/x-pem-file" });
  });
  app.all("*", (c) => options.aws(c.req.raw, remoteAddressOf(c.env)));
  return app;
}

/** Refuses larger bodies: by their declared length before they are read, else as soon as they are too many. */
function limited(maxSize: number): MiddlewareHandler {
  return bodyLimit({ maxSize, onError: (c) => c.json({ message: `the body is larger than ${maxSize} bytes` }, 413) });
}

/** Lets in whoever may send; the body that was read for it is put back, for the checks and the work behind. */
function admitted(refusalOfSender: NonNullable<ApiOptions["refusalOfSender"]>): MiddlewareHandler {
  return async (c, next) => {
    const refusal = await refusalOfSender(c.req.raw, async () => {
      const body = new Uint8Array(await c.req.arrayBuffer());
      if (body.length > 0) c.req.raw = new Request(c.req.raw, { method: c.req.method, body });
      return body;
    });
    return refusal === undefined ? next() : c.json({ message: refusal }, 403);
  };
}

/** The peer of the socket that a request came by, IPv4 in its own form; undefined when there is none. */
function remoteAddressOf(env: unknown): string | undefined {
  const incoming = env !== null && typeof env === "object" && "incoming" in env ? env.incoming : undefined;
  if (!(incoming instanceof IncomingMessage)) return undefined;
  return incoming.socket.remoteAddress?.replace(/^::ffff:/, "");
}

/** A store that throws does not answer either. */
async function isReady(options: ApiOptions): Promise<boolean> {
  try {
    return await options.ready();
  } catch {
    return false;
  }
}

function refused(c: Context, answer: { readonly status: 400 | 404 | 409; readonly message: string }): Response {
  return c.json({ message: answer.message }, answer.status);
}

/** The body as JSON, or undefined when it is none: the caller's own check then names what is missing. */
async function jsonBody(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return undefined;
  }
}

function clockTarget(body: unknown): Answer<{ readonly by: number } | { readonly to: number }> {
  if (typeof body === "object" && body !== null) {
    if ("duration" in body && typeof body.duration === "string") {
      const milliseconds = /^(\d{1,15})ms$/.exec(body.duration)?.[1];
      if (milliseconds !== undefined) return { ok: true, value: { by: Number(milliseconds) } };
    }
    if ("to" in body && typeof body.to === "string") {
      const time = Date.parse(body.to);
      if (!Number.isNaN(time)) return { ok: true, value: { to: time } };
    }
  }
  const message = 'the body must be {"duration": "<milliseconds>ms"} or {"to": "<ISO 8601 time>"}';
  return { ok: false, status: 400, message };
}
