import { AwsError } from "../engine/aws-error.ts";
import { type CredentialScope, credentialScope } from "./sigv4.ts";
import { ALGORITHM, SIGNATURE_PARAMETER, type SigningScope } from "./sigv4-canonical.ts";

/** What a signed request claims, before anything of it is verified. */
export interface SignatureClaim extends SigningScope {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
  /** For how many seconds a presigned URL is good; absent for a signature in the header. */
  readonly expires: number | undefined;
  /** What the client says of its body; absent when it leaves that to the signature. */
  readonly payloadHash: string | undefined;
  readonly sessionToken: string | undefined;
}

const MAX_AUTHORIZATION = 8192;
/** Seven days, the longest life of a presigned URL (doc S3). */
const MAX_EXPIRES = 604_800;
const TIME_PATTERN = /^[0-9]{8}T[0-9]{6}Z$/;
const SIGNATURE_PATTERN = /^[0-9a-f]{64}$/;
const HEADERS_PATTERN = /^[a-z0-9-]{1,64}(?:;[a-z0-9-]{1,64}){0,63}$/;

/** Where a form of signing keeps its parts. */
interface Parts {
  readonly credential: string | null;
  readonly signedHeaders: string | null;
  readonly signature: string | null;
  readonly time: string | null;
  readonly expires: string | null;
  readonly payloadHash: string | null;
  readonly sessionToken: string | null;
}

/**
 * Reads the signature of a request from its `Authorization` header or from its presigned URL; undefined when it has none.
 * Throws IncompleteSignature (400) when there is one that cannot be read.
 */
export function signatureClaim(request: Request, url: URL): SignatureClaim | undefined {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return claimFrom(headerParts(authorization, request.headers), "Authorization header");
  const { searchParams } = url;
  if (!searchParams.has("X-Amz-Credential") && !searchParams.has(SIGNATURE_PARAMETER)) return undefined;
  return claimFrom(queryParts(searchParams), "Query string");
}

function headerParts(authorization: string, headers: Headers): Parts {
  const parameters = new Map<string, string>();
  if (authorization.length <= MAX_AUTHORIZATION && authorization.startsWith(`${ALGORITHM} `)) {
    for (const part of authorization.slice(ALGORITHM.length + 1).split(",")) {
      const at = part.indexOf("=");
      if (at > 0) parameters.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
    }
  }
  return {
    credential: parameters.has("Credential") ? authorization : null,
    signedHeaders: parameters.get("SignedHeaders") ?? null,
    signature: parameters.get("Signature") ?? null,
    time: headers.get("x-amz-date"),
    expires: null,
    payloadHash: headers.get("x-amz-content-sha256"),
    sessionToken: headers.get("x-amz-security-token"),
  };
}

function queryParts(query: URLSearchParams): Parts {
  const ours = query.get("X-Amz-Algorithm") === ALGORITHM;
  return {
    credential: ours ? query.get("X-Amz-Credential") : null,
    signedHeaders: query.get("X-Amz-SignedHeaders"),
    signature: query.get(SIGNATURE_PARAMETER),
    time: query.get("X-Amz-Date"),
    // Without it a URL is good for as long as the clocks may differ, as a header is. [inf]
    expires: query.get("X-Amz-Expires") ?? "0",
    payloadHash: query.get("X-Amz-Content-Sha256"),
    sessionToken: query.get("X-Amz-Security-Token"),
  };
}

function claimFrom(parts: Parts, where: "Authorization header" | "Query string"): SignatureClaim {
  const { credential, signature, signedHeaders, time, expires } = parts;
  const scope = where === "Query string" ? credentialScope(null, credential) : credentialScope(credential, null);
  const complete =
    scope !== undefined &&
    signature !== null &&
    signedHeaders !== null &&
    time !== null &&
    SIGNATURE_PATTERN.test(signature) &&
    HEADERS_PATTERN.test(signedHeaders) &&
    TIME_PATTERN.test(time) &&
    (expires === null || (/^[0-9]{1,6}$/.test(expires) && Number(expires) <= MAX_EXPIRES));
  if (!complete) throw incomplete(parts, where, scope);
  return {
    ...scope,
    time,
    signature,
    signedHeaders: signedHeaders.split(";"),
    expires: expires === null ? undefined : Number(expires),
    payloadHash: parts.payloadHash ?? undefined,
    sessionToken: parts.sessionToken ?? undefined,
  };
}

// obs (public reports) AWS names each missing parameter in a sentence of its own; its words for the date are longer.
function incomplete(parts: Parts, where: string, scope: CredentialScope | undefined): AwsError {
  const missing = [
    ...(scope === undefined ? ["Credential"] : []),
    ...(parts.signature === null || !SIGNATURE_PATTERN.test(parts.signature) ? ["Signature"] : []),
    ...(parts.signedHeaders === null || !HEADERS_PATTERN.test(parts.signedHeaders) ? ["SignedHeaders"] : []),
    ...(parts.time === null || !TIME_PATTERN.test(parts.time) ? ["X-Amz-Date"] : []),
  ];
  const message = missing.map((name) => `${where} requires '${name}' parameter.`).join(" ");
  return new AwsError("IncompleteSignature", 400, message || `${where} requires a valid 'X-Amz-Expires' parameter.`);
}
