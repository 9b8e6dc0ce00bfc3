import { describe, expect, it } from "vitest";
import { alarmArn } from "../../src/alarm/alarm.ts";
import { findingOf } from "../../src/audit/finding.testing.ts";
import type { Finding } from "../../src/audit/finding.ts";
import {
  ACCOUNT,
  chain,
  REGION,
  soundAlarm,
  soundFilter,
  soundTrail,
  TOPIC_ARN,
} from "../../src/audit/inventory.testing.ts";
import type { AlarmItem, Inventory } from "../../src/audit/inventory.ts";
import { type LinkEvidence, linksOf } from "../../src/report/link-evidence.ts";

const PARENT_ARN = alarmArn(REGION, ACCOUNT, "parent");

const parent: AlarmItem = {
  region: REGION,
  StateValue: "OK",
  configuration: {
    AlarmName: "parent",
    AlarmArn: PARENT_ARN,
    AlarmConfigurationUpdatedTimestamp: 0,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [TOPIC_ARN],
    InsufficientDataActions: [],
    AlarmRule: 'ALARM("root-usage")',
  },
};

function ringing(alarm: string): Partial<Finding> {
  return {
    verdict: "rings",
    hears: [{ alarmArn: alarm, topicArn: TOPIC_ARN, protocol: "email", endpoint: "oncall@example.com" }],
  };
}

function evidenceOf(inventory: Inventory, finding: Finding): Partial<Record<LinkEvidence["link"], readonly string[]>> {
  return Object.fromEntries(linksOf(inventory, finding).map(({ link, evidence }) => [link, evidence]));
}

describe("the evidence of the links", () => {
  it("is the chain from the trail to whoever hears, in AWS's names", () => {
    expect(evidenceOf(chain(), findingOf(ringing(soundAlarm.configuration.AlarmArn)))).toEqual({
      trail: ["main: all Regions, logging"],
      "log-group": ["us-east-1 trail-logs"],
      "metric-filter": ['root-usage: { $.userIdentity.type = "Root" }'],
      metric: ["CIS/RootUsage"],
      alarm: [
        "root-usage: Sum GreaterThanOrEqualToThreshold 1 in 1 of 1 periods of 60 s, missing data notBreaching; now OK",
      ],
      topic: [TOPIC_ARN],
      subscription: ["email oncall@example.com, confirmed"],
    });
  });

  it("of a composite alarm goes on through the alarms that its rule names", () => {
    const found = evidenceOf(chain({ alarms: [soundAlarm, parent] }), findingOf(ringing(PARENT_ARN)));
    expect(found.alarm).toEqual(['parent: ALARM("root-usage"); now OK', expect.stringMatching(/^root-usage: Sum /)]);
    expect(found["metric-filter"]).toEqual([expect.stringMatching(/^root-usage: /)]);
  });

  it("leaves out filters that feed another metric, and trails that write elsewhere", () => {
    const elsewhere = {
      ...soundTrail,
      Name: "other",
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:other:*`,
    };
    const unrelated = {
      ...soundFilter,
      filterName: "vpc",
      metricTransformations: [{ metricName: "Vpc", metricNamespace: "CIS", metricValue: "1" }],
    };
    const inventory = chain({ trails: [soundTrail, elsewhere], metricFilters: [soundFilter, unrelated] });
    const found = evidenceOf(inventory, findingOf(ringing(soundAlarm.configuration.AlarmArn)));
    expect(found.trail).toHaveLength(1);
    expect(found["metric-filter"]).toHaveLength(1);
  });

  it("counts what is too much to name", () => {
    const metricFilters = Array.from({ length: 9 }, (_, index) => ({ ...soundFilter, filterName: `f${index}` }));
    const found = evidenceOf(chain({ metricFilters }), findingOf(ringing(soundAlarm.configuration.AlarmArn)));
    expect(found["metric-filter"]).toHaveLength(4);
    expect(found["metric-filter"]?.at(-1)).toBe("and 6 more");
  });

  it.each<[Finding["verdict"], string]>([
    ["silent", "passed passed passed passed broken not-reached not-reached"],
    ["rings-for-some", "passed passed passed passed partly passed passed"],
    ["unknown", "passed passed passed passed unknown not-reached not-reached"],
  ])("of a control that is %s at the alarm is %s", (verdict, states) => {
    const links = linksOf(chain(), findingOf({ verdict, brokenLink: "alarm", reason: "why" }));
    expect(links.map(({ state }) => state).join(" ")).toBe(states);
    expect(links[4]?.evidence).toEqual(["why"]);
  });

  it("of an account that is not known is nothing but the states", () => {
    expect(linksOf(undefined, findingOf({})).every(({ evidence }) => evidence.length === 0)).toBe(true);
  });
});
