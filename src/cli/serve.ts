import { isLoopbackName } from "../api/guard.ts";
import { createEngine, type Engine, type EngineOptions } from "../engine/create.ts";
import { EXIT } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { createLog } from "./log.ts";
import type { ServeOptions } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** Body of `tocsin serve`: runs until interrupted. Prints one line with the endpoint on stdout once it answers. */
export async function runServe(options: ServeOptions, io: Io): Promise<number> {
  requireLoopback(options.host);
  const engine = await startEngine({ ...engineOptions(options), log: createLog(io) });
  try {
    const { url } = await openEndpoint(engine, options);
    io.stdout(
      options.output === "json"
        ? `${JSON.stringify({ endpoint: url, data: options.ephemeral ? null : options.data, clock: options.clock })}\n`
        : `Tocsin answers at ${url} (account ${engine.account}, region ${engine.region}, ${
            options.ephemeral ? "everything in memory" : `data in ${options.data}`
          })\n`,
    );
    await interrupted(io.signal);
    return EXIT.clean;
  } finally {
    await engine.close();
  }
}

function engineOptions(options: ServeOptions): EngineOptions {
  return {
    account: options.account,
    region: options.region,
    clock: options.clock,
    ...(options.ephemeral ? {} : { dataDir: options.data }),
    ...(options.clockStart === undefined ? {} : { clockStart: options.clockStart }),
    ...(options.smtpUrl === undefined ? {} : { smtpUrl: options.smtpUrl }),
    ...(options.mailFrom === undefined ? {} : { mailFrom: options.mailFrom }),
    ...(options.sqsEndpointUrl === undefined ? {} : { sqsEndpointUrl: options.sqsEndpointUrl }),
  };
}

/** Requests are not signed in this version, so nobody but this machine may send them. */
function requireLoopback(host: string): void {
  if (isLoopbackName(host)) return;
  throw new UsageError(
    `refusing to listen on ${host}: this version checks no credentials, so it listens on loopback only`,
    "Use --host 127.0.0.1, and a tunnel or proxy with its own authentication where others must reach it.",
  );
}

/** Starts an engine; what keeps it from starting is the user's to mend. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  try {
    return await createEngine(options);
  } catch (error) {
    throw asUsageError(error);
  }
}

/** Opens the endpoint; an address that is taken is the user's to change. */
export async function openEndpoint(
  engine: Engine,
  address: { readonly host: string; readonly port: number },
): Promise<{ readonly url: string }> {
  try {
    return await engine.listen({ host: address.host, port: address.port });
  } catch (error) {
    throw asUsageError(error);
  }
}

function asUsageError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error;
  return new UsageError(error.message);
}

/** Resolves when the user stops the command. */
export function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
