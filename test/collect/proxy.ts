import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One call as it came over the wire. */
export interface SeenCall {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly body: string;
}

/** What the proxy says instead of passing a call on. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export type Reaction = Refusal | { readonly body: string; readonly contentType: string } | { readonly to: string };

/** An endpoint before an engine: it keeps every call, and answers some itself. */
export interface Proxy {
  readonly url: string;
  readonly calls: readonly SeenCall[];
  /** `sns:ListTagsForResource us-east-1`, each with how often it was made. */
  counts(): Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

const QUERY = new Set(["sns", "sts"]);
/** Service of a credential's scope, by the name that IAM has for it. */
const SERVICES: Readonly<Record<string, string>> = { monitoring: "cloudwatch" };

export async function startProxy(
  target: string,
  react: (call: SeenCall) => Reaction | undefined = () => undefined,
): Promise<Proxy> {
  const calls: SeenCall[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const call = readCall(request.headers, body);
    calls.push(call);
    const { status, contentType, answer } = await answerOf(call, request.headers, react(call) ?? { to: target });
    response.writeHead(status, { "content-type": contentType }).end(answer);
  };
  const server = createServer((request, response) => {
    // Whoever asked may be gone, and the engine too: nobody is left to be told.
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    counts() {
      const counts: Record<string, number> = {};
      for (const { service, operation, region } of calls) {
        const key = `${service}:${operation} ${region}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
      return counts;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Said {
  readonly status: number;
  readonly contentType: string;
  readonly answer: string;
}

async function answerOf(call: SeenCall, headers: IncomingHttpHeaders, reaction: Reaction): Promise<Said> {
  if ("to" in reaction) {
    const passed = await fetch(reaction.to, { method: "POST", headers: passedOn(headers), body: call.body });
    const contentType = passed.headers.get("content-type") ?? "";
    return { status: passed.status, contentType, answer: await passed.text() };
  }
  if ("body" in reaction) return { status: 200, contentType: reaction.contentType, answer: reaction.body };
  const { status, code, message } = reaction;
  if (!QUERY.has(call.service))
    return { status, contentType: "application/x-amz-json-1.1", answer: JSON.stringify({ __type: code, message }) };
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, contentType: "text/xml", answer: `<ErrorResponse>${error}<RequestId>r</RequestId></ErrorResponse>` };
}

function readCall(headers: IncomingHttpHeaders, body: string): SeenCall {
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "");
  const [, accessKeyId = "", region = "", scopeService = ""] = scope ?? [];
  const target = headers["x-amz-target"];
  const operation =
    typeof target === "string" ? (target.split(".").at(-1) ?? "") : (new URLSearchParams(body).get("Action") ?? "");
  return { service: SERVICES[scopeService] ?? scopeService, operation, region, accessKeyId, body };
}

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  const kept = ["authorization", "content-type", "x-amz-target", "x-amz-date", "x-amzn-query-mode"];
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
