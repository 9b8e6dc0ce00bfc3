import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** The text of a file, with the SHA-256 of its content: that of the inflated bytes, as in CloudTrail's own digest files. */
export type TextReading =
  | { readonly ok: true; readonly text: string; readonly digest: string }
  | { readonly ok: false; readonly problem: string };

/** What is read at most, before and after inflating. CloudTrail's files have up to 50 MB compressed; most have kilobytes. */
export const MAX_BYTES: number = 256 * 1024 * 1024;

/**
 * Reads a file, inflating it when it is gzip (by its first bytes, not its name; several members one after another are one
 * content). What is wrong with the file is told; a stream that ends early gives nothing, because a delivered file is
 * whole or it is not yet there. Throws only when the signal is aborted.
 *
 * @param from a path, or a stream such as standard input
 */
export async function readText(
  from: string | NodeJS.ReadableStream,
  signal: AbortSignal,
  limit: number = MAX_BYTES,
): Promise<TextReading> {
  const stream = typeof from === "string" ? createReadStream(from, { signal }) : from;
  try {
    const raw = await collect(stream, limit, signal);
    if (raw === undefined) return tooLarge(limit);
    const isGzip = raw[0] === 0x1f && raw[1] === 0x8b;
    return isGzip ? await inflate(raw, limit, signal) : decode(raw);
  } catch (cause) {
    signal.throwIfAborted();
    return { ok: false, problem: cause instanceof Error ? cause.message : String(cause) };
  }
}

async function inflate(raw: Buffer, limit: number, signal: AbortSignal): Promise<TextReading> {
  const gunzip = createGunzip();
  Readable.from([raw], { objectMode: false }).pipe(gunzip);
  try {
    const content = await collect(gunzip, limit, signal);
    return content === undefined ? tooLarge(limit) : decode(content);
  } catch (cause) {
    signal.throwIfAborted();
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    const problem =
      code === "Z_BUF_ERROR"
        ? `the gzip stream ends early, at byte ${raw.length}: the file is cut off`
        : `the gzip stream is damaged before byte ${gunzip.bytesWritten} of ${raw.length}`;
    return { ok: false, problem };
  }
}

/** All bytes of a stream, or undefined when there are more than `limit`. */
async function collect(stream: NodeJS.ReadableStream, limit: number, signal: AbortSignal): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    signal.throwIfAborted();
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > limit) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, length);
}

function decode(content: Buffer): TextReading {
  const digest = createHash("sha256").update(content).digest("hex");
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(content), digest };
  } catch {
    return { ok: false, problem: "it is not UTF-8 text" };
  }
}

function tooLarge(limit: number): TextReading {
  return { ok: false, problem: `it has more than ${limit} bytes` };
}
