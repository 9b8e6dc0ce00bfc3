import { AwsError } from "../engine/aws-error.ts";
import type { Scope, ServiceName } from "../engine/scope.ts";
import { answerResponse } from "./answer.ts";
import type { Authentication } from "./authenticate.ts";
import { DEFAULT_BODY_LIMIT } from "./body.ts";
import { errorResponse } from "./errors.ts";
import { eventStreamResponse } from "./event-stream.ts";
import { type Exchange, openExchange, understand } from "./exchange.ts";
import { judgeInput } from "./judge.ts";
import { s3Refusal } from "./s3/answer.ts";
import { isS3, performS3 } from "./s3/perform.ts";
import type { StreamResponse, Wire, WireResponse } from "./wire.ts";

/** One decoded request. Times are epoch milliseconds, absent members are absent. */
export interface AwsCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly scope: Scope;
  readonly input: object;
  readonly requestId: string;
  /** The client's own id of this call, the same on every retry of it; absent when the client sends none. */
  readonly invocationId?: string;
  /** Does the request carry a credential? Whether that was verified is for `AwsHandlerOptions.authentication`. */
  readonly signed: boolean;
  /** Where the client found the endpoint, without a slash at the end. */
  readonly baseUrl: string;
  /** What the request tells of its sender. */
  readonly caller: { readonly accessKeyId?: string; readonly sourceIPAddress: string; readonly userAgent: string };
}

export interface AwsHandlerOptions {
  /** Runs an operation. Refuses with AwsError; anything else it throws becomes InternalFailure. */
  readonly invoke: (call: AwsCall) => Promise<object>;
  readonly serves: (service: ServiceName, operation: string) => boolean;
  readonly account: string;
  /** The region of requests that name none. */
  readonly region: string;
  readonly newRequestId: () => string;
  readonly log: { readonly error: (fields: object, message: string) => void };
  /** Bytes of a request body; 16 MiB when absent. */
  readonly bodyLimit?: number;
  /** Who may send requests; anybody when absent. */
  readonly authentication?: Authentication;
}

/**
 * The AWS-compatible endpoint: a function from request to response that speaks awsJson 1.0 and 1.1, the query protocol and
 * rpcv2Cbor. It never rejects: whatever goes wrong is answered in the protocol of the request.
 *
 * @example
 * const handle = createAwsHandler({
 *   invoke: async ({ scope }) => ({ Account: scope.account }),
 *   serves: () => true,
 *   account: "123456789012",
 *   region: "us-east-1",
 *   newRequestId: () => "request-1",
 *   log: { error: () => {} },
 * });
 * const response = await handle(new Request("http://localhost/?Action=GetCallerIdentity&Version=2011-06-15"));
 * response.status; // 200
 */
export function createAwsHandler(
  options: AwsHandlerOptions,
): (request: Request, remoteAddress?: string) => Promise<Response> {
  return async (request, remoteAddress) => {
    const requestId = options.newRequestId();
    const exchange = openExchange(request, requestId, remoteAddress);
    let answer: WireResponse | StreamResponse;
    try {
      answer = await perform(options, exchange);
    } catch (error) {
      answer = refusal(options, exchange, error);
    }
    return new Response(answer.status === NO_CONTENT ? null : answer.body, {
      status: answer.status,
      headers: { ...answer.headers, "x-amzn-RequestId": requestId },
    });
  };
}

/** The one status whose answer may not even have an empty body. */
const NO_CONTENT = 204;

const ANYBODY: Authentication = { mode: "off", secretOf: async () => undefined, now: () => 0 };

async function perform(options: AwsHandlerOptions, exchange: Exchange): Promise<WireResponse | StreamResponse> {
  const demands = {
    bodyLimit: options.bodyLimit ?? DEFAULT_BODY_LIMIT,
    authentication: options.authentication ?? ANYBODY,
  };
  if (isS3(exchange)) {
    return performS3(exchange, demands, (operation, input) => invoke(options, exchange, "s3", operation, input));
  }
  const { destination, decode } = await understand(exchange, demands);
  const { address, operation } = destination;
  const { service } = address;
  if (!options.serves(service, operation.name)) throw notImplemented(exchange.wire, service, operation.name);
  const input = decode();
  judgeInput(service, operation, input);
  const output = await invoke(options, exchange, service, operation.name, input);
  if (operation.streamMember !== undefined) {
    return eventStreamResponse(output, operation.streamMember, (err) => {
      options.log.error({ err, requestId: exchange.requestId, service }, "an event stream failed");
    });
  }
  return answerResponse(exchange.wire, destination, output, exchange.requestId);
}

function invoke(
  options: AwsHandlerOptions,
  exchange: Exchange,
  service: ServiceName,
  operation: string,
  input: object,
): Promise<object> {
  const invocationId = exchange.request.headers.get("amz-sdk-invocation-id");
  return options.invoke({
    service,
    operation,
    scope: { account: options.account, region: exchange.credential?.region ?? options.region },
    input,
    requestId: exchange.requestId,
    ...(invocationId === null ? {} : { invocationId }),
    signed: exchange.credential !== undefined,
    baseUrl: exchange.url.origin,
    caller: callerOf(exchange),
  });
}

const MAX_USER_AGENT = 1024;

function callerOf({ request, credential, remoteAddress }: Exchange): AwsCall["caller"] {
  return {
    ...(credential === undefined ? {} : { accessKeyId: credential.accessKeyId }),
    sourceIPAddress: remoteAddress,
    userAgent: (request.headers.get("user-agent") ?? "").slice(0, MAX_USER_AGENT),
  };
}

function refusal(options: AwsHandlerOptions, exchange: Exchange, error: unknown): WireResponse {
  const { wire, address, requestId, request } = exchange;
  const answer = (refused: AwsError): WireResponse =>
    isS3(exchange) ? s3Refusal(refused, request.method, requestId) : errorResponse(refused, wire, address, requestId);
  if (error instanceof AwsError) return answer(error);
  // Whatever went wrong inside is for the log: a client learns only the id to look for.
  options.log.error(
    { err: error, requestId, service: address?.service, path: exchange.url.pathname },
    "a request failed",
  );
  return answer(new AwsError("InternalFailure", 500));
}

function notImplemented(wire: Wire, service: ServiceName, operation: string): AwsError {
  const code = wire.kind === "query" ? "InvalidAction" : "UnknownOperationException";
  return new AwsError(code, 400, `Tocsin does not implement the operation ${operation} of ${service}.`);
}
