import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

export interface Received {
  readonly method: string;
  readonly url: string;
  /** Names and values in turn, as they came over the wire. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Endpoint {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  readonly received: Received[];
  /** What the next requests are answered with. */
  answer: (response: ServerResponse, received: Received) => void;
  close(): Promise<void>;
}

/** A subscriber's web server on a free port. */
export async function openEndpoint(): Promise<Endpoint> {
  const received: Received[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url = "", rawHeaders, headers } = request;
    const seen = { method, url, rawHeaders, headers, body: await text(request) };
    received.push(seen);
    endpoint.answer(response, seen);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const endpoint: Endpoint = {
    host: `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    received,
    answer: (response) => response.end(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return endpoint;
}
