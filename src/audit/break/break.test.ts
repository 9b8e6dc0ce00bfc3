import { describe, expect, it } from "vitest";
import { controlOf, recordOf } from "../audit.testing.ts";
import { alarmWith, chain, soundAlarm, soundFilter, soundSubscription, TOPIC_ARN } from "../inventory.testing.ts";
import type { Inventory } from "../inventory.ts";
import { type Breakage, breakEveryLink, isSilentSinglePoint } from "./break.ts";

const corpus = [
  recordOf("root-creates-user", ["root"]),
  recordOf("somebody-stops-the-trail", ["trail"], { eventName: "StopLogging", userIdentity: { type: "IAMUser" } }),
  recordOf("root-unsubscribes", ["root"], { eventName: "Unsubscribe" }),
];
const rootControl = controlOf("root", ["root-creates-user"], []);

function breakagesOf(links: Partial<Inventory> = {}): readonly Breakage[] {
  return breakEveryLink(chain(links), [rootControl], corpus);
}

function breakage(kind: string, links: Partial<Inventory> = {}): Breakage {
  const found = breakagesOf(links).find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no fault ${kind}`);
  return found;
}

describe("breaking every link", () => {
  it("silences a chain that has each link once, whatever breaks", () => {
    const borne = breakagesOf().filter(({ silences }) => silences.length === 0);
    // Root acts in the trail's home region, and by writing; the alarm's second region does not exist here.
    expect(borne.map(({ kind }) => kind)).toEqual(["trail-single-region", "trail-write-only"]);
    expect(new Set(breakagesOf().map(({ link }) => link))).toEqual(
      new Set(["trail", "log-group", "metric-filter", "alarm", "topic", "subscription"]),
    );
  });

  it("tells which records go unheard, and how many are left", () => {
    expect(breakage("alarm-deleted").silences).toEqual([{ control: "root", events: ["root-creates-user"], left: 0 }]);
  });

  it("is borne by a chain that has another subscriber, topic or alarm", () => {
    const second = { ...soundSubscription, SubscriptionArn: `${TOPIC_ARN}:second`, Endpoint: "other@example.com" };
    expect(breakage("unsubscribed", { subscriptions: [soundSubscription, second] }).silences).toEqual([]);
    const alarms = [soundAlarm, alarmWith({ AlarmName: "second" })];
    expect(breakage("alarm-deleted", { alarms }).silences).toEqual([]);
    expect(breakage("topic-deleted", { alarms }).silences).not.toEqual([]);
  });

  it("breaks only what an event that rings passes", () => {
    expect(breakEveryLink(chain({ subscriptions: [] }), [rootControl], corpus)).toEqual([]);
    const other = { ...soundFilter, filterName: "other", filterPattern: '{ $.eventName = "Other" }' };
    const faults = breakagesOf({ metricFilters: [soundFilter, other] }).map(({ fault }) => fault);
    expect(faults.filter((fault) => fault.includes("metric filter other"))).toEqual([]);
  });

  it("is a silent single point of failure unless somebody is told of the call that brings it about", () => {
    expect(isSilentSinglePoint(breakage("unsubscribed"))).toBe(true);
    expect(breakage("trail-stopped")).toMatchObject({ noticed: false });
    const trailFilter = {
      ...soundFilter,
      filterName: "trail",
      filterPattern: '{ $.eventName = "StopLogging" }',
    };
    const stopped = breakage("trail-stopped", { metricFilters: [soundFilter, trailFilter] });
    expect(stopped).toMatchObject({ noticed: true, silences: [{ control: "root", left: 0 }] });
    expect(isSilentSinglePoint(stopped)).toBe(false);
  });
});
