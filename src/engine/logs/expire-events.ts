import type { EngineContext } from "../context.ts";
import type { Transaction } from "../ports.ts";
import { logGroupKey, putLogGroup } from "./log-groups.ts";
import { oldestKept } from "./retention-policy.ts";
import { utf8Length } from "./utf8-length.ts";

/** AWS itself deletes within some 72 hours (doc MODEL); until then no reading operation shows what has expired. */
const SWEEP_INTERVAL = 3_600_000;
/** Deleted in one transaction, so that a request never waits long for one. */
const CHUNKS_AT_ONCE = 50;

/**
 * The duty that deletes what log groups no longer keep: chunks whose events have all expired. A chunk that has expired in
 * part stays until its last event has; its older events are not shown. Called often, it works once an hour of the
 * engine's clock.
 */
export function createExpiry(engine: EngineContext): () => Promise<void> {
  let lastSweep = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = engine.clock.now();
    // An engine that is reset begins again at an earlier time.
    if (now >= lastSweep && now < lastSweep + SWEEP_INTERVAL) return;
    await expireEvents(engine, now);
    lastSweep = now;
  };
}

async function expireEvents(engine: EngineContext, now: number): Promise<void> {
  const { store } = engine;
  for (const region of await store.transaction((tx) => tx.listRegions("logGroup"))) {
    const groups = await store.transaction((tx) => tx.listDocuments("logGroup", { region }));
    for (const group of groups) {
      const oldest = oldestKept(group, now);
      if (oldest === undefined) continue;
      const { logGroupName } = group;
      const begun = await store.transaction((tx) => tx.listChunks({ region, logGroupName, to: oldest - 1 }));
      const expired = begun.filter(({ lastTimestamp }) => lastTimestamp < oldest);
      for (let at = 0; at < expired.length; at += CHUNKS_AT_ONCE) {
        const ids = expired.slice(at, at + CHUNKS_AT_ONCE).map(({ id }) => id);
        await store.transaction((tx) => deleteChunks(tx, region, logGroupName, ids));
      }
    }
  }
}

/** Deletes chunks, of which some may be gone already, and takes their bytes from those that the group has stored. */
async function deleteChunks(tx: Transaction, region: string, logGroupName: string, ids: readonly number[]) {
  let bytes = 0;
  for (const id of ids) {
    for (const { message } of (await tx.readChunk(id)) ?? []) bytes += utf8Length(message);
    await tx.deleteChunk(id);
  }
  const group = await tx.getDocument("logGroup", logGroupKey(region, logGroupName));
  if (group !== undefined)
    await putLogGroup(tx, region, { ...group, storedBytes: Math.max(0, group.storedBytes - bytes) });
}
