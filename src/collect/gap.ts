import type { Gap } from "../audit/inventory.ts";
import type { ReadCall } from "./read-call.ts";

/** What was asked for is not there: an answer, not a gap. */
const MISSING = new Set(["NotFound", "NotFoundException", "ResourceNotFound", "ResourceNotFoundException"]);

/**
 * How an endpoint refuses an operation that it does not have: older ones, and partitions where it has not come yet. That AWS
 * itself answers so there: inf.
 */
const NO_SUCH_OPERATION = new Set(["UnknownOperationException", "UnknownOperation", "InvalidAction"]);

/** How services of a region that the account has not enabled refuse its credentials. inf from public error reports */
const NOT_ENABLED = new Set(["UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "OptInRequired"]);

const LONGEST_MESSAGE = 1000;

/**
 * What is not known because a call failed: refused by the service, or without an answer.
 *
 * @throws the error itself when it tells of a defect
 */
export function gapOf(call: ReadCall, error: unknown): Gap {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) throw error;
  const code = codeOf(error);
  return gap(call, code, error.message === "" ? code : error.message);
}

/** A gap whose reason is ours to say. */
export function gap({ action, region, resource }: ReadCall, code: string, message: string): Gap {
  const { service, operation } = splitAction(action);
  return {
    service,
    operation,
    region,
    ...(resource === undefined ? {} : { resource }),
    code,
    message: message.slice(0, LONGEST_MESSAGE),
  };
}

export function isMissing({ code }: Gap): boolean {
  return MISSING.has(code);
}

/** Where there is no operation for it, nobody has made a mute rule: there is none, and that is known. */
export function hasNoMuteRules({ operation, code }: Gap): boolean {
  return operation === "ListAlarmMuteRules" && NO_SUCH_OPERATION.has(code);
}

export function isNotEnabled({ code }: Gap): boolean {
  return NOT_ENABLED.has(code);
}

function codeOf(error: Error): string {
  // Of a service's own refusal the name is its code. doc of the SDK
  if ("$fault" in error) return error.name;
  if (error instanceof SyntaxError) return "UnexpectedAnswer";
  return error.name === "CredentialsProviderError" ? error.name : "Unreachable";
}

function splitAction(action: ReadCall["action"]): Pick<Gap, "service" | "operation"> {
  const [service, operation] = action.split(":") as [Gap["service"], string];
  return { service, operation };
}
