import { AwsError } from "../engine/aws-error.ts";
import { type Operation, serviceModel } from "./model.ts";
import { type ServiceAddress, serviceBySigningName, serviceByTarget, serviceByVersion } from "./service.ts";
import type { CredentialScope } from "./sigv4.ts";
import type { Wire } from "./wire.ts";

/** Which operation of which service a request is for. */
export interface Destination {
  readonly address: ServiceAddress;
  readonly operation: Operation;
}

const CBOR_PATH = /^\/service\/([A-Za-z0-9_.]{1,128})\/operation\/([A-Za-z0-9]{1,128})$/;

/**
 * How a request is encoded: `smithy-protocol` says CBOR, `x-amz-target` says JSON, anything else is a query.
 * It never fails, so that every refusal can be written in the form the client reads.
 *
 * @example
 * wireOf(new Headers({ "x-amz-target": "Logs_20140328.PutLogEvents", "content-type": "application/x-amz-json-1.1" }));
 * // { kind: "json", version: "1.1", queryMode: false }
 */
export function wireOf(headers: Headers): Wire {
  const queryMode = headers.get("x-amzn-query-mode")?.toLowerCase() === "true";
  if (headers.has("smithy-protocol")) return { kind: "cbor", queryMode };
  if (!headers.has("x-amz-target")) return { kind: "query" };
  return { kind: "json", version: mediaType(headers) === "application/x-amz-json-1.0" ? "1.0" : "1.1", queryMode };
}

/**
 * The destination of an rpcv2Cbor request, which is in its path.
 * Throws UnknownOperationException for a protocol, service or operation that does not exist.
 */
export function cborDestination(headers: Headers, path: string): Destination {
  const [, target = "", operation = ""] = CBOR_PATH.exec(path) ?? [];
  const address = serviceByTarget(target);
  if (headers.get("smithy-protocol") !== "rpc-v2-cbor" || address?.cbor !== true) throw unknownOperation();
  return known(address, operation, unknownOperation);
}

/**
 * The destination of an awsJson request: the last segment of `X-Amz-Target` is the operation, the one before it the
 * service (obs: botocore writes a longer CloudTrail prefix than the JavaScript and Go SDKs).
 */
export function jsonDestination(headers: Headers): Destination {
  const segments = (headers.get("x-amz-target") ?? "").split(".");
  const address = serviceByTarget(segments.at(-2) ?? "");
  if (address === undefined || !JSON_TYPES.has(mediaType(headers))) throw unknownOperation();
  return known(address, segments.at(-1) ?? "", unknownOperation);
}

/**
 * The service a query request is for. Several services share operation names, so the credential scope decides, else the
 * API version, else the host name. Undefined when none of them names a service Tocsin has.
 */
export function queryService(
  form: URLSearchParams,
  scope: CredentialScope | undefined,
  host: string,
): ServiceAddress | undefined {
  if (scope !== undefined) return serviceBySigningName(scope.service);
  const [hostService = ""] = host.split(".", 1);
  return serviceByVersion(form.get("Version") ?? "") ?? serviceBySigningName(hostService) ?? linkedService(form);
}

/** The destination of a query request. Throws MissingAction or InvalidAction (400), the query protocol's own words. */
export function queryDestination(form: URLSearchParams, address: ServiceAddress | undefined): Destination {
  const action = form.get("Action") ?? "";
  if (action === "") throw new AwsError("MissingAction", 400, "The request must contain the parameter Action.");
  const refuse = (): AwsError => invalidAction(action, form.get("Version") ?? "");
  if (address?.query === undefined) throw refuse();
  return known(address, action, refuse);
}

/** Links in messages carry neither a signature nor a version: `?Action=ConfirmSubscription&TopicArn=..&Token=..`. */
function linkedService(form: URLSearchParams): ServiceAddress | undefined {
  const action = form.get("Action");
  return action === "ConfirmSubscription" || action === "Unsubscribe" ? serviceBySigningName("sns") : undefined;
}

const JSON_TYPES: ReadonlySet<string> = new Set([
  "application/x-amz-json-1.0",
  "application/x-amz-json-1.1",
  "application/json",
]);

function mediaType(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

function known(address: ServiceAddress, name: string, refuse: () => AwsError): Destination {
  const operation = serviceModel(address.service).operations.get(name);
  if (operation === undefined) throw refuse();
  return { address, operation };
}

function unknownOperation(): AwsError {
  return new AwsError("UnknownOperationException", 400);
}

function invalidAction(action: string, version: string): AwsError {
  const shown = action.slice(0, 128);
  return new AwsError("InvalidAction", 400, `Could not find operation ${shown} for version ${version.slice(0, 32)}`);
}
