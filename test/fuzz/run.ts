import fc from "fast-check";
import { createEngine } from "../../src/engine/create.ts";
import { flawOf } from "./answer.ts";
import { NOW } from "./inputs.ts";
import { type Protocol, type Shot, shots } from "./requests-arbitrary.ts";

export interface FuzzReport {
  /** How many requests got each status, by protocol. */
  readonly counts: ReadonlyMap<string, number>;
  /** What was wrong with answers: each cause once, with the first request that showed it. */
  readonly failures: readonly string[];
  /** The most that the heap held after a round, bytes. */
  readonly heap: number;
}

const PROTOCOLS: readonly Protocol[] = ["json 1.0", "json 1.1", "query", "cbor"];
const ROUND = 500;
const MAX_FAILURES = 20;

/**
 * Sends `count` made-up requests, over all protocols in turn, to an engine in this process. The same seed sends the same
 * requests.
 */
export async function fuzz(count: number, seed: number): Promise<FuzzReport> {
  const logged: unknown[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => logged.push(fields) };
  // Nobody listens on port 9: whatever subscribes gets nothing, at once.
  const engine = await createEngine({ clock: "manual", clockStart: NOW, sqsEndpointUrl: "http://127.0.0.1:9", log });
  const counts = new Map<string, number>();
  const failures = new Map<string, string>();
  let heap = 0;
  for (const name of ["g", "main"]) await engine.request("logs", "CreateLogGroup", { logGroupName: name });
  await engine.request("logs", "CreateLogStream", { logGroupName: "g", logStreamName: "s" });
  await engine.request("sns", "CreateTopic", { Name: "t" });

  for (let sent = 0, round = 0; sent < count && failures.size < MAX_FAILURES; round += 1) {
    const protocol = PROTOCOLS[round % PROTOCOLS.length] ?? "query";
    const numRuns = Math.min(ROUND, count - sent);
    for (const shot of fc.sample(shots(protocol), { numRuns, seed: seed + round })) {
      const answer = await fire((request) => engine.fetch(request), shot);
      const cause = answer.flaw === undefined ? "" : `${answer.flaw} ${describeLast(logged)}`;
      // One cause is told of once, with the first request that shows it.
      if (cause !== "" && !failures.has(cause)) failures.set(cause, describe(shot));
      const key = `${protocol}\t${answer.status}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    sent += numRuns;
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  }
  await engine.close();
  return { counts, failures: [...failures].map(([cause, shot]) => `${cause}\n  ${shot}`), heap };
}

async function fire(
  send: (request: Request) => Promise<Response>,
  { protocol, method, path, headers, body }: Shot,
): Promise<{ readonly status: number; readonly flaw: string | undefined }> {
  try {
    const response = await send(new Request(`http://127.0.0.1:4666${path}`, { method, headers, body }));
    return { status: response.status, flaw: await flawOf(protocol, response) };
  } catch (error) {
    return { status: 0, flaw: `it throws ${String(error)}` };
  }
}

function describe({ protocol, method, path, headers, body }: Shot): string {
  const text = Buffer.from(body.subarray(0, 400)).toString(protocol === "cbor" ? "hex" : "utf8");
  return `${protocol} ${method} ${path} ${JSON.stringify(headers)} ${JSON.stringify(text)}`;
}

function describeLast(logged: readonly unknown[]): string {
  const last = logged.at(-1);
  const cause = typeof last === "object" && last !== null && "err" in last ? last.err : undefined;
  return cause instanceof Error ? (cause.stack ?? cause.message) : "";
}
