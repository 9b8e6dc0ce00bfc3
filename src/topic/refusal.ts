/** Why SNS would refuse a request, in AWS's words: error code (HTTP status 400) and message. */
export interface Refusal {
  readonly ok: false;
  readonly code: "InvalidParameter" | "ParameterValueInvalid" | "ValidationError";
  readonly message: string;
}

/** The refusal `Invalid parameter: <detail>`, which SNS uses for almost everything. */
export function invalidParameter(detail: string): Refusal {
  return { ok: false, code: "InvalidParameter", message: `Invalid parameter: ${detail}` };
}
