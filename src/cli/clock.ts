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
  const now = await advance(options.endpointUrl, duration, io);
  await printAnswer({ json: { now }, text: () => `${visible(now)}\n` }, options, io);
  return EXIT.clean;
}

async function advance(endpointUrl: string, duration: number, io: Io): Promise<string> {
  const url = `${endpointUrl.replace(/\/$/, "")}/_tocsin/clock/advance`;
  // The answer comes when everything that fell due on the way has happened, so there is no time limit on it.
  const request = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ duration: `${duration}ms` }),
    signal: io.signal,
  };
  const response = await fetch(url, request).catch((cause: unknown) => {
    if (io.signal.aborted) throw cause;
    throw new UsageError(
      `no engine answers at ${endpointUrl}`,
      "Start one with `tocsin serve --clock manual`, or name another with --endpoint-url.",
    );
  });
  const body = await response.text();
  const answer = parseObject(body);
  if (response.ok && typeof answer["now"] === "string") return answer["now"];
  const refusal = answer["message"];
  throw new UsageError(
    `the engine at ${endpointUrl} did not advance its clock by ${formatDuration(duration)}: ` +
      visible(typeof refusal === "string" ? refusal : `HTTP ${response.status} ${body.slice(0, 200)}`.trim()),
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
