import { AwsError } from "../engine/aws-error.ts";
import { readBody } from "./body.ts";
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
  /** Known as soon as the request has been understood that far, also when it is refused later. */
  address: ServiceAddress | undefined;
}

/** Where a request goes; `decode` reads its input, and throws AwsError when that is malformed. */
export interface Understood {
  readonly destination: Destination;
  readonly decode: () => object;
}

/** The part of a request that can be read without waiting and without failing. */
export function openExchange(request: Request, requestId: string): Exchange {
  const { headers } = request;
  const url = new URL(request.url);
  const credential = credentialScope(headers.get("authorization"), url.searchParams.get("X-Amz-Credential"));
  return { request, requestId, url, wire: wireOf(headers), credential, address: undefined };
}

/**
 * Reads a request as far as its operation. JSON and CBOR name it in the head, so an unknown operation is refused before
 * its body is read; a query names it in the body. Throws AwsError.
 */
export async function understand(exchange: Exchange, bodyLimit: number): Promise<Understood> {
  const { request, url, wire, credential } = exchange;
  if (request.method !== "POST" && !(wire.kind === "query" && request.method === "GET")) {
    throw new AwsError("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
  }
  switch (wire.kind) {
    case "json": {
      const destination = jsonDestination(request.headers);
      exchange.address = destination.address;
      const body = await readBody(request, bodyLimit);
      return { destination, decode: () => decodeJson(destination.operation.input, body) };
    }
    case "cbor": {
      const destination = cborDestination(request.headers, url.pathname);
      exchange.address = destination.address;
      const body = await readBody(request, bodyLimit);
      return { destination, decode: () => decodeCbor(destination.operation.input, body) };
    }
    case "query":
      break;
  }
  const form = new URLSearchParams(url.search);
  const body = new URLSearchParams(decodeText(await readBody(request, bodyLimit)));
  for (const [name, value] of body) form.append(name, value);
  exchange.address = queryService(form, credential, url.hostname);
  const destination = queryDestination(form, exchange.address);
  return { destination, decode: () => decodeQuery(destination.operation.input, form) };
}
