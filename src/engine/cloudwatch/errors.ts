import { AwsError } from "../aws-error.ts";

export function validationError(message: string): AwsError {
  return new AwsError("ValidationError", 400, message);
}

export function invalidParameterValue(message: string): AwsError {
  return new AwsError("InvalidParameterValue", 400, message);
}

export function invalidParameterCombination(message: string): AwsError {
  return new AwsError("InvalidParameterCombination", 400, message);
}

/** obs LS for the members of PutMetricData, inf for other parameters. */
export function mutuallyExclusive(one: string, other: string): AwsError {
  return invalidParameterCombination(
    `The parameters ${one} and ${other} are mutually exclusive and you have specified both.`,
  );
}

/** Without words: obs STACKD metrics for GetMetricData, inf for other operations. */
export function invalidNextToken(): AwsError {
  return new AwsError("InvalidNextToken", 400);
}

/** Names are unique across metric alarms and composite alarms (doc MODEL); the words are Tocsin's (unk). */
export function nameTaken(alarmName: string, kind: "metric" | "composite"): AwsError {
  return validationError(`The name ${alarmName} belongs to a ${kind} alarm.`);
}
