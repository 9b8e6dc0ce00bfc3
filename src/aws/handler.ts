import { AwsError } from "../engine/aws-error.ts";
import type { Scope, ServiceName } from "../engine/scope.ts";
import { answerResponse } from "./answer.ts";
import { DEFAULT_BODY_LIMIT } from "./body.ts";
import { errorResponse } from "./errors.ts";
import { type Exchange, openExchange, understand } from "./exchange.ts";
import { judgeInput } from "./judge.ts";
import type { Wire, WireResponse } from "./wire.ts";

/** One decoded request. Times are epoch milliseconds, absent members are absent. */
export interface AwsCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly scope: Scope;
  readonly input: object;
  readonly requestId: string;
  /** The client's own id of this call, the same on every retry of it; absent when the client sends none. */
  readonly invocationId?: string;
  /** Does the request carry a credential? (It is read, not verified.) */
  readonly signed: boolean;
  /** Where the client found the endpoint, without a slash at the end. */
  readonly baseUrl: string;
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
export function createAwsHandler(options: AwsHandlerOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = options.newRequestId();
    const exchange = openExchange(request, requestId);
    let answer: WireResponse;
    try {
      answer = await perform(options, exchange);
    } catch (error) {
      answer = refusal(options, exchange, error);
    }
    return new Response(answer.body, {
      status: answer.status,
      headers: { ...answer.headers, "x-amzn-RequestId": requestId },
    });
  };
}

async function perform(options: AwsHandlerOptions, exchange: Exchange): Promise<WireResponse> {
  const { destination, decode } = await understand(exchange, options.bodyLimit ?? DEFAULT_BODY_LIMIT);
  const { address, operation } = destination;
  const { service } = address;
  if (!options.serves(service, operation.name)) throw notImplemented(exchange.wire, service, operation.name);
  const input = decode();
  judgeInput(service, operation, input);
  const invocationId = exchange.request.headers.get("amz-sdk-invocation-id");
  const output = await options.invoke({
    service,
    operation: operation.name,
    scope: { account: options.account, region: exchange.credential?.region ?? options.region },
    input,
    requestId: exchange.requestId,
    ...(invocationId === null ? {} : { invocationId }),
    signed: exchange.credential !== undefined,
    baseUrl: exchange.url.origin,
  });
  return answerResponse(exchange.wire, destination, output, exchange.requestId);
}

function refusal(options: AwsHandlerOptions, exchange: Exchange, error: unknown): WireResponse {
  const { wire, address, requestId } = exchange;
  if (error instanceof AwsError) return errorResponse(error, wire, address, requestId);
  // Whatever went wrong inside is for the log: a client learns only the id to look for.
  options.log.error(
    { err: error, requestId, service: address?.service, path: exchange.url.pathname },
    "a request failed",
  );
  return errorResponse(new AwsError("InternalFailure", 500), wire, address, requestId);
}

function notImplemented(wire: Wire, service: ServiceName, operation: string): AwsError {
  const code = wire.kind === "query" ? "InvalidAction" : "UnknownOperationException";
  return new AwsError(code, 400, `Tocsin does not implement the operation ${operation} of ${service}.`);
}
