import { setTimeout as delay } from "node:timers/promises";
import { type Credentials, signedHeaders } from "../../aws/sigv4-sign.ts";
import { isJsonObject, parseJson, textAt } from "../../cloudtrail/json-value.ts";
import type { Batch } from "../../sources/batches.ts";
import { UsageError } from "../usage-error.ts";
import { visible } from "../visible.ts";

/** What one trail did with a batch, as the engine tells it. */
export interface TrailAnswer {
  readonly trail: string;
  readonly delivered: number;
  readonly notSelected: number;
  readonly duplicate: number;
  readonly matches: Readonly<Record<string, number>>;
  readonly late: Readonly<Record<string, number>>;
  readonly error?: string;
}

export interface IngestAnswer {
  readonly trails: readonly TrailAnswer[];
  readonly rejected: readonly { readonly index: number; readonly problem: string }[];
}

/** A running engine, as `tocsin ingest` uses it. */
export interface Endpoint {
  /** Sends a batch; resolves when the engine has it for good. */
  ingest(batch: Batch, trail: string | undefined): Promise<IngestAnswer>;
  /** The engine's time, epoch milliseconds. */
  now(): Promise<number>;
  /** Moves a manual clock; resolves when everything that fell due on the way has happened. */
  advance(to: number): Promise<void>;
}

/** One name for all files, so that a file counts once however it came. */
const SOURCE = "cloudtrail";

/** Milliseconds before each new attempt to reach the engine. */
const RETRY_DELAYS: readonly number[] = [100, 400, 1600];

/**
 * The engine at a URL. A batch that could not be sent is sent again, with its own id: if the engine has it already, it
 * says so and counts nothing twice.
 *
 * @throws UsageError (from the methods) when no engine answers, or it refuses what was asked
 */
export function connectEndpoint(
  endpointUrl: string,
  signal: AbortSignal,
  retryDelays: readonly number[] = RETRY_DELAYS,
  credentials?: Credentials,
): Endpoint {
  const base = endpointUrl.replace(/\/$/, "");

  const post = async (path: string, body: object): Promise<unknown> => {
    const response = await send(`${base}${path}`, JSON.stringify(body));
    const text = await response.text();
    const value = parseJson(text)?.value;
    if (response.ok) return value;
    const reason = textAt(value, "message") ?? `HTTP ${response.status} ${text.slice(0, 200)}`.trim();
    throw new UsageError(`the engine at ${endpointUrl} refused: ${visible(reason)}`);
  };

  const send = async (url: string, body: string): Promise<Response> => {
    let last = "";
    for (const wait of [0, ...retryDelays]) {
      if (wait > 0) await delay(wait, undefined, { signal });
      try {
        const signature = credentials && signedHeaders({ method: "POST", url, body }, credentials, Date.now());
        const headers = { "content-type": "application/json", ...signature };
        const response = await fetch(url, { method: "POST", headers, body, signal });
        if (response.status < 500) return response;
        last = `it answers HTTP ${response.status}`;
        await response.body?.cancel();
      } catch (cause) {
        signal.throwIfAborted();
        last = reasonOf(cause);
      }
    }
    throw new UsageError(
      `no engine answers at ${endpointUrl}: ${last}`,
      "Start one with `tocsin serve`, or name another with --endpoint-url. What was ingested before is safe: run the same again.",
    );
  };

  return {
    async ingest({ batchId, records }, trail) {
      const request = { source: SOURCE, batchId, ...(trail === undefined ? {} : { trail }) };
      const answer = await post("/_tocsin/ingest", { ...request, records: records.map((record) => record.text) });
      return readAnswer(answer, endpointUrl);
    },
    // Reading the clock is advancing it by nothing.
    now: async () => readNow(await post("/_tocsin/clock/advance", { duration: "0ms" }), endpointUrl),
    async advance(to) {
      await post("/_tocsin/clock/advance", { to: new Date(to).toISOString() });
    },
  };
}

function readNow(answer: unknown, endpointUrl: string): number {
  const now = Date.parse(textAt(answer, "now") ?? "");
  if (Number.isNaN(now)) throw notAnEngine(endpointUrl);
  return now;
}

function readAnswer(answer: unknown, endpointUrl: string): IngestAnswer {
  if (!isJsonObject(answer) || !Array.isArray(answer["trails"]) || !Array.isArray(answer["rejected"])) {
    throw notAnEngine(endpointUrl);
  }
  return {
    trails: answer["trails"].map((trail: unknown) => {
      const error = textAt(trail, "error");
      return {
        trail: textAt(trail, "trail") ?? "",
        delivered: numberAt(trail, "delivered"),
        notSelected: numberAt(trail, "notSelected"),
        duplicate: numberAt(trail, "duplicate"),
        matches: numbersAt(trail, "matches"),
        late: numbersAt(trail, "late"),
        ...(error === undefined ? {} : { error }),
      };
    }),
    rejected: answer["rejected"].map((item: unknown) => ({
      index: numberAt(item, "index"),
      problem: textAt(item, "problem") ?? "was rejected",
    })),
  };
}

function numberAt(value: unknown, name: string): number {
  const found = isJsonObject(value) ? value[name] : undefined;
  return typeof found === "number" ? found : 0;
}

function numbersAt(value: unknown, name: string): Readonly<Record<string, number>> {
  const found = isJsonObject(value) ? value[name] : undefined;
  const entries = isJsonObject(found) ? Object.entries(found) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"));
}

function notAnEngine(endpointUrl: string): UsageError {
  return new UsageError(`what answers at ${endpointUrl} is no Tocsin engine`, "Name another with --endpoint-url.");
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message || inner.name : String(inner);
}
