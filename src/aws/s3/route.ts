import { AwsError } from "../../engine/aws-error.ts";
import { BUCKET_CONFIGURATIONS } from "../../engine/s3/bucket-configurations.ts";

/** Which operation of S3 a request is for, and what its path and headers say to it. */
export interface S3Route {
  readonly operation: string;
  /** Empty for ListBuckets. */
  readonly bucket: string;
  readonly status: number;
  /** Does the operation take the body as a document? */
  readonly takesDocument: boolean;
}

/** Parameters that only shape the answer, or repeat the operation's name. */
const HARMLESS: ReadonlySet<string> = new Set([
  "delimiter",
  "encoding-type",
  "key-marker",
  "marker",
  "max-keys",
  "prefix",
  "version-id-marker",
  "x-id",
]);

/**
 * Reads method, path and query, in path style: `PUT /bucket?policy`.
 * Throws NotImplemented (501) naming what Tocsin has not.
 *
 * @example
 * s3Route("GET", new URL("http://127.0.0.1/logs?policy")); // { operation: "GetBucketPolicy", bucket: "logs", ... }
 */
export function s3Route(method: string, url: URL): S3Route {
  const [, bucket = "", ...key] = url.pathname.split("/");
  const names = [...url.searchParams.keys()].filter((name) => !HARMLESS.has(name) && !name.startsWith("X-Amz-"));
  const refused = new AwsError(
    "NotImplemented",
    501,
    `Tocsin does not implement ${method} of ${key.join("/") === "" ? "a bucket" : "objects"}${names.length === 0 ? "" : ` with ${names.join(", ").slice(0, 128)}`} in S3.`,
  );
  if (key.join("/") !== "" || names.length > 1) throw refused;
  const route = (operation: string, status = 200, takesDocument = false): S3Route => ({
    operation,
    bucket,
    status,
    takesDocument,
  });
  if (bucket === "") {
    if (method === "GET" && names.length === 0) return route("ListBuckets");
    throw refused;
  }
  const [name] = names;
  const found = name === undefined ? bucketRoute(method, route) : settingRoute(method, name, url, route);
  if (found === undefined) throw refused;
  return found;
}

type MakeRoute = (operation: string, status?: number, takesDocument?: boolean) => S3Route;

function bucketRoute(method: string, route: MakeRoute): S3Route | undefined {
  switch (method) {
    case "PUT":
      return route("CreateBucket", 200, true);
    case "DELETE":
      return route("DeleteBucket", 204);
    case "HEAD":
      return route("HeadBucket");
    case "GET":
      return route("ListObjects");
    default:
      return undefined;
  }
}

function settingRoute(method: string, name: string, url: URL, route: MakeRoute): S3Route | undefined {
  if (method === "GET" && name === "location") return route("GetBucketLocation");
  if (method === "GET" && name === "versions") return route("ListObjectVersions");
  if (method === "GET" && name === "list-type" && url.searchParams.get(name) === "2") return route("ListObjectsV2");
  if (name === "acl") {
    if (method === "GET") return route("GetBucketAcl");
    return method === "PUT" ? route("PutBucketAcl", 200, true) : undefined;
  }
  const setting = BUCKET_CONFIGURATIONS.find(({ parameter }) => parameter === name);
  if (setting === undefined) return undefined;
  if (method === "GET") return route(setting.get);
  if (method === "PUT" && setting.put !== undefined) return route(setting.put, setting.putStatus ?? 200, true);
  if (method === "DELETE" && setting.remove !== undefined) return route(setting.remove, 204);
  return undefined;
}
