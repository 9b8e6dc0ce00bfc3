import { invalidParameter, type Refusal } from "./refusal.ts";

const maxLength = 256;
const fifoSuffix = ".fifo";

/**
 * Checks the name of a topic: 1-256 letters, digits, `_` and `-`; a FIFO topic ends in `.fifo`, which counts.
 * Returns why SNS refuses it, or undefined. doc MODEL CreateTopic, obs LS (text)
 *
 * @example
 * checkTopicName("alarms"); // undefined
 * checkTopicName("my alarms"); // { ok: false, code: "InvalidParameter", message: "Invalid parameter: Topic Name" }
 */
export function checkTopicName(name: string): Refusal | undefined {
  const stem = name.endsWith(fifoSuffix) ? name.slice(0, -fifoSuffix.length) : name;
  const valid = name.length <= maxLength && /^[A-Za-z0-9_-]+$/.test(stem);
  return valid ? undefined : invalidParameter("Topic Name");
}
