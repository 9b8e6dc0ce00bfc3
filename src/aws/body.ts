import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AwsError } from "../engine/aws-error.ts";

const gunzipAsync = promisify(gunzip);

/** Bytes, compressed and uncompressed alike. AWS itself takes about 1 MB a request; this leaves room for escaped text. */
export const DEFAULT_BODY_LIMIT = 16 * 1024 * 1024;

/**
 * Reads a request's body into memory as it was sent, which is what a signature covers; at most `limit` bytes.
 * Throws `AwsError`: RequestEntityTooLarge 413, IncompleteBody 400 (the sender stopped early).
 *
 * @example
 * await readBody(new Request("http://localhost/", { method: "POST", body: "{}" }), 1024); // the two bytes of `{}`
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const declared = declaredLength(request);
  if (declared !== undefined && declared > limit) throw tooLarge(limit);
  const bytes = await readAll(request, declared, limit);
  if (declared !== undefined && bytes.byteLength !== declared) throw incomplete();
  return bytes;
}

/**
 * The body that was meant, at most `limit` bytes again. Throws `AwsError`: RequestEntityTooLarge 413, and
 * SerializationException 400 for a body that is not the gzip it claims to be.
 */
export async function decompress(bytes: Uint8Array, request: Request, limit: number): Promise<Uint8Array> {
  switch (request.headers.get("content-encoding")?.trim().toLowerCase() ?? "") {
    case "":
    case "identity":
    // Sent by the Java SDK with JSON requests; it says nothing about the bytes.
    case "amz-1.0":
      return bytes;
    case "gzip":
      break;
    default:
      throw new AwsError("SerializationException", 400, "The Content-Encoding of the request is not supported.");
  }
  try {
    return await gunzipAsync(bytes, { maxOutputLength: limit });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limit);
    throw new AwsError("SerializationException", 400, "The request body is not valid gzip data.");
  }
}

function declaredLength(request: Request): number | undefined {
  const header = request.headers.get("content-length");
  return header !== null && /^[0-9]{1,15}$/.test(header) ? Number(header) : undefined;
}

async function readAll(request: Request, declared: number | undefined, limit: number): Promise<Uint8Array> {
  try {
    // A declared length is enforced by the HTTP parser, so the whole body may be taken at once, without a stream.
    if (declared !== undefined) return new Uint8Array(await request.arrayBuffer());
    return request.body === null ? new Uint8Array(0) : await readStream(request.body, limit);
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw incomplete();
  }
}

async function readStream(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size);
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw tooLarge(limit);
    }
    chunks.push(value);
  }
}

function tooLarge(limit: number): AwsError {
  return new AwsError("RequestEntityTooLarge", 413, `The request body is larger than ${limit} bytes.`);
}

function incomplete(): AwsError {
  return new AwsError("IncompleteBody", 400, "The request body ended before the length that Content-Length declares.");
}
