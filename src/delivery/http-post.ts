import { type ClientRequestArgs, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

export interface HttpAnswer {
  readonly status: number;
  /** The WWW-Authenticate header, empty when there is none. */
  readonly challenge: string;
}

/** What a subscriber answers is read so far, so that its server sees a polite client, and thrown away. */
const maxAnswerBytes = 65_536;

/**
 * Posts a body and gives the answer's status. Redirects are not followed, the connection is used once.
 * Rejects when there is no answer: on errors of the network, and when aborted before the status is known.
 */
export function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const bare = new URL(url);
  // node:http would turn credentials into a header of its own.
  bare.username = "";
  bare.password = "";
  const options: ClientRequestArgs = { method: "POST", headers, agent: false, signal };
  return new Promise((resolve, reject) => {
    let answer: HttpAnswer | undefined;
    const settle = (error: unknown): void => {
      if (answer === undefined) reject(error);
      // The status is known: neither a body without end nor one that breaks off changes the outcome.
      else resolve(answer);
    };
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = send(bare, options, (response) => {
      answer = { status: response.statusCode ?? 0, challenge: response.headers["www-authenticate"] ?? "" };
      discard(response, settle);
    });
    request.on("error", settle);
    request.end(body);
  });
}

function discard(response: IncomingMessage, done: (error?: Error) => void): void {
  let seen = 0;
  response.on("data", (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > maxAnswerBytes) response.destroy();
  });
  response.on("error", done);
  response.on("close", () => done());
}
