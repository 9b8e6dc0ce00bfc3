import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { liveTailSample, MAX_UPDATE_EVENTS, MAX_UPDATE_LENGTH } from "./live-tail-sample.ts";

function event(message: string) {
  return { logStreamName: "s", logGroupIdentifier: "arn", message, timestamp: 0, ingestionTime: 0 };
}

function sampleOf(count: number) {
  const sample = liveTailSample();
  for (let at = 0; at < count; at++) sample.add(event(String(at)));
  const { events, sampled } = sample.take();
  return { places: events.map(({ message }) => Number(message)), sampled };
}

describe("the sample of an update", () => {
  it("is everything, in order, up to 500 events", () => {
    expect(sampleOf(0)).toEqual({ places: [], sampled: false });
    expect(sampleOf(500)).toEqual({ places: Array.from({ length: 500 }, (_, at) => at), sampled: false });
  });

  it("is 500 of any larger number, in order, and says so", () => {
    fc.assert(
      fc.property(fc.integer({ min: 501, max: 20_000 }), (count) => {
        const { places, sampled } = sampleOf(count);
        expect(sampled).toBe(true);
        expect(places.length).toBe(MAX_UPDATE_EVENTS);
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });

  it("lies evenly over what came", () => {
    const { places } = sampleOf(10_000);
    const gaps = places.slice(1).map((place, at) => place - (places[at] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(40);
  });

  it("is smaller when the messages are large, yet never without any", () => {
    const sample = liveTailSample();
    const large = event("x".repeat(1_048_576));
    for (let count = 0; count < 300; count++) sample.add(large);
    const { events, sampled } = sample.take();
    expect(sampled).toBe(true);
    expect(events.length).toBeGreaterThan(0);
    expect(events.length * large.message.length).toBeLessThanOrEqual(MAX_UPDATE_LENGTH);
  });

  it("begins afresh when it has been taken", () => {
    const sample = liveTailSample();
    for (let count = 0; count < 3000; count++) sample.add(event("before"));
    sample.take();
    sample.add(event("one"));
    sample.add(event("two"));
    expect(sample.take()).toEqual({ events: [event("one"), event("two")], sampled: false });
  });
});
