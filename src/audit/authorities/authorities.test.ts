import { describe, expect, it } from "vitest";
import { readControls } from "../../cli/controls/library.ts";
import type { Control } from "../../controls/control.ts";
import type { AuthorityVerdict } from "../finding.ts";
import type { AlarmItem, Gap, Inventory } from "../inventory.ts";
import { plannedInventory } from "../plan/empty-account.ts";
import { authorities } from "./authorities.ts";

const SHORT = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }';
const LONG =
  '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }';
const GUIDE = '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed = "No" }';

const CONTROLS = readControls();

function controlOf(id: string): Control {
  const control = CONTROLS.find((candidate) => candidate.id === id);
  if (control === undefined) throw new Error(`${id} is missing`);
  return control;
}

/** A sound account with these filters, each named like its metric. */
function accountOf(...filterPatterns: readonly string[]): Inventory {
  return plannedInventory(
    filterPatterns.map((filterPattern, place) => ({
      filterName: `f${place}`,
      filterPattern,
      metricName: `f${place}`,
      metricNamespace: "CISBenchmark",
      topic: "pager",
      satisfies: [],
    })),
  );
}

function said(authority: string, inventory: Inventory, id = "console-signin-without-mfa"): AuthorityVerdict {
  const verdict = authorities(inventory, controlOf(id)).find((one) => one.authority === authority);
  if (verdict === undefined) throw new Error(`${authority} said nothing`);
  return verdict;
}

const SOUND = accountOf(SHORT, LONG);

function withAlarms(change: (item: AlarmItem) => AlarmItem): Inventory {
  return { ...SOUND, alarms: SOUND.alarms.map(change) };
}

const NO_ACTIONS = withAlarms((item) => ({ ...item, configuration: { ...item.configuration, AlarmActions: [] } }));
const OTHER_NAMESPACE = withAlarms((item) => {
  const { configuration } = item;
  return "Namespace" in configuration ? { ...item, configuration: { ...configuration, Namespace: "Other" } } : item;
});
const PENDING: Inventory = {
  ...SOUND,
  subscriptions: SOUND.subscriptions.map((one) => ({ ...one, SubscriptionArn: "PendingConfirmation" })),
};
const STOPPED: Inventory = {
  ...SOUND,
  trails: SOUND.trails.map((trail) => ({ ...trail, status: { IsLogging: false } })),
};
const RENAMED: Inventory = {
  ...SOUND,
  metricFilters: SOUND.metricFilters.map((filter) => ({ ...filter, filterName: `${filter.filterName}-renamed` })),
};
const ADVANCED: Inventory = {
  ...SOUND,
  trails: SOUND.trails.map((trail) => ({
    ...trail,
    selectors: {
      advancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }],
    },
  })),
};
const ELSEWHERE: Inventory = {
  ...SOUND,
  metricFilters: SOUND.metricFilters.map((filter) => ({ ...filter, logGroupName: "somewhere/else" })),
};

describe("authorities", () => {
  it("says nothing of controls that no benchmark has", () => {
    expect(authorities(SOUND, controlOf("trail-tampering"))).toEqual([]);
  });

  it("lets every authority that knows a valid text pass a sound account with both of the benchmark's", () => {
    const failing = authorities(SOUND, controlOf("console-signin-without-mfa")).filter(
      ({ verdict }) => verdict === "fail",
    );
    // One wants the text without quotes, the other one that AWS would refuse.
    expect(failing.map(({ authority }) => authority)).toEqual(["cloudsploit", "trivy"]);
  });

  it("says what is wanted, to be pasted", () => {
    expect(said("security-hub", accountOf(SHORT))).toEqual({
      authority: "security-hub",
      id: "CloudWatch.3",
      verdict: "fail",
      why: `CLOUDTRAIL_METRIC_FILTER_NOT_VALID: no metric filter has a text that it accepts; it wants ${LONG}`,
    });
  });

  it("says that a rule is not known instead of guessing", () => {
    expect(said("epam-ecc", SOUND, "route-table-changes")).toMatchObject({
      verdict: "not-assessed",
      why: "no rule of it for this control is known",
    });
  });

  it.each([
    ["a pending subscription", PENDING, { "cis-1.4": "fail", "elastic-cspm": "pass", "epam-ecc": "fail" }],
    ["no action", NO_ACTIONS, { powerpipe: "fail", prowler: "pass", "security-hub": "fail" }],
    ["an alarm in another namespace", OTHER_NAMESPACE, { prowler: "pass", powerpipe: "pass", electriceye: "fail" }],
    ["no alarm", { ...SOUND, alarms: [] }, { prowler: "fail", scoutsuite: "pass", mondoo: "pass" }],
    ["a stopped trail", STOPPED, { prowler: "pass", powerpipe: "fail", trivy: "not-assessed" }],
    ["no trail", { ...SOUND, trails: [] }, { cloudsploit: "pass", prowler: "fail", scoutsuite: "pass" }],
    ["a filter not named like the metric", RENAMED, { "elastic-cspm": "fail", prowler: "pass" }],
    ["advanced selectors", ADVANCED, { powerpipe: "fail", "elastic-cspm": "fail", "epam-ecc": "pass" }],
    ["filters on another log group", ELSEWHERE, { prowler: "fail", "cis-1.4": "fail", mondoo: "pass" }],
  ])("judges %s as each of them would", (_what, inventory, expected) => {
    const verdicts = Object.keys(expected).map((authority) => [authority, said(authority, inventory).verdict]);
    expect(Object.fromEntries(verdicts)).toEqual(expected);
  });

  it("gives up like InSpec's resource when two filters have the same text", () => {
    expect(said("mitre-inspec", accountOf(SHORT, SHORT))).toMatchObject({
      verdict: "fail",
      why: expect.stringContaining("several filters have the same text"),
    });
  });

  it("does not see an alarm on metric math, as none of them does", () => {
    const inventory = withAlarms(({ region, StateValue, configuration }) => ({
      region,
      StateValue,
      configuration: {
        AlarmName: configuration.AlarmName,
        AlarmArn: configuration.AlarmArn,
        AlarmConfigurationUpdatedTimestamp: 0,
        ActionsEnabled: true,
        OKActions: [],
        AlarmActions: configuration.AlarmActions,
        InsufficientDataActions: [],
        Dimensions: [],
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        Metrics: [],
      },
    }));
    expect(said("prowler", inventory).verdict).toBe("fail");
  });

  it.each([
    ["trails", "cloudtrail", "DescribeTrails", { ...SOUND, trails: [] }],
    ["filters", "logs", "DescribeMetricFilters", { ...SOUND, metricFilters: [] }],
    ["alarms", "cloudwatch", "DescribeAlarms", { ...SOUND, alarms: [] }],
    ["subscriptions", "sns", "ListSubscriptionsByTopic", { ...SOUND, subscriptions: [] }],
  ] as const)("does not know when %s could not be read", (_what, service, operation, inventory) => {
    const gap: Gap = { service, operation, region: "us-east-1", code: "AccessDenied", message: "no" };
    expect(said("cis-1.4", { ...inventory, gaps: [gap] })).toMatchObject({
      verdict: "unknown",
      why: expect.stringContaining(`${service}:${operation}`),
    });
    expect(said("cis-1.4", { ...SOUND, gaps: [gap] }).verdict).toBe("pass");
  });
});

describe("the versions of the benchmark", () => {
  it("take the texts of their own copies: single sign-on came with 1.4", () => {
    const inventory = accountOf(LONG);
    expect([said("cis-1.2", inventory).verdict, said("cis-1.4", inventory).verdict]).toEqual(["fail", "pass"]);
  });

  it("leave the judgement to a person from 2.0 on, and say how their own text fares", () => {
    expect(said("cis-6.0", SOUND)).toMatchObject({ id: "5.2", verdict: "not-assessed" });
    expect(said("cis-6.0", SOUND).why).toContain("it accepts the metric filter f");
    expect(said("cis-6.0", accountOf(GUIDE)).why).toContain("no metric filter has a text that it accepts");
  });

  it("do not mind white space, but mind parentheses and quotes", () => {
    const verdict = (text: string) => said("cis-1.2", accountOf(text)).verdict;
    expect(verdict(SHORT.replaceAll(" = ", "="))).toBe("pass");
    expect(verdict(SHORT.replaceAll(/[()]/g, ""))).toBe("fail");
  });
});

describe("Security Hub", () => {
  it.each([
    ["CLOUDTRAIL_MULTI_REGION_NOT_PRESENT", STOPPED],
    ["CLOUDTRAIL_METRIC_FILTERS_NOT_PRESENT", { ...SOUND, metricFilters: [] }],
    ["CLOUDTRAIL_METRIC_FILTER_NOT_VALID", accountOf(GUIDE)],
    ["CLOUDWATCH_ALARMS_NOT_PRESENT", { ...SOUND, alarms: [] }],
    ["CLOUDWATCH_ALARM_ACTIONS_NOT_VALID", NO_ACTIONS],
    ["SNS_SUBSCRIPTION_NOT_PRESENT", { ...SOUND, subscriptions: [] }],
  ])("gives the reason code %s", (code, inventory) => {
    expect(said("security-hub", inventory).why).toContain(`${code}: `);
  });

  it("has no data where the trail is another account's", () => {
    const foreign = SOUND.trails.map((trail) => ({
      ...trail,
      IsOrganizationTrail: true,
      TrailARN: trail.TrailARN.replace(SOUND.account, "999999999999"),
    }));
    expect(said("security-hub", { ...SOUND, trails: foreign })).toMatchObject({
      verdict: "not-assessed",
      why: expect.stringContaining("NO_DATA"),
    });
    const stopped = foreign.map((trail) => ({ ...trail, status: { IsLogging: false } }));
    expect(said("security-hub", { ...SOUND, trails: stopped }).verdict).toBe("fail");
  });

  it("fails CloudWatch.7 when the trail leaves KMS out", () => {
    const id = "kms-cmk-disable-or-delete";
    const text = said("security-hub", SOUND, id).why.replace(/^.*it wants /, "");
    const sound = accountOf(text);
    expect(said("security-hub", sound, id).verdict).toBe("pass");
    const selectors = { eventSelectors: [{ ExcludeManagementEventSources: ["kms.amazonaws.com"] }] };
    const without = { ...sound, trails: sound.trails.map((trail) => ({ ...trail, selectors })) };
    expect(said("security-hub", without, id).verdict).toBe("fail");
  });
});
