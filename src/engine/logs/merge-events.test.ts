import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogEvent } from "../ports.ts";
import { testEngine } from "./engine.testing.ts";
import { comparePositions, type EventPosition } from "./event-position.ts";
import { type EventQuery, mergeEvents, type StoredEvent } from "./merge-events.ts";

const region = "us-east-1";
const logGroupName = "g";

async function storeBatches(engine: ReturnType<typeof testEngine>["engine"], batches: readonly (readonly number[])[]) {
  const stored: EventPosition[] = [];
  await engine.store.transaction(async (tx) => {
    for (const times of batches) {
      const events: readonly LogEvent[] = times.map((timestamp) => ({ timestamp, message: "m" }));
      const chunk = await tx.nextSequence();
      const header = {
        logStreamName: "s",
        firstTimestamp: times.at(0) ?? 0,
        lastTimestamp: times.at(-1) ?? 0,
        ingestionTime: 0,
        eventCount: times.length,
      };
      await tx.appendChunk(region, logGroupName, header, chunk, events);
      stored.push(...times.map((timestamp, index) => ({ timestamp, chunk, index })));
    }
  });
  return stored.sort(comparePositions);
}

async function read(
  engine: ReturnType<typeof testEngine>["engine"],
  query: Partial<EventQuery>,
  limit = 1e9,
  heldUnits?: number,
) {
  return engine.store.transaction(async (tx) => {
    const events: StoredEvent[] = [];
    for await (const event of mergeEvents(tx, { region, logGroupName, direction: "forward", ...query }, heldUnits)) {
      events.push(event);
      if (events.length >= limit) break;
    }
    return events.map(({ position }) => position);
  });
}

describe("merging chunks", () => {
  it("gives what sorting everything would give, in both directions, from any place, in any bounds", async () => {
    const time = fc.nat({ max: 30 });
    const batch = fc.array(time, { minLength: 1, maxLength: 8 }).map((times) => times.sort((a, b) => a - b));
    const bounds = fc.record({ from: time, to: time }, { requiredKeys: [] });
    const places = fc.option(fc.nat(), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { maxLength: 8 }), bounds, places, async (batches, { from, to }, place) => {
        const { engine } = testEngine();
        const all = await storeBatches(engine, batches);
        const start = place === undefined ? undefined : all[place % Math.max(1, all.length)];
        const inBounds = all.filter(
          ({ timestamp }) => (from === undefined || timestamp >= from) && (to === undefined || timestamp <= to),
        );
        const query = {
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
          ...(start === undefined ? {} : { start }),
        };
        const after = inBounds.filter((position) => start === undefined || comparePositions(position, start) >= 0);
        const before = inBounds.filter((position) => start === undefined || comparePositions(position, start) < 0);
        expect(await read(engine, query)).toEqual(after);
        expect(await read(engine, { ...query, direction: "backward" })).toEqual(before.toReversed());
        // Little or nothing may be held of a chunk, and the same comes out.
        for (const heldUnits of [0, 7]) {
          expect(await read(engine, query, 1e9, heldUnits)).toEqual(after);
          expect(await read(engine, { ...query, direction: "backward" }, 1e9, heldUnits)).toEqual(before.toReversed());
        }
        await engine.store.close();
      }),
      { numRuns: 60 },
    );
  });

  it("opens a chunk only when reading arrives at it", async () => {
    const { engine } = testEngine();
    await storeBatches(engine, [[1, 2], [2, 3], [10], [11]]);
    const opened = await engine.store.transaction(async (tx) => {
      const ids: number[] = [];
      const watched = {
        ...tx,
        readChunk: (id: number) => {
          ids.push(id);
          return tx.readChunk(id);
        },
      };
      let seen = 0;
      for await (const _ of mergeEvents(watched, { region, logGroupName, direction: "forward" })) {
        seen += 1;
        if (seen === 4) break;
      }
      return ids;
    });
    expect(opened).toEqual([1, 2]);
  });
});
