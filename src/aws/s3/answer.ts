import type { AwsError } from "../../engine/aws-error.ts";
import { escapeXml } from "../protocol/xml.ts";
import type { WireResponse } from "../wire.ts";
import { MINIMUM_SIZE_HEADER } from "./input.ts";
import type { S3Route } from "./route.ts";

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** Writes what an S3 operation answers: documents verbatim, else the operation's own form. Buckets hold no objects. */
export function s3Answer(route: S3Route, output: object): WireResponse {
  const region = "BucketRegion" in output && typeof output.BucketRegion === "string" ? output.BucketRegion : undefined;
  const headers: Record<string, string> = region === undefined ? {} : { "x-amz-bucket-region": region };
  const name = `<Name>${escapeXml(route.bucket)}</Name><Prefix/>`;
  switch (route.operation) {
    case "HeadBucket":
    case "DeleteBucket":
      return { status: route.status, headers, body: "" };
    case "CreateBucket":
      return { status: route.status, headers: { location: `/${route.bucket}` }, body: "" };
    case "GetBucketLocation": {
      // us-east-1 is written as nothing. doc S3 API
      const text = region === undefined || region === "us-east-1" ? "" : escapeXml(region);
      return xml(`<LocationConstraint ${NAMESPACE}>${text}</LocationConstraint>`);
    }
    case "ListBuckets":
      return xml(
        `<ListAllMyBucketsResult ${NAMESPACE}><Buckets>${bucketsXml(output)}</Buckets></ListAllMyBucketsResult>`,
      );
    case "ListObjects":
    case "ListObjectsV2": {
      const count = route.operation === "ListObjectsV2" ? "<KeyCount>0</KeyCount>" : "<Marker/>";
      const end = "<MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>";
      return xml(`<ListBucketResult ${NAMESPACE}>${name}${count}${end}</ListBucketResult>`);
    }
    case "ListObjectVersions": {
      const end = "<KeyMarker/><VersionIdMarker/><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>";
      return xml(`<ListVersionsResult ${NAMESPACE}>${name}${end}</ListVersionsResult>`);
    }
    default:
  }
  const size = "TransitionDefaultMinimumObjectSize" in output ? String(output.TransitionDefaultMinimumObjectSize) : "";
  if (size !== "") headers[MINIMUM_SIZE_HEADER] = size;
  if (!("Document" in output) || typeof output.Document !== "string") {
    return { status: route.status, headers, body: "" };
  }
  // A bucket's policy is JSON, every other document XML.
  if (route.operation === "GetBucketPolicy") {
    return { status: 200, headers: { "content-type": "application/json" }, body: output.Document };
  }
  const answer = xml(output.Document);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** doc S3 API: the code is for programs, the message for people; an answer to HEAD has no body. */
export function s3Refusal(error: AwsError, method: string, requestId: string): WireResponse {
  const message = error.message === "" ? "" : `<Message>${escapeXml(error.message)}</Message>`;
  const body = `<Error><Code>${escapeXml(error.code)}</Code>${message}<RequestId>${escapeXml(requestId)}</RequestId></Error>`;
  const answer = xml(body);
  return { ...answer, status: error.status, body: method === "HEAD" ? "" : answer.body };
}

function bucketsXml(output: object): string {
  if (!("Buckets" in output) || !Array.isArray(output.Buckets)) return "";
  const buckets: readonly { readonly Name: string; readonly CreationDate: number }[] = output.Buckets;
  return buckets
    .map(({ Name, CreationDate }) => {
      const date = new Date(CreationDate).toISOString();
      return `<Bucket><Name>${escapeXml(Name)}</Name><CreationDate>${date}</CreationDate></Bucket>`;
    })
    .join("");
}

function xml(document: string): WireResponse {
  const declaration = document.startsWith("<?xml") ? "" : '<?xml version="1.0" encoding="UTF-8"?>\n';
  return { status: 200, headers: { "content-type": "application/xml" }, body: `${declaration}${document}` };
}
