import { parseCbor } from "../../src/aws/protocol/cbor-reader.ts";
import type { Protocol } from "./requests-arbitrary.ts";

const EVENT_STREAM = "application/vnd.amazon.eventstream";

/** What is wrong with an answer, or undefined: the form that a client of the protocol expects, and no fault of Tocsin's. */
export async function flawOf(protocol: Protocol, response: Response): Promise<string | undefined> {
  if (response.headers.get("content-type") === EVENT_STREAM) {
    // Live Tail has no end of its own: the client hangs up.
    await response.body?.cancel();
    return response.status === 200 ? undefined : `status ${response.status}`;
  }
  const body = new Uint8Array(await response.arrayBuffer());
  const id = response.headers.get("x-amzn-requestid") ?? "";
  if (response.status >= 500) return `status ${response.status}`;
  if (response.status !== 200 && response.status < 400) return `status ${response.status}`;
  if (!/^[0-9a-f-]{36}$/.test(id)) return "no request id";
  const isError = response.status !== 200;
  const type = response.headers.get("content-type") ?? "";
  switch (protocol) {
    case "json 1.0":
    case "json 1.1":
      if (!/^application\/x-amz-json-1\.[01]$/.test(type)) return `content type ${type}`;
      return documentFlaw(isError, body.length === 0 ? {} : parsed(() => JSON.parse(textOf(body))));
    case "cbor":
      if (type !== "application/cbor") return `content type ${type}`;
      if (response.headers.get("smithy-protocol") !== "rpc-v2-cbor") return "no smithy-protocol";
      return documentFlaw(isError, body.length === 0 ? {} : parsed(() => parseCbor(body)));
    case "query":
      if (type !== "text/xml") return `content type ${type}`;
      return xmlFlaw(isError, textOf(body), id);
  }
}

function textOf(body: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(body);
}

function parsed(parse: () => unknown): unknown {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function documentFlaw(isError: boolean, document: unknown): string | undefined {
  if (typeof document !== "object" || document === null) return "the body is no document";
  if (isError !== "__type" in document) return isError ? "an error without a type" : "a success with a type";
  return undefined;
}

function xmlFlaw(isError: boolean, text: string, id: string): string | undefined {
  const root = rootOf(text);
  if (root === undefined) return "the body is not well-formed XML";
  if (isError !== (root === "ErrorResponse")) return `the root is ${root}`;
  if (isError && !/<Code>\w+<\/Code>/.test(text)) return "an error without a code";
  return text.includes(`<RequestId>${id}</RequestId>`) ? undefined : "no request id in the body";
}

const TOKEN = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?: [a-z]+="[^"<]*")*)(\/?)>|[^<]+/y;
const TEXT = /^(?:[^&\u0000-\u0008\u000b\u000c\u000e-\u001f]|&(?:amp|lt|gt|quot|#xD);)*$/;

/** The name of the root element of well-formed XML, as far as Tocsin writes any; undefined for anything else. */
function rootOf(text: string): string | undefined {
  const open: string[] = [];
  let root: string | undefined;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text);
    if (token === null) return undefined;
    const [all, closing, name, , empty] = token;
    if (name === undefined) {
      if (open.length === 0 || !TEXT.test(all)) return undefined;
    } else if (closing === "/") {
      if (open.pop() !== name) return undefined;
    } else {
      if (open.length === 0 && root !== undefined) return undefined;
      root ??= name;
      if (empty !== "/") open.push(name);
    }
  }
  return open.length === 0 ? root : undefined;
}
