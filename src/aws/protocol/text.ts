import { AwsError } from "../../engine/aws-error.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The body as text. Throws SerializationException when it is not UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new AwsError("SerializationException", 400, "The request body is not valid UTF-8.");
  }
}

/** A double as AWS prints it: always with a decimal point (obs LS, STACKD: `50.0`, `0.0`). */
export function doubleText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
}
