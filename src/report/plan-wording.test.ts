import { describe, expect, it } from "vitest";
import type { AccountPlan } from "../audit/plan/account-plan.ts";
import type { FilterToAdd } from "../audit/plan/addition.ts";
import { tellPlan } from "./plan-wording.ts";

function planOf(changed: Partial<AccountPlan>): AccountPlan {
  return {
    control: "root-account-usage",
    filters: [],
    topics: [],
    commands: [],
    authorities: [],
    verdictBefore: "rings",
    verdictAfter: "rings",
    unreachable: [],
    notes: [],
    ...changed,
  };
}

const slow: FilterToAdd = {
  filterName: "f",
  filterPattern: "ERROR",
  metricName: "f",
  metricNamespace: "Tocsin",
  alarmName: "f",
  topic: "low-priority",
  topicArn: "arn:aws:sns:us-east-1:123456789012:tocsin-low-priority",
  satisfies: [],
};
const paging: FilterToAdd = { ...slow, topic: "pager" };
const existing: FilterToAdd = { ...slow, existing: true };
const passes = (...names: readonly string[]): AccountPlan["authorities"] =>
  names.map((authority) => ({ authority, before: "fail", after: "pass" }));

describe("tellPlan", () => {
  it.each<[string, Partial<AccountPlan>]>([
    ["to pass security-hub as well: 1 filter", { filters: [slow], authorities: passes("security-hub") }],
    [
      "to pass security-hub, prowler as well: 2 filters",
      { filters: [slow, slow], authorities: passes("security-hub", "prowler") },
    ],
    [
      "to pass cis-1.4 as well: 1 alarm on a filter that is there",
      { filters: [existing], authorities: passes("cis-1.4") },
    ],
    ["to ring: 1 filter", { filters: [paging], verdictBefore: "silent" }],
    [
      "to ring, and to pass trivy: 1 filter and 2 alarms on filters that are there",
      { filters: [paging, existing, existing], verdictBefore: "silent", authorities: passes("trivy") },
    ],
    ["to ring by a precise alarm: 1 filter", { filters: [paging], verdictBefore: "noisy" }],
    [
      "to ring for more events: 1 filter",
      { filters: [paging], verdictBefore: "silent", verdictAfter: "rings-for-some" },
    ],
    ["no plan: there is no trail", { verdictBefore: "silent", notOffered: "there is no trail" }],
  ])("says %s", (expected, changed) => {
    expect(tellPlan(planOf(changed))).toBe(expected);
  });
});
