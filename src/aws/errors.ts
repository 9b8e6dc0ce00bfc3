import type { AwsError } from "../engine/aws-error.ts";
import type { ServiceName } from "../engine/scope.ts";
import { serviceModel } from "./model.ts";
import { encodeCborError } from "./protocol/cbor.ts";
import { errorXml } from "./protocol/xml.ts";
import type { ServiceAddress } from "./service.ts";
import type { Wire, WireResponse } from "./wire.ts";

/**
 * Writes a refusal the way the service that refuses writes it. `address` is undefined while the service is not known.
 *
 * @example
 * const refusal = new AwsError("ResourceNotFoundException", 400, "The specified log group does not exist.");
 * errorResponse(refusal, { kind: "json", version: "1.1", queryMode: false }, undefined, "id-1").body;
 * // {"__type":"ResourceNotFoundException","message":"The specified log group does not exist."}
 */
export function errorResponse(
  error: AwsError,
  wire: Wire,
  address: ServiceAddress | undefined,
  requestId: string,
): WireResponse {
  const names = errorNames(error.code, address?.service);
  if (wire.kind === "query") {
    const shown = { code: names.code, message: error.message, status: error.status };
    const body = errorXml(shown, address?.query?.namespace, requestId);
    return { status: error.status, headers: { "content-type": "text/xml" }, body };
  }
  const status = jsonStatus(error.status, wire.queryMode);
  const fault = status < 500 ? "Sender" : "Receiver";
  const queryError = wire.queryMode ? { "x-amzn-query-error": `${names.code};${fault}` } : {};
  const type = qualified(names.shape, address?.service);
  const document = { __type: type, ...(error.message === "" ? {} : { message: error.message }) };
  if (wire.kind === "cbor") {
    const headers = { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor", ...queryError };
    return { status, headers, body: encodeCborError(document) };
  }
  const headers = { "content-type": `application/x-amz-json-${wire.version}`, ...queryError };
  return { status, headers, body: JSON.stringify(document) };
}

/** obs STACKD: a client's fault is 400 unless the client asked for the query protocol's status. Framing keeps its 413. */
function jsonStatus(status: number, queryMode: boolean): number {
  return queryMode || status >= 500 || status === 413 ? status : 400;
}

interface ErrorNames {
  readonly shape: string;
  readonly code: string;
}

/** An error has one name in JSON and CBOR (its shape) and one in queries (its code); either may be given. */
function errorNames(code: string, service: ServiceName | undefined): ErrorNames {
  return (
    (service === "cloudwatch" ? modelledNames(code) : undefined) ?? COMMON_NAMES.get(code) ?? { shape: code, code }
  );
}

/** Only CloudWatch speaks both; for the others the documented code is the shape (logs, cloudtrail) or the code (sns, sts). */
function modelledNames(code: string): ErrorNames | undefined {
  const { errors } = serviceModel("cloudwatch");
  return (
    errors.find((error) => error.shape === code) ??
    // ResourceNotFound is the code of two shapes: the one that bears its name is found above.
    errors.find((error) => error.code === code)
  );
}

// Errors of the framework rather than of CloudWatch: their JSON names, and what a query client sees. [inf]
const COMMON_NAMES: ReadonlyMap<string, ErrorNames> = new Map([
  ["UnknownOperationException", { shape: "UnknownOperationException", code: "InvalidAction" }],
  ["SerializationException", { shape: "SerializationException", code: "MalformedInput" }],
  ["AccessDenied", { shape: "AccessDeniedException", code: "AccessDenied" }],
  // obs (public reports): logs and others in JSON, STS and CloudWatch in queries, say so; the message is the same.
  ["SignatureDoesNotMatch", { shape: "InvalidSignatureException", code: "SignatureDoesNotMatch" }],
  ["InvalidClientTokenId", { shape: "UnrecognizedClientException", code: "InvalidClientTokenId" }],
  ["MissingAuthenticationToken", { shape: "MissingAuthenticationTokenException", code: "MissingAuthenticationToken" }],
  ["IncompleteSignature", { shape: "IncompleteSignatureException", code: "IncompleteSignature" }],
  ["Throttling", { shape: "ThrottlingException", code: "Throttling" }],
]);

/** Shapes that come from AWS's common framework rather than from CloudWatch's own namespace. */
const FRAMEWORK_SHAPES: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "IncompleteSignatureException",
  "InternalFailure",
  "InvalidParameterCombinationException",
  "InvalidParameterValueException",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
  "MissingRequiredParameterException",
  "SerializationException",
  "ThrottlingException",
  "UnknownOperationException",
  "UnrecognizedClientException",
]);

// obs STACKD, LS: the three namespaces; which of the other shapes lives where is [inf], and clients read only what follows '#'.
function qualified(shape: string, service: ServiceName | undefined): string {
  if (service !== "cloudwatch") return shape;
  if (shape === "ValidationException") return `com.amazon.coral.validate#${shape}`;
  if (FRAMEWORK_SHAPES.has(shape)) return `com.amazon.coral.service#${shape}`;
  return `com.amazonaws.cloudwatch.v2010_08_01#${shape}`;
}
