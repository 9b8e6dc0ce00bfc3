import { createHash, createHmac } from "node:crypto";

/** The parts of a request that a signature covers, as they were sent. */
export interface SignedParts {
  readonly method: string;
  /** As in the request line: percent-encoded once. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** The value of a header, by its name in lower case; null when it was not sent. */
  readonly header: (name: string) => string | null;
}

/** What the string to sign says beside the request: when, and for what. */
export interface SigningScope {
  /** `20261121T100000Z` */
  readonly time: string;
  /** The day of the scope, `20261121`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const ALGORITHM = "AWS4-HMAC-SHA256";
export const SIGNATURE_PARAMETER = "X-Amz-Signature";

/**
 * The SigV4 signature of a request, 64 hexadecimal digits (doc IAM User Guide, "Create a signed AWS API request").
 * `signedHeaders` are names in lower case, in the order in which the client lists them; `payloadHash` is what the client
 * claims of the body: its SHA-256, or a marker.
 *
 * @example
 * const parts = { method: "GET", path: "/", query: "", header: (name: string) => (name === "host" ? "h" : null) };
 * const scope = { time: "20261121T100000Z", date: "20261121", region: "us-east-1", service: "sns" };
 * signatureOf(parts, ["host"], sha256(""), scope, "secret").length; // 64
 */
export function signatureOf(
  parts: SignedParts,
  signedHeaders: readonly string[],
  payloadHash: string,
  scope: SigningScope,
  secretAccessKey: string,
): string {
  const { time, date, region, service } = scope;
  const canonical = sha256(canonicalRequest(parts, signedHeaders, payloadHash, service));
  const text = [ALGORITHM, time, `${date}/${region}/${service}/aws4_request`, canonical].join("\n");
  const key = [date, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, text).toString("hex");
}

/** The request in the one spelling that client and server both arrive at. */
function canonicalRequest(
  parts: SignedParts,
  signedHeaders: readonly string[],
  payloadHash: string,
  service: string,
): string {
  // S3 alone takes the path as it is: keys may hold anything, repeated slashes too.
  const path = service === "s3" ? encodeSegments(decode(parts.path)) : canonicalPath(parts.path);
  const headers = signedHeaders.map((name) => `${name}:${canonicalValue(parts.header(name) ?? "")}\n`).join("");
  const list = signedHeaders.join(";");
  return [parts.method, path, canonicalQuery(parts.query), headers, list, payloadHash].join("\n");
}

/** The digest of a text (as UTF-8) or of bytes, 64 hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function canonicalValue(value: string): string {
  return value.trim().replace(/ +/g, " ");
}

/** The services encode the path a second time, and take repeated slashes for one. */
function canonicalPath(path: string): string {
  return encodeSegments(path.replace(/\/+/g, "/"));
}

function encodeSegments(path: string): string {
  return path.split("/").map(encode).join("/") || "/";
}

function canonicalQuery(query: string): string {
  return query
    .split("&")
    .filter((parameter) => parameter !== "")
    .map((parameter) => {
      const [name = "", ...value] = parameter.split("=");
      return [encode(decode(name)), encode(decode(value.join("=")))] as const;
    })
    .filter(([name]) => name !== SIGNATURE_PARAMETER)
    .sort((left, right) => compare(left[0], right[0]) || compare(left[1], right[1]))
    .map((pair) => pair.join("="))
    .join("&");
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Text that is not percent-encoded as it should be stands for itself; no client signs such a thing. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** RFC 3986: everything but letters, digits and `-._~`, which JavaScript's own encoder is five characters short of. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
