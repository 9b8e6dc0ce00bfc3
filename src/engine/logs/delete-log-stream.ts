import type { Operation } from "../context.ts";
import { requireLogGroup } from "./log-groups.ts";
import { logStreamKey, requireLogStream } from "./log-streams.ts";

export interface DeleteLogStreamInput {
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** Deletes the stream and its events. The metrics they published stay. */
export const deleteLogStream: Operation<DeleteLogStreamInput, undefined> = async (engine, call, input) => {
  const { region } = call.scope;
  const { logGroupName, logStreamName } = input;
  await engine.store.transaction(async (tx) => {
    await requireLogGroup(tx, region, logGroupName);
    await requireLogStream(tx, region, logGroupName, logStreamName);
    await tx.deleteChunks(region, logGroupName, logStreamName);
    await tx.deleteDocument("logStream", logStreamKey(region, logGroupName, logStreamName));
  });
};
