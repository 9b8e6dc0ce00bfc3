import type { DeliveryOutcome } from "../engine/outbound.ts";
import { giveUp } from "./outcome.ts";

/** The outcome for protocols that may be subscribed but lead nowhere on this machine. */
export function undeliverable(protocol: "sms" | "lambda" | "application" | "firehose"): DeliveryOutcome {
  return giveUp(`Tocsin does not deliver to ${protocol}: the subscription is kept, the message was not sent`);
}
