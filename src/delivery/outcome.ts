import type { DeliveryOutcome } from "../engine/outbound.ts";

export function delivered(detail: string): DeliveryOutcome {
  return { kind: "delivered", detail };
}

/** The attempt failed and the protocol's schedule goes on. */
export function retryLater(reason: string): DeliveryOutcome {
  return { kind: "failed", retryable: true, reason };
}

/** The delivery is over: no later attempt could do better. */
export function giveUp(reason: string): DeliveryOutcome {
  return { kind: "failed", retryable: false, reason };
}

/** A failure in words; an error of several attempts to connect has a code but no text of its own. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== "") return error.message;
  return "code" in error ? String(error.code) : error.name;
}
