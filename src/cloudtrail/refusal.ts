/** Why CloudTrail refuses a request: its error code (HTTP status 400) and the message. */
export interface TrailRefusal {
  readonly code: TrailErrorCode;
  readonly message: string;
}

export type TrailErrorCode =
  | "CloudTrailARNInvalidException"
  | "InvalidCloudWatchLogsLogGroupArnException"
  | "InvalidCloudWatchLogsRoleArnException"
  | "InvalidEventSelectorsException"
  | "InvalidHomeRegionException"
  | "InvalidParameterCombinationException"
  | "InvalidTrailNameException"
  | "MaximumNumberOfTrailsExceededException"
  | "TrailAlreadyExistsException"
  | "TrailNotFoundException";
