import { join } from "node:path";
import { isLoopbackName } from "../api/guard.ts";
import { ACCESS_KEYS_FILE, readAccessKeys } from "../aws/access-keys.ts";
import { createEngine, type Engine, type EngineOptions } from "../engine/create.ts";
import { EXIT } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { createLog } from "./log.ts";
import type { ServeOptions } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** Body of `tocsin serve`: runs until interrupted. Prints one line with the endpoint on stdout once it answers. */
export async function runServe(options: ServeOptions, io: Io): Promise<number> {
  requireAuthentication(options);
  const engine = await startEngine({ ...engineOptions(options), log: createLog(io) });
  try {
    if (options.auth === "strict" && (await readAccessKeys(accessKeysPath(options))).length === 0)
      io.stderr("No access key may sign requests yet: make one with `tocsin keys create`.\n");
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
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
    authentication: { mode: options.auth, accessKeys: accessKeysPath(options) },
  };
}

function accessKeysPath({ data }: ServeOptions): string {
  return join(data, ACCESS_KEYS_FILE);
}

/** Whoever reaches the port may do everything, unless requests must be signed. */
function requireAuthentication({ host, auth }: ServeOptions): void {
  if (auth === "strict" || isLoopbackName(host)) return;
  throw new UsageError(
    `refusing to listen on ${host} with --auth ${auth}: whoever reaches the port could do everything`,
    "Add --auth strict, with a key of `tocsin keys create` for each client; or use --host 127.0.0.1.",
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
