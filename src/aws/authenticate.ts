import { timingSafeEqual } from "node:crypto";
import { AwsError } from "../engine/aws-error.ts";
import { type SignedParts, sha256, signatureOf } from "./sigv4-canonical.ts";
import { type SignatureClaim, signatureClaim } from "./sigv4-claim.ts";

/**
 * `off` reads signatures without verifying them; `lenient` verifies those made with a key it knows and takes everything
 * else; `strict` takes only what a known key has signed.
 */
export type AuthMode = "off" | "lenient" | "strict";

export interface Authentication {
  readonly mode: AuthMode;
  /** The secret access key that belongs to an access key id; undefined when the key is not known (or no longer). */
  readonly secretOf: (accessKeyId: string) => Promise<string | undefined>;
  /** The machine's time, which clients sign with, in epoch milliseconds. It is not the engine's, which may be manual. */
  readonly now: () => number;
}

/** How far a request's head has got it. */
export type Standing =
  /** Nothing more is asked of it. */
  | { readonly kind: "accepted" }
  /** It carries no signature where one is due; few operations can do without, the others answer `missingToken`. */
  | { readonly kind: "unsigned" }
  /** It claims to be signed by a key that is known: `requireSignature` decides once its body is there. */
  | { readonly kind: "claimed"; readonly claim: SignatureClaim; readonly secretAccessKey: string };

/** doc (common errors) and obs (public reports of STS): fifteen minutes; some services take five. [unk] for these. */
const TOLERANCE_MS = 15 * 60_000;

/**
 * Judges what can be judged before the body is read: is the request signed, by a known key, about now? Throws AwsError:
 * IncompleteSignature, InvalidClientTokenId, SignatureDoesNotMatch or RequestExpired, by their names in the query protocol.
 */
export async function examineHead(authentication: Authentication, request: Request, url: URL): Promise<Standing> {
  const { mode, secretOf, now } = authentication;
  if (mode === "off") return { kind: "accepted" };
  const claim = readClaim(mode, request, url);
  if (claim === undefined) return { kind: mode === "strict" ? "unsigned" : "accepted" };
  const secretAccessKey = await secretOf(claim.accessKeyId);
  if (secretAccessKey === undefined) {
    if (mode === "lenient") return { kind: "accepted" };
    throw invalidToken();
  }
  // Keys of Tocsin come without a session: a token with one of them belongs to some other key. [inf]
  if (claim.sessionToken !== undefined) throw invalidToken();
  requireCurrent(claim, now());
  requireCovered(claim, request.headers);
  return { kind: "claimed", claim, secretAccessKey };
}

/**
 * Verifies the signature of a request whose head was in order. `body` is what was sent, before any decompression;
 * `service` the signing name of the service that is to act. Throws SignatureDoesNotMatch (403).
 */
export function requireSignature(
  standing: Exclude<Standing, { kind: "unsigned" }>,
  request: Request,
  url: URL,
  body: Uint8Array,
  service: string | undefined,
): void {
  if (standing.kind === "accepted") return;
  const { claim, secretAccessKey } = standing;
  if (service !== undefined && claim.service !== service) {
    throw mismatch(`Credential should be scoped to correct service: '${service}'.`);
  }
  const payloadHash = isMarker(claim) ? claim.payloadHash : sha256(body);
  if (claim.payloadHash !== undefined && claim.payloadHash !== payloadHash) throw mismatch();
  const expected = signatureOf(partsOf(request, url), claim.signedHeaders, payloadHash, claim, secretAccessKey);
  if (!timingSafeEqual(Buffer.from(expected, "hex"), Buffer.from(claim.signature, "hex"))) throw mismatch();
}

/** Does the client say that its signature does not cover the body, or, to S3, that the body is signed piece by piece? */
function isMarker(claim: SignatureClaim): claim is SignatureClaim & { readonly payloadHash: string } {
  const { payloadHash, service } = claim;
  if (payloadHash === undefined) return false;
  return payloadHash === UNSIGNED_PAYLOAD || (service === "s3" && payloadHash.startsWith("STREAMING-"));
}

const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

/** A signature that cannot be read counts as none for the lenient, as it does where nothing is verified. */
function readClaim(mode: AuthMode, request: Request, url: URL): SignatureClaim | undefined {
  try {
    return signatureClaim(request, url);
  } catch (error) {
    if (mode === "lenient" && error instanceof AwsError) return undefined;
    throw error;
  }
}

function requireCurrent({ time, date, expires }: SignatureClaim, now: number): void {
  if (date !== time.slice(0, 8)) {
    throw mismatch(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${time.slice(0, 8)}', from '${time}'.`,
    );
  }
  const signed = Date.parse(time.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
  if (Number.isNaN(signed)) throw new AwsError("IncompleteSignature", 400, "The date of the signature is no date.");
  const earliest = now - TOLERANCE_MS;
  const latest = now + TOLERANCE_MS;
  if (signed > latest) {
    throw mismatch(`Signature not yet current: ${time} is still later than ${stamp(latest)} (${stamp(now)} + 15 min.)`);
  }
  if (expires !== undefined && signed + Math.max(expires * 1000, TOLERANCE_MS) < now) {
    throw new AwsError("RequestExpired", 400, "Request has expired.");
  }
  if (expires === undefined && signed < earliest) {
    throw mismatch(`Signature expired: ${time} is now earlier than ${stamp(earliest)} (${stamp(now)} - 15 min.)`);
  }
}

/** doc IAM User Guide: a signature covers the host and every `x-amz-` header; else another could be slipped in. */
function requireCovered({ signedHeaders }: SignatureClaim, headers: Headers): void {
  const covered = new Set(signedHeaders);
  if (!covered.has("host")) throw mismatch("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  for (const name of headers.keys()) {
    if (name.startsWith("x-amz-") && !covered.has(name)) {
      throw mismatch(`'${name}' must be a 'SignedHeader' in the AWS Authorization.`);
    }
  }
}

function partsOf(request: Request, url: URL): SignedParts {
  return {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    header: (name) => request.headers.get(name) ?? (name === "host" ? url.host : null),
  };
}

function stamp(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

// The names are the query protocol's; errors.ts gives those of JSON and CBOR (obs, public reports of each).
function mismatch(message: string = MISMATCH): AwsError {
  return new AwsError("SignatureDoesNotMatch", 403, message);
}

function invalidToken(): AwsError {
  return new AwsError("InvalidClientTokenId", 403, "The security token included in the request is invalid.");
}

/** What AWS answers a request that would need a signature and has none. */
export function missingToken(): AwsError {
  return new AwsError("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
}

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
