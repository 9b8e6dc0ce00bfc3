import { describe, expect, it } from "vitest";
import type { MuteRule } from "../../alarm/mute/mute-rule.ts";
import { accountOf } from "../account.ts";
import { alarmWith, chain, NOON, REGION, rootCall, soundConfiguration, TOPIC_ARN } from "../inventory.testing.ts";
import type { Inventory } from "../inventory.ts";
import { simulatorOf } from "../simulate.ts";
import { caveatsOf } from "./caveats.ts";

function kindsIn(links: Partial<Inventory>): readonly string[] {
  const simulator = simulatorOf(accountOf(chain(links)), NOON);
  const seen = [{ event: rootCall(), fate: simulator.fateOf(rootCall()) }];
  const { AlarmArn: alarmArn } = soundConfiguration;
  const hears = [{ alarmArn, topicArn: TOPIC_ARN, protocol: "email", endpoint: "oncall@example.com" }];
  return caveatsOf(simulator, seen, hears).caveats.map(({ kind }) => kind);
}

describe("the caveats of a verdict", () => {
  it("are none for an alarm in OK that looks back over a quarter of an hour", () => {
    expect(kindsIn({ alarms: [alarmWith({ Period: 300 })] })).toEqual([]);
  });

  it("are one of each kind, the present one first", () => {
    const rule: MuteRule = {
      Name: "nightly",
      AlarmMuteRuleArn: "",
      Rule: { Schedule: { Expression: "cron(0 2 * * *)", Duration: "PT4H" } },
      MuteTargets: { AlarmNames: ["root-usage"] },
      LastUpdatedTimestamp: 0,
    };
    const alarms = [{ ...alarmWith({ Period: 60 }), StateValue: "ALARM" as const }];
    const kinds = kindsIn({ alarms, muteRules: [{ region: REGION, rule }] });
    expect(kinds).toEqual(["standing-in-alarm", "late-delivery", "mute-window"]);
  });
});
