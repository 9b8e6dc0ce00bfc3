/** What a file of a trail's bucket holds: events, Insights events, or a digest of the files of an hour. */
export type LogFileContent = "CloudTrail" | "CloudTrail-Insight" | "CloudTrail-Digest";

const FILE_NAME = /(?:^|[/\\])\d{12}_(CloudTrail(?:-Insight|-Digest)?)_[a-z0-9-]{1,40}_[^/\\]{1,300}\.json(?:\.gz)?$/;

/**
 * What a file holds, by the name that CloudTrail gave it (doc CTUG):
 * `<account>_CloudTrail_<region>_<minute>_<unique>.json.gz`, `<account>_CloudTrail-Digest_<region>_...`.
 * Undefined for any other name.
 *
 * @example
 * logFileContent("AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/31/123456789012_CloudTrail_eu-west-1_20260131T1205Z_Mu0KsOhtH1ar15ZZ.json.gz");
 * // "CloudTrail"
 */
export function logFileContent(path: string): LogFileContent | undefined {
  // The longest S3 key has 1,024 characters; the name is its end.
  switch (FILE_NAME.exec(path.slice(-400))?.[1] ?? "") {
    case "CloudTrail":
      return "CloudTrail";
    case "CloudTrail-Insight":
      return "CloudTrail-Insight";
    case "CloudTrail-Digest":
      return "CloudTrail-Digest";
    default:
      return undefined;
  }
}
