import { describe, expect, it } from "vitest";
import { alarmArn, type CompositeAlarmConfiguration } from "../../alarm/alarm.ts";
import { ACCOUNT, alarmWith, NOON, REGION, soundAlarm, TOPIC_ARN } from "../inventory.testing.ts";
import type { AlarmItem, Gap } from "../inventory.ts";
import { fateIn } from "../simulate.testing.ts";

const gapOf = (operation: string, more: Partial<Gap> = {}): { readonly gaps: readonly Gap[] } => ({
  gaps: [{ service: "cloudwatch", operation, region: REGION, code: "AccessDenied", message: "no", ...more }],
});
const arnOf = (name: string): string => alarmArn(REGION, ACCOUNT, name);

/** An alarm above the sound one, that tells in its place. */
function above(AlarmRule: string, more: Partial<CompositeAlarmConfiguration> = {}): AlarmItem {
  const { StateValue } = soundAlarm;
  const configuration: CompositeAlarmConfiguration = {
    AlarmName: "above",
    AlarmArn: arnOf("above"),
    AlarmRule,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [TOPIC_ARN],
    InsufficientDataActions: [],
    AlarmConfigurationUpdatedTimestamp: NOON,
    ...more,
  };
  return { region: REGION, configuration, StateValue };
}

const mute = alarmWith({ AlarmActions: [] });

describe("mute rules that could not be read", () => {
  it.each(["ListAlarmMuteRules", "GetAlarmMuteRule"])("by %s leave unknown whether an alarm tells", (operation) => {
    const { outcome, unknown, stop, notifications } = fateIn(gapOf(operation));
    expect({ outcome, unknown, link: stop?.link, notifications }).toEqual({
      outcome: "unknown",
      unknown: [`cloudwatch:${operation} in ${REGION}: AccessDenied`],
      link: "alarm",
      notifications: [],
    });
  });

  it("of another region change nothing", () => {
    expect(fateIn(gapOf("ListAlarmMuteRules", { region: "eu-west-1" })).outcome).toBe("rings");
  });

  it.each([
    ["has nobody to tell", { subscriptions: [] }],
    ["has no topic", { topics: [] }],
    ["keeps quiet", { alarms: [alarmWith({ Threshold: 2 })] }],
  ])("change nothing where the alarm %s", (_, links) => {
    expect(fateIn({ ...links, ...gapOf("ListAlarmMuteRules") }).outcome).toBe("silent");
  });
});

describe("alarms that could not be read", () => {
  it("may ring where the known one keeps quiet", () => {
    const links = { alarms: [alarmWith({ Threshold: 2 })] };
    expect(fateIn(links).outcome).toBe("silent");
    expect(fateIn({ ...links, ...gapOf("DescribeAlarms") }).outcome).toBe("unknown");
    expect(fateIn({ ...links, ...gapOf("DescribeAlarms", { region: "eu-west-1" }) }).outcome).toBe("silent");
  });

  it("change nothing where nothing is published, or the known one rings", () => {
    expect(fateIn({ metricFilters: [], ...gapOf("DescribeAlarms") }).outcome).toBe("silent");
    expect(fateIn(gapOf("DescribeAlarms")).outcome).toBe("rings");
  });

  const child = gapOf("DescribeAlarms", { code: "NotModelled", resource: arnOf("child") });
  it.each([
    ["must be in ALARM too", above("ALARM(root-usage) AND ALARM(child)")],
    ["must not be in ALARM", above("ALARM(root-usage) AND NOT ALARM(child)")],
    ["suppresses the actions", above("ALARM(root-usage)", { ActionsSuppressor: "child" })],
  ])("leave a composite alarm unknown when one %s", (_, composite) => {
    const { outcome, unknown } = fateIn({ alarms: [mute, composite], ...child });
    expect({ outcome, unknown }).toEqual({
      outcome: "unknown",
      unknown: [`cloudwatch:DescribeAlarms of ${arnOf("child")} in ${REGION}: NotModelled`],
    });
  });

  it("leave a composite alarm unknown through another", () => {
    const between = above("ALARM(child)", { AlarmName: "between", AlarmArn: arnOf("between"), AlarmActions: [] });
    const alarms = [mute, between, above("ALARM(root-usage) AND NOT ALARM(between)")];
    expect(fateIn({ alarms, ...child }).outcome).toBe("unknown");
    expect(fateIn({ alarms }).outcome).toBe("rings");
  });

  it("leave alone a composite alarm that does not look at them", () => {
    expect(fateIn({ alarms: [mute, above("ALARM(root-usage)")], ...child }).outcome).toBe("rings");
  });

  it("are followed once where rules go in a circle", () => {
    const around = above("ALARM(above) OR ALARM(child)", { AlarmName: "around", AlarmArn: arnOf("around") });
    const alarms = [mute, around, above("ALARM(root-usage) AND NOT ALARM(around)")];
    expect(fateIn({ alarms, ...child }).outcome).toBe("unknown");
  });
});
