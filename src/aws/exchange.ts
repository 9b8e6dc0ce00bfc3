import { AwsError } from "../engine/aws-error.ts";
import { type Authentication, examineHead, missingToken, requireSignature } from "./authenticate.ts";
import { decompress, readBody } from "./body.ts";
import {
  cborDestination,
  type Destination,
  jsonDestination,
  queryDestination,
  queryService,
  wireOf,
} from "./dispatch.ts";
import { decodeCbor } from "./protocol/cbor.ts";
import { decodeJson } from "./protocol/json.ts";
import { decodeQuery } from "./protocol/query.ts";
import { decodeText } from "./protocol/text.ts";
import type { ServiceAddress } from "./service.ts";
import { type CredentialScope, credentialScope } from "./sigv4.ts";
import type { Wire } from "./wire.ts";

/** A request under way: what its answer and the log need to know of it. */
export interface Exchange {
  readonly request: Request;
  readonly requestId: string;
  readonly url: URL;
  readonly wire: Wire;
  readonly credential: CredentialScope | undefined;
  /** Where the request came from; this machine when there was no socket. */
  readonly remoteAddress: string;
  /** Known as soon as the request has been understood that far, also when it is refused later. */
  address: ServiceAddress | undefined;
}

/** Where a request goes; `decode` reads its input, and throws AwsError when that is malformed. */
export interface Understood {
  readonly destination: Destination;
  readonly decode: () => object;
}

/** The part of a request that can be read without waiting and without failing. */
export function openExchange(request: Request, requestId: string, remoteAddress = "127.0.0.1"): Exchange {
  const { headers } = request;
  const url = new URL(request.url);
  const credential = credentialScope(headers.get("authorization"), url.searchParams.get("X-Amz-Credential"));
  return { request, requestId, url, wire: wireOf(headers), credential, remoteAddress, address: undefined };
}

/** What may be asked of every request. */
export interface Demands {
  /** Bytes of a request body. */
  readonly bodyLimit: number;
  readonly authentication: Authentication;
}

/**
 * Reads a request as far as its operation, and makes sure of its sender. JSON and CBOR name the operation in the head, so
 * an unknown one is refused before the body is read; a query names it in the body. Throws AwsError.
 */
export async function understand(exchange: Exchange, demands: Demands): Promise<Understood> {
  const { request, url, wire, credential } = exchange;
  if (request.method !== "POST" && !(wire.kind === "query" && request.method === "GET")) {
    throw new AwsError("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
  }
  switch (wire.kind) {
    case "json": {
      const destination = jsonDestination(request.headers);
      exchange.address = destination.address;
      const body = await authenticBody(exchange, demands);
      return { destination, decode: () => decodeJson(destination.operation.input, body) };
    }
    case "cbor": {
      const destination = cborDestination(request.headers, url.pathname);
      exchange.address = destination.address;
      const body = await authenticBody(exchange, demands);
      return { destination, decode: () => decodeCbor(destination.operation.input, body) };
    }
    case "query":
      break;
  }
  const form = new URLSearchParams(url.search);
  exchange.address = queryService(form, credential, url.hostname);
  const { bodyLimit, authentication } = demands;
  const standing = await examineHead(authentication, request, url);
  const sent = await readBody(request, bodyLimit);
  if (standing.kind !== "unsigned") requireSignature(standing, request, url, sent, exchange.address?.signingName);
  const body = new URLSearchParams(decodeText(await decompress(sent, request, bodyLimit)));
  for (const [name, value] of body) form.append(name, value);
  exchange.address = queryService(form, credential, url.hostname);
  if (standing.kind === "unsigned" && !isUnsignedOperation(exchange.address, form.get("Action"))) throw missingToken();
  const destination = queryDestination(form, exchange.address);
  return { destination, decode: () => decodeQuery(destination.operation.input, form) };
}

/** The body of a JSON or CBOR request, once its sender is certain; an unsigned one is not even read. */
export async function authenticBody(exchange: Exchange, { bodyLimit, authentication }: Demands): Promise<Uint8Array> {
  const { request, url, address } = exchange;
  const standing = await examineHead(authentication, request, url);
  if (standing.kind === "unsigned") throw missingToken();
  const sent = await readBody(request, bodyLimit);
  requireSignature(standing, request, url, sent, address?.signingName);
  return decompress(sent, request, bodyLimit);
}

/** The links that SNS puts into messages are for readers, who have no key: their token is what admits them (doc SNSDG). */
function isUnsignedOperation(address: ServiceAddress | undefined, action: string | null): boolean {
  return address?.service === "sns" && (action === "ConfirmSubscription" || action === "Unsubscribe");
}
