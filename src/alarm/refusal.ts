/** A request that CloudWatch refuses: the query code (wire codecs translate it) and the message. */
export interface AlarmRefusal {
  readonly code: "ValidationError" | "InvalidParameterValue" | "InvalidFormat" | "ResourceNotFound";
  readonly message: string;
}
