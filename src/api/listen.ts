import type { ServerResponse } from "node:http";
import { serve } from "@hono/node-server";

export interface Listener {
  /** `http://127.0.0.1:4666`: what clients are given as endpoint URL. */
  readonly url: string;
  /** Stops accepting, ends the answers that go on, lets running requests end for a moment, then cuts the rest. */
  close(): Promise<void>;
}

const GRACE_MS = 2000;

/** A client that stops in the middle of a request is dropped: after this long in its head, or over the whole of it. */
const serverOptions = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2000 };

/**
 * Serves `fetch` over HTTP on `host` and `port` (0 takes a free one).
 *
 * @throws Error with the cause when the address is taken or cannot be bound.
 */
export function listen(
  fetch: (request: Request, env?: object) => Response | Promise<Response>,
  options: { readonly host: string; readonly port: number },
): Promise<Listener> {
  let closing = false;
  const unfinished = new Set<ServerResponse>();
  const answer = async (request: Request, env: object): Promise<Response> => {
    const response = await fetch(request, env);
    // A client that keeps its connection would keep a closing server waiting.
    if (closing) response.headers.set("connection", "close");
    return response;
  };
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: answer, hostname: options.host, port: options.port, serverOptions }, (address) => {
      server.off("error", refused);
      const host = options.host.includes(":") ? `[${options.host}]` : options.host;
      resolve({ url: `http://${host}:${address.port}`, close });
    });
    const refused = (cause: Error) => {
      reject(new Error(`cannot listen on ${options.host} port ${options.port}: ${cause.message}`, { cause }));
    };
    server.once("error", refused);
    server.on("request", (_request: unknown, response: ServerResponse) => {
      unfinished.add(response);
      response.once("close", () => unfinished.delete(response));
    });
    const close = () =>
      new Promise<void>((done) => {
        closing = true;
        const cut = setTimeout(() => {
          if ("closeAllConnections" in server) server.closeAllConnections();
        }, GRACE_MS);
        server.close(() => {
          clearTimeout(cut);
          done();
        });
        if ("closeIdleConnections" in server) server.closeIdleConnections();
        for (const response of unfinished) endStream(response);
      });
  });
}

/** Ends an answer of which only a part has been sent: an event stream, which would go on, all others are sent at once. */
function endStream(response: ServerResponse): void {
  if (!response.headersSent || response.writableEnded) return;
  const { socket } = response;
  // Its client would keep the connection, and so the server.
  response.end(() => socket?.end());
}
