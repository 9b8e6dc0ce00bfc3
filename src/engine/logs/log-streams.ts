import type { DocumentKey, LogStream } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { notFound } from "./errors.ts";

export function logStreamKey(region: string, logGroupName: string, logStreamName: string): DocumentKey {
  return { region, parent: logGroupName, name: logStreamName };
}

/** @throws AwsError ResourceNotFoundException */
export async function requireLogStream(
  tx: Transaction,
  region: string,
  logGroupName: string,
  logStreamName: string,
): Promise<LogStream> {
  const stream = await tx.getDocument("logStream", logStreamKey(region, logGroupName, logStreamName));
  // obs LS, STACKD
  if (stream === undefined) throw notFound("The specified log stream does not exist.");
  return stream;
}
