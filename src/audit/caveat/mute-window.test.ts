import { describe, expect, it } from "vitest";
import type { MuteRule } from "../../alarm/mute/mute-rule.ts";
import { accountOf } from "../account.ts";
import { alarmWith, chain, REGION, rootCall, soundFilter, soundSubscription } from "../inventory.testing.ts";
import type { Inventory, MuteRuleItem } from "../inventory.ts";
import { simulatorOf } from "../simulate.ts";
import { muteWindowCaveats } from "./mute-window.ts";

/** 12:00:20 on a Monday. */
const NOW = Date.parse("2026-09-14T12:00:20Z");
const patient = alarmWith({ Period: 300 });

interface More extends Partial<Pick<MuteRule, "StartDate" | "ExpireDate">> {
  readonly region?: string;
  readonly names?: readonly string[];
}

function mute(Expression: string, Duration: string, more: More = {}): MuteRuleItem {
  const { region = REGION, names = ["root-usage"], ...dates } = more;
  const rule: MuteRule = {
    Name: "nightly",
    AlarmMuteRuleArn: "",
    Rule: { Schedule: { Expression, Duration } },
    MuteTargets: { AlarmNames: names },
    LastUpdatedTimestamp: 0,
    ...dates,
  };
  return { region, rule };
}

function told(links: Partial<Inventory>, events = [rootCall()]): readonly string[] {
  const simulator = simulatorOf(accountOf(chain({ alarms: [patient], ...links })), NOW);
  const seen = events.map((event) => ({ event, fate: simulator.fateOf(event) }));
  return muteWindowCaveats(simulator, seen).map(({ text }) => text);
}

describe("a mute rule that lies ahead", () => {
  it("swallows an event when the alarm has left ALARM as its window ends", () => {
    expect(told({ muteRules: [mute("cron(0 2 * * *)", "PT4H")] })).toEqual([
      "The mute rule nightly will next mute the alarm root-usage from 2026-09-15T02:00Z until 2026-09-15T06:00Z: an event early in that time reaches nobody, not even afterwards, for its alarm has left ALARM by then.",
    ]);
  });

  it("holds an event up when the alarm still stands in ALARM as its window ends", () => {
    expect(told({ muteRules: [mute("at(2026-09-20T02:00)", "PT10M")] })).toEqual([
      "The mute rule nightly will next mute the alarm root-usage from 2026-09-20T02:00Z until 2026-09-20T02:10Z: an event in that time is told of only afterwards, up to 10 min later.",
    ]);
  });

  it("says how long where another window follows at once", () => {
    const alarms = [alarmWith({ Period: 3600 })];
    const muteRules = [mute("cron(0 2 * * *)", "PT1H"), mute("cron(0 3 * * *)", "PT2H")];
    expect(told({ alarms, muteRules })[0]).toContain(
      "until 2026-09-15T03:00Z: an event in that time is told of only afterwards, up to 3 h later",
    );
  });

  it("says how long at worst, of several events", () => {
    const deleted = '{ $.eventName = "DeleteUser" }';
    const [metricTransformation] = soundFilter.metricTransformations;
    if (metricTransformation === undefined) throw new Error("a filter has a transformation");
    const metricTransformations = [{ ...metricTransformation, metricName: "Deleted" }];
    const metricFilters = [
      { ...soundFilter, filterPattern: '{ $.eventName = "CreateUser" }' },
      { ...soundFilter, filterName: "deleted", filterPattern: deleted, metricTransformations },
    ];
    const alarms = [
      alarmWith({ Period: 3600 }),
      alarmWith({ AlarmName: "deleted", MetricName: "Deleted", Period: 3600 }),
    ];
    const muteRules = [
      mute("cron(0 2 * * *)", "PT10M", { names: ["root-usage", "deleted"] }),
      mute("cron(10 2 * * *)", "PT20M", { names: ["deleted"] }),
    ];
    const events = [rootCall(), rootCall({ eventName: "DeleteUser" })];
    for (const ordered of [events, events.toReversed()])
      expect(told({ alarms, metricFilters, muteRules }, ordered)[0]).toContain("only afterwards, up to 30 min later");
  });

  it.each([
    ["never comes again", { muteRules: [mute("at(2026-09-13T02:00)", "PT4H")] }],
    ["expires before", { muteRules: [mute("cron(0 2 * * *)", "PT4H", { ExpireDate: NOW + 1 })] }],
    ["is about another alarm", { muteRules: [mute("cron(0 2 * * *)", "PT4H", { names: ["other"] })] }],
    ["is in another region", { muteRules: [mute("cron(0 2 * * *)", "PT4H", { region: "eu-west-1" })] }],
    ["is over before the alarm tells", { muteRules: [mute("cron(0 2 * * *)", "PT1M")] }],
    [
      "leaves another alarm that tells",
      { alarms: [patient, alarmWith({ AlarmName: "other" })], muteRules: [mute("cron(0 2 * * *)", "PT4H")] },
    ],
    ["is about events that reach nobody anyway", { subscriptions: [], muteRules: [mute("cron(0 2 * * *)", "PT4H")] }],
  ])("is no caveat when it %s", (_, links) => {
    expect(told(links)).toEqual([]);
  });

  it("is a caveat when it mutes every alarm that tells", () => {
    const alarms = [patient, alarmWith({ AlarmName: "other", Period: 300 })];
    const both = told({ alarms, muteRules: [mute("cron(0 2 * * *)", "PT4H", { names: ["root-usage", "other"] })] });
    expect(both[0]).toContain("mute the alarms other, root-usage from");
    const each = [mute("cron(0 2 * * *)", "PT4H"), mute("cron(0 1 * * *)", "PT4H", { names: ["other"] })];
    expect(told({ alarms, muteRules: each })).toHaveLength(1);
  });

  it("tells the worse of a quiet and a busy log group", () => {
    const metricTransformations = soundFilter.metricTransformations.map((one) => ({ ...one, defaultValue: 0 }));
    const metricFilters = [{ ...soundFilter, metricTransformations }];
    const [text] = told({ metricFilters, muteRules: [mute("cron(0 2 * * *)", "PT10M")] });
    expect(text).toContain("reaches nobody");
  });

  it("is not sure where something that could not be read may tell of it", () => {
    const gap = {
      service: "sns",
      operation: "ListSubscriptionsByTopic",
      region: REGION,
      code: "AccessDenied",
    } as const;
    const gaps = [{ ...gap, resource: "arn:aws:sns:us-east-1:123456789012:other", message: "no" }];
    const AlarmActions = ["arn:aws:sns:us-east-1:123456789012:other"];
    const topic = { region: REGION, TopicArn: AlarmActions[0] ?? "", attributes: {} };
    const { topics } = chain();
    const alarms = [patient, alarmWith({ AlarmName: "other", Period: 300, AlarmActions })];
    const links = { alarms, gaps, topics: [...topics, topic], subscriptions: [soundSubscription] };
    expect(told({ ...links, muteRules: [mute("cron(0 2 * * *)", "PT4H")] })[0]).toContain("may reach nobody");
  });
});

describe("a mute rule that is active now", () => {
  it("is a caveat of its own where the event is told of in the end", () => {
    expect(told({ muteRules: [mute("cron(0 * * * *)", "PT5M")] })).toEqual([
      "The mute rule nightly mutes the alarm root-usage now, until 2026-09-14T12:05Z: an event in that time is told of only afterwards, up to 5 min later.",
    ]);
  });

  it("is another one where its next window swallows what this one only holds up", () => {
    const texts = told({ muteRules: [mute("cron(5 6 * * *)", "PT6H")] });
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain("now, until 2026-09-14T12:05Z");
    expect(texts[1]).toContain(
      "from 2026-09-15T06:05Z until 2026-09-15T12:05Z: an event early in that time reaches nobody",
    );
  });

  it("is part of the verdict where the event is not told of", () => {
    expect(told({ muteRules: [mute("cron(0 12 * * *)", "PT4H")] })).toEqual([]);
  });
});
