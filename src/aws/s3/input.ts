import { AwsError } from "../../engine/aws-error.ts";
import { decodeText } from "../protocol/text.ts";
import type { S3Route } from "./route.ts";

/** Documents are settings of at most a few pages; a policy may have 20 KB. doc S3UG */
export const S3_BODY_LIMIT = 1024 * 1024;

/** Said and shown beside the rules of a lifecycle. doc S3 API */
export const MINIMUM_SIZE_HEADER = "x-amz-transition-default-minimum-object-size";

/** Headers that ask for something that Tocsin does not keep. */
const REFUSED_HEADERS = [
  "x-amz-bucket-object-lock-enabled",
  "x-amz-grant-full-control",
  "x-amz-grant-read",
  "x-amz-grant-read-acp",
  "x-amz-grant-write",
  "x-amz-grant-write-acp",
  "x-amz-mfa",
];

/**
 * The input of an operation: bucket, canned ACL, and the body as a document or, for CreateBucket, what it says.
 * Throws NotImplemented (501) for a header that would be ignored.
 */
export function s3Input(route: S3Route, headers: Headers, body: Uint8Array): object {
  const refused = REFUSED_HEADERS.find((name) => (headers.get(name) ?? "false").toLowerCase() !== "false");
  if (refused !== undefined) {
    throw new AwsError("NotImplemented", 501, `Tocsin does not support ${refused} in ${route.operation}.`);
  }
  const ACL = headers.get("x-amz-acl");
  const text = route.takesDocument ? decodeText(body) : "";
  const given = route.operation === "CreateBucket" ? creation(text) : text === "" ? {} : { Document: text };
  if (route.takesDocument && text === "" && ACL === null && route.operation !== "CreateBucket") {
    throw new AwsError("MissingRequestBodyError", 400, "Request Body is empty");
  }
  const minimum = headers.get(MINIMUM_SIZE_HEADER);
  const size = minimum === null ? {} : { TransitionDefaultMinimumObjectSize: minimum };
  const Bucket = route.bucket === "" ? {} : { Bucket: route.bucket };
  return { ...Bucket, ...(ACL === null ? {} : { ACL }), ...given, ...size };
}

function creation(text: string): object {
  const LocationConstraint = between(text, "<LocationConstraint>", "</LocationConstraint>");
  const TagSet = between(text, "<Tags>", "</Tags>");
  return {
    ...(LocationConstraint === undefined ? {} : { LocationConstraint }),
    ...(TagSet === undefined ? {} : { TagSet }),
  };
}

function between(text: string, start: string, end: string): string | undefined {
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  return from < 0 || to < 0 ? undefined : text.slice(from + start.length, to);
}
