/** What a SigV4 request says about itself: who signed it, and for which region and service. Nothing here is verified. */
export interface CredentialScope {
  readonly accessKeyId: string;
  /** The day the signing key was made for, `20261121`. */
  readonly date: string;
  readonly region: string;
  /** The service's signing name: `monitoring` for CloudWatch, else as AWS writes it in the scope. */
  readonly service: string;
}

const MAX_AUTHORIZATION = 8192;
const CREDENTIAL_PATTERN =
  /^([A-Za-z0-9_-]{1,128})\/([0-9]{8})\/([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})\/(?:aws4_request)$/;

/**
 * Reads the credential scope from the `Authorization` header, or from a presigned URL's `X-Amz-Credential`.
 * Returns undefined for an unsigned request and for one whose scope cannot be read: both go to the default region.
 *
 * @example
 * credentialScope("AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-west-1/logs/aws4_request, SignedHeaders=host, Signature=00", undefined);
 * // { accessKeyId: "AKID", date: "20261121", region: "eu-west-1", service: "logs" }
 */
export function credentialScope(authorization: string | null, presigned: string | null): CredentialScope | undefined {
  return parseCredential(authorization === null ? presigned : credentialOf(authorization));
}

function credentialOf(authorization: string): string | null {
  if (authorization.length > MAX_AUTHORIZATION || !authorization.startsWith("AWS4-")) return null;
  const start = authorization.indexOf("Credential=");
  if (start < 0) return null;
  const rest = authorization.slice(start + "Credential=".length);
  const end = rest.search(/[,\s]/);
  return end < 0 ? rest : rest.slice(0, end);
}

function parseCredential(credential: string | null): CredentialScope | undefined {
  const found = credential === null ? null : CREDENTIAL_PATTERN.exec(credential);
  if (found === null) return undefined;
  const [, accessKeyId = "", date = "", region = "", service = ""] = found;
  return { accessKeyId, date, region, service };
}
