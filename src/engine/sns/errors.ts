import type { Refusal } from "../../topic/refusal.ts";
import { AwsError } from "../aws-error.ts";

/** What SNS says to a request it cannot use; `detail` is the text after "Invalid parameter: ". */
export function invalidParameter(detail: string): AwsError {
  return new AwsError("InvalidParameter", 400, `Invalid parameter: ${detail}`);
}

/** The error a client gets for what a rule of the topic core refused. */
export function refused(refusal: Refusal): AwsError {
  return new AwsError(refusal.code, 400, refusal.message);
}

/** A parameter that AWS acts on and Tocsin does not: refused, because to store it would be to ignore it. */
export function notActedOn(parameter: string): AwsError {
  return invalidParameter(`${parameter} Reason: Tocsin does not act on ${parameter} yet, so it refuses it`);
}

export function topicNotFound(): AwsError {
  return new AwsError("NotFound", 404, "Topic does not exist");
}

export function subscriptionNotFound(): AwsError {
  return new AwsError("NotFound", 404, "Subscription does not exist");
}

export function authorizationError(message: string): AwsError {
  return new AwsError("AuthorizationError", 403, message);
}
