import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompositeAlarmConfiguration } from "../../alarm/alarm.ts";
import { alarmArn } from "../../alarm/alarm.ts";
import { type Account, accountOf } from "../account.ts";
import { isRinging } from "../chain/notification.ts";
import { publications } from "../chain/publish.ts";
import { arrivalsOf, type Background, runRegion } from "../chain/region.ts";
import { deliveriesOf } from "../chain/trail.ts";
import type { LateDelivery } from "../finding.ts";
import { ACCOUNT, alarmWith, chain, NOON, REGION, rootCall, soundFilter, TOPIC_ARN } from "../inventory.testing.ts";
import type { AlarmItem, Inventory } from "../inventory.ts";
import { simulatorOf } from "../simulate.ts";
import { lateDeliveryCaveats, lateDeliveryOf } from "./late-delivery.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function lateIn(links: Partial<Inventory>): LateDelivery | undefined {
  const simulator = simulatorOf(accountOf(chain(links)), NOON);
  return lateDeliveryOf(simulator, [simulator.fateOf(rootCall())]);
}

const transformation = (changed: object) => soundFilter.metricTransformations.map((one) => ({ ...one, ...changed }));
const busyFilter = { ...soundFilter, metricTransformations: transformation({ defaultValue: 0 }) };

describe("how late an event may be", () => {
  it.each([
    [10, 0],
    [60, 4],
    [300, 14],
    [900, 44],
    [3600, 179],
  ])("with one period of %s s: %s minutes", (Period, minutes) => {
    expect(lateIn({ alarms: [alarmWith({ Period })] })).toEqual({ alone: minutes * MINUTE });
  });

  it("is at most told as a day", () => {
    expect(lateIn({ alarms: [alarmWith({ Period: 86_400 })] })).toEqual({ alone: DAY });
  });

  it("is less where other events publish a default value", () => {
    const alarms = [alarmWith({ Period: 300 })];
    expect(lateIn({ alarms, metricFilters: [busyFilter] })).toEqual({ alone: 14 * MINUTE, amongOthers: 4 * MINUTE });
  });

  it("is that of the alarm that looks back the furthest, of several that tell", () => {
    const alarms = [alarmWith({}), alarmWith({ AlarmName: "patient", Period: 300 })];
    expect(lateIn({ alarms })).toEqual({ alone: 14 * MINUTE });
  });

  it("is the same whether or not a mute rule holds up what is told", () => {
    const Schedule = { Expression: "cron(0 * * * *)", Duration: "PT10M" };
    const AlarmNames = ["root-usage"];
    const rule = {
      Name: "r",
      AlarmMuteRuleArn: "",
      Rule: { Schedule },
      MuteTargets: { AlarmNames },
      LastUpdatedTimestamp: 0,
    };
    const alarms = [alarmWith({ Period: 300 })];
    expect(lateIn({ alarms, muteRules: [{ region: REGION, rule }] })).toEqual({ alone: 14 * MINUTE });
  });

  it("is nothing where no event rings", () => {
    expect(lateIn({ subscriptions: [] })).toBeUndefined();
  });

  it("is that of the event that may be the least late, of several", () => {
    const other = { ...soundFilter, filterName: "other", filterPattern: '{ $.eventName = "DeleteUser" }' };
    const metricFilters = [
      { ...soundFilter, filterPattern: '{ $.eventName = "CreateUser" }' },
      { ...other, metricTransformations: transformation({ metricName: "Other" }) },
    ];
    const alarms = [alarmWith({ Period: 300 }), alarmWith({ AlarmName: "other", MetricName: "Other", Period: 120 })];
    const simulator = simulatorOf(accountOf(chain({ alarms, metricFilters })), NOON);
    const fates = [rootCall(), rootCall({ eventName: "DeleteUser" })].map((event) => simulator.fateOf(event));
    expect(lateDeliveryOf(simulator, fates)).toEqual({ alone: 9 * MINUTE });
    expect(lateDeliveryOf(simulator, fates.slice(0, 1))).toEqual({ alone: 14 * MINUTE });
  });

  it("is told of at every minute up to there and not a minute later, whatever the alarms", () => {
    const alarms = fc.record({
      Period: fc.constantFrom(60, 120, 300, 600),
      EvaluationPeriods: fc.integer({ min: 1, max: 6 }),
      DatapointsToAlarm: fc.integer({ min: 1, max: 2 }),
      TreatMissingData: fc.constantFrom("missing" as const, "ignore" as const, "notBreaching" as const),
    });
    const rules = ["ALARM(a)", "ALARM(a) AND ALARM(b)", "ALARM(a) AND NOT ALARM(b)", "NOT OK(a) AND NOT ALARM(b)"];
    const seconds = fc.integer({ min: 0, max: 900 });
    const suppressors = fc.option(fc.record({ wait: seconds, extension: seconds }), { nil: undefined });
    fc.assert(
      fc.property(alarms, alarms, fc.constantFrom(...rules), suppressors, fc.boolean(), (a, b, rule, by, isBusy) => {
        const items = [quiet("a", a), quiet("b", b), quiet("c", b), above(rule, by)];
        const account = accountOf(chain({ alarms: items, metricFilters: [isBusy ? busyFilter : soundFilter] }));
        const simulator = simulatorOf(account, LATE_IN_A_MINUTE);
        const late = lateDeliveryOf(simulator, [simulator.fateOf(rootCall())]);
        if (late === undefined) return;
        const minutes = (isBusy ? (late.amongOthers ?? Number.NaN) : late.alone) / MINUTE;
        const told = MINUTES.filter((each) => isTold(account, each, isBusy ? "busy" : "quiet"));
        const wanted = MINUTES.filter((each) => each <= minutes);
        // A suppressor that sees the event may hold it back if it comes soon, and not if it comes later.
        const isAsked = (each: number): boolean =>
          by === undefined || each <= Math.min(minutes, EACH_TRIED) || each === minutes + 1;
        expect(told.filter(isAsked)).toEqual(wanted.filter(isAsked));
      }),
      { numRuns: 60 },
    );
  });
});

const LATE_IN_A_MINUTE = Math.floor(NOON / MINUTE) * MINUTE + MINUTE - 1;
/** Minutes up to which lateDeliveryOf tries each. */
const EACH_TRIED = 15;
const MINUTES = Array.from({ length: 130 }, (_, each) => each);

/** Slow and obvious: an event that happened so long ago is delivered as a minute ends. */
function isTold(account: Account, minutes: number, background: Background): boolean {
  const { groups } = deliveriesOf(account, rootCall().record);
  const time = LATE_IN_A_MINUTE - minutes * MINUTE;
  const published = publications(account, groups, { text: rootCall().text, time });
  return published.some(({ region, deltas }) =>
    runRegion(account, region, arrivalsOf(deltas, LATE_IN_A_MINUTE), background, new Map()).notifications.some(
      isRinging,
    ),
  );
}

/** An alarm that tells nobody itself. */
function quiet(AlarmName: string, changed: Parameters<typeof alarmWith>[0]): AlarmItem {
  const { EvaluationPeriods = 1, DatapointsToAlarm = 1 } = changed;
  const capped = { DatapointsToAlarm: Math.min(EvaluationPeriods, DatapointsToAlarm) };
  return alarmWith({ ...changed, ...capped, AlarmName, AlarmActions: [] });
}

function above(AlarmRule: string, by: { readonly wait: number; readonly extension: number } | undefined): AlarmItem {
  const configuration: CompositeAlarmConfiguration = {
    AlarmName: "parent",
    AlarmArn: alarmArn(REGION, ACCOUNT, "parent"),
    AlarmConfigurationUpdatedTimestamp: 0,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [TOPIC_ARN],
    InsufficientDataActions: [],
    AlarmRule,
    ...(by === undefined
      ? {}
      : {
          ActionsSuppressor: "c",
          ActionsSuppressorWaitPeriod: by.wait,
          ActionsSuppressorExtensionPeriod: by.extension,
        }),
  };
  return { region: REGION, configuration, StateValue: "OK" };
}

describe("the caveat", () => {
  const told = (alone: number, amongOthers?: number): string | undefined =>
    lateDeliveryCaveats({
      alone: alone * MINUTE,
      ...(amongOthers === undefined ? {} : { amongOthers: amongOthers * MINUTE }),
    })[0]?.text;

  it.each([
    [4, undefined, "more than 4 min after it happened may reach nobody"],
    [14, 4, "more than 4 min after other events of its time may reach nobody"],
    [14, 0, "a minute or more after other events of its time"],
    [4, 4, "more than 4 min after it happened"],
    [9, undefined, "more than 9 min after it happened"],
  ])("of %s minutes alone and %s among others", (alone, amongOthers, text) => {
    expect(told(alone, amongOthers)).toContain(text);
  });

  it.each([
    [10, undefined],
    [14, 10],
  ])("is none of %s minutes alone and %s among others", (alone, amongOthers) => {
    expect(told(alone, amongOthers)).toBeUndefined();
  });
});
