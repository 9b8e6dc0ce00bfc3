import { signedHeaders } from "../aws/sigv4-sign.ts";
import { formatDuration, parseDuration } from "./duration.ts";
import { EXIT } from "./exit-code.ts";
import type { Io } from "./io.ts";
import type { ClockAdvanceOptions } from "./options.ts";
import { printAnswer } from "./output.ts";
import { UsageError } from "./usage-error.ts";
import { visible } from "./visible.ts";

/** `tocsin clock advance`: moves the clock of an engine started with `--clock manual`, and tells the new time. */
export async function runClockAdvance(options: ClockAdvanceOptions, io: Io): Promise<number> {
  const duration = parseDuration(options.duration);
  if (duration === undefined)
    throw new UsageError(
      `${JSON.stringify(options.duration)} is not a duration`,
      "Write whole numbers with units, larger first: 0s, 90s, 5m, 1h30m, 2d.",
    );
  const now = await advance(options, duration, io);
  await printAnswer({ json: { now }, text: () => `${visible(now)}\n` }, options, io);
  return EXIT.clean;
}

async function advance(options: ClockAdvanceOptions, duration: number, io: Io): Promise<string> {
  const { endpointUrl, credentials } = options;
  const url = `${endpointUrl.replace(/\/$/, "")}/_tocsin/clock/advance`;
  // The answer comes when everything that fell due on the way has happened, so there is no time limit on it.
  const body = JSON.stringify({ duration: `${duration}ms` });
  const signature = credentials && signedHeaders({ method: "POST", url, body }, credentials, Date.now());
  const request = {
    method: "POST",
    headers: { "content-type": "application/json", ...signature },
    body,
    signal: io.signal,
  };
  const response = await fetch(url, request).catch((cause: unknown) => {
    if (io.signal.aborted) throw cause;
    throw new UsageError(
      `no engine answers at ${endpointUrl}`,
      "Start one with `tocsin serve --clock manual`, or name another with --endpoint-url.",
    );
  });
  const text = await response.text();
  const answer = parseObject(text);
  if (response.ok && typeof answer["now"] === "string") return answer["now"];
  const refusal = answer["message"];
  throw new UsageError(
    `the engine at ${endpointUrl} did not advance its clock by ${formatDuration(duration)}: ` +
      visible(typeof refusal === "string" ? refusal : `HTTP ${response.status} ${text.slice(0, 200)}`.trim()),
  );
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
