import type { Operation } from "../context.ts";
import { alreadyExists } from "./errors.ts";
import { requireLogGroup } from "./log-groups.ts";
import { logStreamKey } from "./log-streams.ts";

export interface CreateLogStreamInput {
  readonly logGroupName: string;
  readonly logStreamName: string;
}

export const createLogStream: Operation<CreateLogStreamInput, undefined> = async (engine, call, input) => {
  const { logGroupName, logStreamName } = input;
  const { region } = call.scope;
  const key = logStreamKey(region, logGroupName, logStreamName);
  const creationTime = engine.clock.now();
  await engine.store.transaction(async (tx) => {
    await requireLogGroup(tx, region, logGroupName);
    if ((await tx.getDocument("logStream", key)) !== undefined) {
      // Without a full stop. obs LS
      throw alreadyExists("The specified log stream already exists");
    }
    await tx.putDocument("logStream", key, { logGroupName, logStreamName, creationTime, storedBytes: 0 });
  });
};
