import { describe, expect, it } from "vitest";
import {
  type Suppression,
  type SuppressionEvent,
  type SuppressionStep,
  type Suppressor,
  suppress,
} from "./suppression.ts";

const NOW = 100_000;
const calm: Suppressor = { arn: "arn", inAlarm: false, since: 7, waitPeriod: 5000, extensionPeriod: 3000 };
const alarmed: Suppressor = { ...calm, inAlarm: true };
const from = "OK";

const waiting: Suppression = { kind: "WaitPeriod", from, until: NOW };
const extended: Suppression = { kind: "ExtensionPeriod", from, until: NOW };
const held: Suppression = { kind: "Alarm", from, arn: "arn", since: 7 };
const wait: SuppressionStep = { suppression: { kind: "WaitPeriod", from, until: NOW + 5000 }, act: false };
const extend: SuppressionStep = { suppression: { kind: "ExtensionPeriod", from, until: NOW + 3000 }, act: false };
const hold: SuppressionStep = { suppression: held, act: false };
const act: SuppressionStep = { act: true };
const nothing: SuppressionStep = { act: false };
const stay = (suppression: Suppression): SuppressionStep => ({ suppression, act: false });

const changed = (suppressor: Suppressor | undefined): SuppressionEvent => ({ kind: "StateChanged", from, suppressor });
const suppressorIs = (suppressor: Suppressor): SuppressionEvent => ({ kind: "SuppressorChanged", suppressor });
const replaced = (suppressor: Suppressor | undefined): SuppressionEvent => ({ kind: "SuppressorReplaced", suppressor });

describe("the suppression of actions", () => {
  it.each<[string, Suppression | undefined, SuppressionEvent, SuppressionStep]>([
    ["without a suppressor, a change of state acts at once", undefined, changed(undefined), act],
    ["a change of state waits for the suppressor", undefined, changed(calm), wait],
    ["no wait period, no wait", undefined, changed({ ...calm, waitPeriod: 0 }), act],
    ["a suppressor in ALARM holds a change of state", undefined, changed(alarmed), hold],
    ["another change of state begins the wait again", waiting, changed(calm), wait],
    ["also during an extension", extended, changed(calm), wait],
    ["a suppressor that goes to ALARM within the wait holds", waiting, suppressorIs(alarmed), hold],
    ["or within the extension", extended, suppressorIs(alarmed), hold],
    ["a suppressor that leaves ALARM begins the extension", held, suppressorIs(calm), extend],
    ["no extension period, no extension", held, suppressorIs({ ...calm, extensionPeriod: 0 }), act],
    ["a suppressor that changes between other states ends no wait", waiting, suppressorIs(calm), stay(waiting)],
    ["a suppressor that stays in ALARM holds on", held, suppressorIs(alarmed), hold],
    ["nothing waits, nothing is suppressed", undefined, suppressorIs(alarmed), nothing],
    ["at the end of the wait the actions run", waiting, { kind: "TimePassed" }, act],
    ["at the end of the extension the actions run", extended, { kind: "TimePassed" }, act],
    ["time does not end what the suppressor holds", held, { kind: "TimePassed" }, hold],
    ["another suppressor ends what waits", held, replaced(calm), act],
    ["unless it is in ALARM itself", waiting, replaced(alarmed), hold],
    ["a removed suppressor lets nothing run that did not wait", undefined, replaced(undefined), nothing],
  ])("%s", (_, before, event, expected) => {
    expect(suppress(before, event, NOW)).toEqual(expected);
  });

  it("lasts as long as its period", () => {
    expect(suppress(waiting, { kind: "TimePassed" }, NOW - 1)).toEqual({ suppression: waiting, act: false });
  });
});
