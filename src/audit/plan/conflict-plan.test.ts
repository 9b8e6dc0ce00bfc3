import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readControls, readCorpus } from "../../cli/controls/library.ts";
import { audit } from "../audit.ts";
import { conflictPlan } from "./conflict-plan.ts";
import { plannedInventory } from "./empty-account.ts";
import { type CoverCandidate, smallestCover } from "./smallest-cover.ts";

const NINE = [
  "prowler",
  "powerpipe",
  "scoutsuite",
  "cloudsploit",
  "trivy",
  "elastic-cspm",
  "cyscale",
  "mondoo",
  "epam-ecc",
];

function signIn() {
  const control = readControls().find(({ id }) => id === "console-signin-without-mfa");
  if (control === undefined) throw new Error("the control is missing");
  return control;
}

describe("conflictPlan", () => {
  it("passes all nine judges of the sign-in with three quiet filters beside the precise ones", () => {
    const plan = conflictPlan(signIn(), { authorities: NINE, allowRefused: true });
    expect(plan.verdicts.map(({ authority, verdict }) => [authority, verdict])).toEqual(
      NINE.map((authority) => [authority, "pass"]),
    );
    const quiet = plan.filters.filter(({ topic }) => topic === "low-priority");
    expect(quiet.map(({ filterPattern }) => filterPattern)).toEqual([
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
      "{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != Yes) }",
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type=="IAMUser") && ($.responseElements.ConsoleLogin == "Success") }',
    ]);
    expect(quiet.map(({ refused }) => refused)).toEqual([undefined, undefined, true]);
  });

  it("pages with the control's recommended filters and with nothing else", () => {
    const control = signIn();
    const plan = conflictPlan(control, { authorities: NINE });
    expect(plan.filters.filter(({ topic }) => topic === "pager").map(({ filterPattern }) => filterPattern)).toEqual(
      control.recommended.map(({ filterPattern }) => filterPattern),
    );
  });

  it("pages for every event of the control and for no harmless one, the quiet filters being on a topic of their own", () => {
    const control = signIn();
    const plan = conflictPlan(control, { authorities: NINE });
    const paging = plannedInventory(plan.filters.filter(({ topic }) => topic === "pager"));
    expect(audit(paging, [control], readCorpus())).toMatchObject([{ verdict: "rings" }]);
    const quietTopics = plannedInventory(plan.filters).alarms.flatMap(({ configuration }) =>
      configuration.AlarmName.includes("compliant") ? configuration.AlarmActions : [],
    );
    expect(new Set(quietTopics)).toEqual(new Set(["arn:aws:sns:us-east-1:123456789012:low-priority"]));
  });

  it("says which authority wants what AWS would refuse instead of planning it", () => {
    const plan = conflictPlan(signIn(), { authorities: NINE });
    expect(plan.filters.filter(({ topic }) => topic === "low-priority")).toHaveLength(2);
    expect(plan.unreachable.map(({ authority }) => authority)).toEqual(["trivy"]);
    expect(plan.verdicts.filter(({ verdict }) => verdict !== "pass").map(({ authority }) => authority)).toEqual([
      "trivy",
    ]);
  });

  it("needs a filter of its own for Security Hub, which wants the long text and no other", () => {
    const plan = conflictPlan(signIn(), { authorities: ["security-hub"] });
    expect(plan.filters.map(({ topic }) => topic)).toEqual(["pager", "pager", "low-priority"]);
    expect(plan.verdicts).toMatchObject([{ authority: "security-hub", id: "CloudWatch.3", verdict: "pass" }]);
  });

  it.each(
    readControls().filter(({ benchmarks }) => benchmarks.length > 0),
  )("every reachable authority passes the plan for $id", (control) => {
    const authorities = [...NINE, "security-hub", "cis-1.4", "zeuscloud", "electriceye", "kics", "mitre-inspec"];
    const plan = conflictPlan(control, { authorities });
    const failed = plan.verdicts.filter(({ verdict }) => verdict !== "pass").map(({ authority }) => authority);
    expect(failed).toEqual(plan.unreachable.map(({ authority }) => authority));
  });
});

describe("smallestCover", () => {
  const PLACES = 5;
  const candidates = fc.array(
    fc.record({
      text: fc.string({ maxLength: 4 }),
      covers: fc.subarray(Array.from({ length: PLACES }, (_, place) => place)),
    }),
    { maxLength: 7 },
  );

  it("is as small as the smallest of all subsets", () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const { chosen, uncovered } = smallestCover(PLACES, given);
        expect(chosen.length).toBe(smallestByTrying(given, PLACES - uncovered.length));
      }),
    );
  });
});

/** The slow and obvious twin: tries every subset. */
function smallestByTrying(candidates: readonly CoverCandidate[], wanted: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let subset = 0; subset < 2 ** candidates.length; subset += 1) {
    const members = candidates.filter((_, place) => subset & (1 << place));
    const covered = new Set(members.flatMap(({ covers }) => covers));
    if (covered.size === wanted) best = Math.min(best, members.length);
  }
  return best;
}
