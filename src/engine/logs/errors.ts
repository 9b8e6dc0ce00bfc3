import { AwsError } from "../aws-error.ts";

export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterException", 400, message);
}

export function alreadyExists(message: string): AwsError {
  return new AwsError("ResourceAlreadyExistsException", 400, message);
}

export function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", 400, message);
}

/** obs LS for subscription filters, inf for metric filters. */
export function limitExceeded(): AwsError {
  return new AwsError("LimitExceededException", 400, "Resource limit exceeded.");
}

/** obs LS */
export function invalidNextToken(): AwsError {
  return invalidParameter("The specified nextToken is invalid.");
}
