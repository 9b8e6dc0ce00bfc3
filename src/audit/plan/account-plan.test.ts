import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readControls, readCorpus } from "../../cli/controls/library.ts";
import type { Control } from "../../controls/control.ts";
import { audit } from "../audit.ts";
import { auditorsOf, authorities } from "../authorities/authorities.ts";
import { mitre } from "../authorities/mitre.ts";
import type { Finding } from "../finding.ts";
import {
  ACCOUNT,
  alarmWith,
  chain,
  REGION,
  soundFilter,
  soundLogGroup,
  soundTrail,
  TOPIC_ARN,
} from "../inventory.testing.ts";
import type { AlarmItem, Inventory, MetricFilterItem } from "../inventory.ts";
import { type AccountPlan, accountPlan } from "./account-plan.ts";
import { type Addition, type FilterToAdd, withAddition } from "./addition.ts";
import { candidateTexts, isAccepted } from "./texts.ts";

const CONTROLS = readControls();
const CORPUS = readCorpus();
const CIS = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }';

function controlOf(id: string): Control {
  const found = CONTROLS.find((control) => control.id === id);
  if (found === undefined) throw new Error(`there is no control ${id}`);
  return found;
}

const SIGN_IN = controlOf("console-signin-without-mfa");

function findingOf(inventory: Inventory, control: Control): Finding {
  const [finding] = audit(inventory, [control], CORPUS);
  if (finding === undefined) throw new Error("the audit found nothing to say");
  return finding;
}

function planOf(inventory: Inventory, chosen?: readonly string[], control: Control = SIGN_IN): AccountPlan | undefined {
  const request = { inventory, control, finding: findingOf(inventory, control), corpus: CORPUS };
  return accountPlan(chosen === undefined ? request : { ...request, authorities: chosen });
}

function filterOf(filterName: string, filterPattern: string, metricName: string = filterName): MetricFilterItem {
  const metricTransformations = [{ metricName, metricNamespace: "CIS", metricValue: "1" }];
  return { ...soundFilter, filterName, filterPattern, metricTransformations };
}

function alarmOn(metricName: string, AlarmName: string = metricName): AlarmItem {
  return alarmWith({ AlarmName, MetricName: metricName });
}

/** One sound trail, these filters, and an alarm to the on-call topic for each. */
function accountWith(filters: readonly MetricFilterItem[], more: Partial<Inventory> = {}): Inventory {
  const metrics = [...new Set(filters.flatMap((filter) => filter.metricTransformations.map((one) => one.metricName)))];
  return chain({ metricFilters: filters, alarms: metrics.map((name) => alarmOn(name)), ...more });
}

const PRECISE = SIGN_IN.recommended.map((one) => filterOf(`own-${one.filterName}`, one.filterPattern));
const NOTHING = chain({ metricFilters: [], alarms: [], topics: [], subscriptions: [] });

const shown = (plan: AccountPlan | undefined): readonly string[] =>
  (plan?.filters ?? []).map(
    ({ topic, filterName, existing }) => `${topic}${existing === true ? "!" : ""} ${filterName}`,
  );

describe("accountPlan", () => {
  it("is not needed where everything rings and nobody who was chosen fails it", () => {
    expect(planOf(accountWith(PRECISE), ["prowler"])).toBeUndefined();
    expect(planOf(accountWith(PRECISE), [])).toBeUndefined();
  });

  it("adds what is missing only: of two recommended filters the second", () => {
    const plan = planOf(accountWith(PRECISE.slice(0, 1)), ["prowler"]);
    expect(shown(plan)).toEqual(["pager identity-center-portal-signin-by-password"]);
    expect(plan).toMatchObject({ verdictBefore: "rings-for-some", verdictAfter: "rings" });
  });

  it("pages through the topic where somebody hears already, and makes a topic where nobody does", () => {
    expect(planOf(accountWith(PRECISE.slice(0, 1)), [])?.topics).toEqual([
      { topicArn: TOPIC_ARN, use: "pager", isNew: false, subscribes: false },
    ]);
    expect(planOf(NOTHING, [])?.topics).toEqual([
      { topicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:tocsin-pager`, use: "pager", isNew: true, subscribes: true },
    ]);
  });

  it("pages through a confirmed topic of the account before it makes one", () => {
    const other = accountWith([filterOf("root", '{ $.userIdentity.type = "Root" }')]);
    expect(planOf({ ...other, metricFilters: [] }, [])?.topics.map(({ topicArn }) => topicArn)).toEqual([TOPIC_ARN]);
  });

  it("makes a topic where the policy of the one that is there lets no alarm publish", () => {
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    const topics = [{ region: REGION, TopicArn: TOPIC_ARN, attributes: { Policy } }];
    const plan = planOf(accountWith(PRECISE, { topics }), []);
    expect(plan).toMatchObject({ verdictBefore: "silent", verdictAfter: "rings" });
    expect(plan?.topics.map(({ isNew }) => isNew)).toEqual([true]);
    expect(shown(plan).every((one) => one.startsWith("pager! own-"))).toBe(true);
  });

  it("never takes a name that a filter, a metric or an alarm has", () => {
    const taken = [
      filterOf("console-signin-without-mfa", "ERROR"),
      filterOf("x", "ERROR", "identity-center-portal-signin-by-password"),
    ];
    const alarms = [
      alarmOn("something", "console-signin-without-mfa-2"),
      alarmOn("console-signin-without-mfa-compliant-1", "y"),
    ];
    const plan = planOf(accountWith(taken, { alarms }), ["security-hub"]);
    expect(plan?.filters.map(({ filterName, metricName, alarmName }) => [filterName, metricName, alarmName])).toEqual(
      [
        "console-signin-without-mfa-3",
        "identity-center-portal-signin-by-password-2",
        "console-signin-without-mfa-compliant-1-2",
      ].map((name) => [name, name, name]),
    );
  });

  it("gives a filter that is there an alarm, and no twin", () => {
    const account = accountWith([...PRECISE, filterOf("cis", CIS)]);
    const alarms = account.alarms.filter(({ configuration }) => configuration.AlarmName !== "cis");
    const plan = planOf({ ...account, alarms }, ["cis-1.4", "mitre-inspec"]);
    expect(shown(plan)).toEqual(["low-priority! cis"]);
    expect(plan?.commands.some((command) => command.includes("put-metric-filter"))).toBe(false);
  });

  it("pages by no metric on which something else publishes", () => {
    const [first, second] = PRECISE;
    if (first === undefined || second === undefined) throw new Error("the control recommends two filters");
    const shared = { ...filterOf("all-sign-ins", "ConsoleLogin"), metricTransformations: first.metricTransformations };
    const plan = planOf(chain({ ...NOTHING, metricFilters: [first, second, shared] }), []);
    expect(shown(plan)).toEqual(["pager console-signin-without-mfa", `pager! ${second.filterName}`]);
  });

  it.each(
    CONTROLS.flatMap((control) => {
      const text = mitre.wants(control);
      return text === undefined ? [] : [[control.id, control, text] as const];
    }),
  )("makes nobody fail who passes, though two filters of one text are too many for some: %s", (_, control, text) => {
    const own = control.recommended.map((one) => filterOf(`own-${one.filterName}`, one.filterPattern));
    const account = accountWith([
      ...own.filter(({ filterPattern }) => filterPattern !== text),
      filterOf("cis", text, "counted"),
    ]);
    const plan = planOf(account, ["elastic-cspm", "mitre-inspec"], control);
    expect(plan?.authorities.filter(({ before, after }) => before === "pass" && after !== "pass") ?? []).toEqual([]);
  });

  it.each<[string, Partial<MetricFilterItem>]>([
    [
      "has dimensions",
      {
        metricTransformations: [
          {
            metricName: "cis",
            metricNamespace: "CIS",
            metricValue: "1",
            dimensions: { user: "$.userIdentity.userName" },
          },
        ],
      },
    ],
    [
      "publishes something else than 1",
      { metricTransformations: [{ metricName: "cis", metricNamespace: "CIS", metricValue: "$.x" }] },
    ],
    ["takes some accounts only", { fieldSelectionCriteria: '@aws.account = "1"' }],
    ["is of another log group", { logGroupName: "others" }],
  ])("does not count on a filter that %s", (_, changed) => {
    const account = accountWith(PRECISE);
    const metricFilters = [...account.metricFilters, { ...filterOf("cis", CIS), ...changed }];
    expect(shown(planOf({ ...account, metricFilters }, ["cis-1.2"]))).toEqual([
      "low-priority console-signin-without-mfa-compliant-1",
    ]);
  });

  it.each([
    ["security-hub", true],
    ["cis-1.4", true],
    ["elastic-cspm", true],
    ["scoutsuite", false],
    ["cloudsploit", false],
  ])("for %s the compliance topic is subscribed to: %s", (authority, subscribes) => {
    const plan = planOf(accountWith(PRECISE), [authority]);
    expect(plan?.topics).toMatchObject([{ use: "low-priority", isNew: true, subscribes }]);
    expect(plan?.commands.some((command) => command.includes('"$LOW_PRIORITY_EMAIL"'))).toBe(subscribes);
  });

  it("says of an authority that nothing satisfies why, with the text that it wants", () => {
    const plan = planOf(accountWith(PRECISE), ["trivy"]);
    expect(plan).toMatchObject({ filters: [], commands: [], notOffered: expect.any(String) });
    expect(plan?.unreachable).toEqual([
      { authority: "trivy", why: expect.stringMatching(/documented language does not have: .*==/) },
    ]);
  });

  it("names the alarm that goes on to ring for harmless events", () => {
    const plan = planOf(
      accountWith([filterOf("every-sign-in", "{ $.eventName = ConsoleLogin || $.eventName = UserAuthentication }")]),
      [],
    );
    expect(plan).toMatchObject({ verdictBefore: "noisy", verdictAfter: "rings" });
    expect(plan?.notes).toContainEqual(
      expect.stringMatching(/^The alarm every-sign-in goes on to tell of harmless events; once/),
    );
  });

  it.each([
    ["says", PRECISE, 1],
    ["does not say", [filterOf("cis", CIS)], 0],
  ])("%s that a confirmed subscription would be enough where it would", (_, filters, count) => {
    const account = accountWith(filters);
    const subscriptions = account.subscriptions.map((one) => ({ ...one, SubscriptionArn: "PendingConfirmation" }));
    const notes = planOf({ ...account, subscriptions }, [])?.notes ?? [];
    expect(
      notes.filter((note) => /need none of those that page, once this is mended: .*not confirmed/.test(note)),
    ).toHaveLength(count);
  });

  it.each<[string, Partial<Inventory>, RegExp]>([
    [
      "no trail delivers",
      { trails: [{ ...soundTrail, status: { IsLogging: false } }] },
      /mend first the trail: .*IsLogging is false/,
    ],
    [
      "the log group cannot have filters",
      { logGroups: [{ ...soundLogGroup, logGroupClass: "INFREQUENT_ACCESS" }] },
      /mend first the log-group: /,
    ],
    [
      "filters could not be read",
      {
        gaps: [
          { service: "logs", operation: "DescribeMetricFilters", region: REGION, code: "AccessDenied", message: "" },
        ],
      },
      /which names are taken is not known \(logs:DescribeMetricFilters/,
    ],
    [
      "alarms could not be read",
      {
        gaps: [
          { service: "cloudwatch", operation: "DescribeAlarms", region: REGION, code: "AccessDenied", message: "" },
        ],
      },
      /which names are taken is not known \(cloudwatch:DescribeAlarms/,
    ],
    [
      "the log group is full",
      { metricFilters: Array.from({ length: 99 }, (_, index) => filterOf(`f${index}`, "ERROR")) },
      /would have 102 metric filters, and AWS takes 100/,
    ],
  ])("is not made up where %s", (_, links, why) => {
    const plan = planOf(chain({ ...NOTHING, ...links }), ["security-hub"]);
    expect(plan).toMatchObject({ filters: [], topics: [], commands: [], notOffered: expect.stringMatching(why) });
  });

  it("leaves one unsatisfied rather than making another fail who passes", () => {
    // MITRE looks for filters in log groups of that name anywhere, ElectricEye in the log group itself; one text for both.
    const region = "eu-west-1";
    const account = accountWith(PRECISE, { regions: [REGION, region] });
    const metricFilters = [...account.metricFilters, { ...filterOf("cis", CIS), region }];
    const alarms = [...account.alarms, { ...alarmOn("cis"), region }];
    expect(planOf({ ...account, metricFilters, alarms }, ["electriceye", "mitre-inspec"])).toMatchObject({
      commands: [],
      authorities: [
        { authority: "electriceye", before: "fail", after: "fail" },
        { authority: "mitre-inspec", before: "pass", after: "pass" },
      ],
    });
  });

  it("chooses of two log groups the one that the authorities look at", () => {
    const selectors = {
      advancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }],
    };
    const advanced = {
      ...soundTrail,
      TrailARN: `${soundTrail.TrailARN}-2`,
      Name: "advanced",
      selectors,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:advanced:*`,
    };
    const logGroups = [{ ...soundLogGroup, logGroupName: "advanced" }, soundLogGroup];
    const inventory = chain({ ...NOTHING, trails: [advanced, soundTrail], logGroups });
    expect(planOf(inventory, ["cis-1.4"])).toMatchObject({ logGroupName: "advanced", unreachable: [] });
    // Elastic knows no advanced event selectors.
    expect(planOf(inventory, ["elastic-cspm"])).toMatchObject({ logGroupName: "trail-logs", unreachable: [] });
  });

  it("quotes whatever the account calls its things", () => {
    const account = accountWith([...PRECISE, filterOf("it's `cis`", CIS)]);
    const alarms = account.alarms.filter(({ configuration }) => !configuration.AlarmName.includes("cis"));
    expect(planOf({ ...account, alarms }, ["cis-1.2"])?.commands.at(-1)).toContain(
      " --namespace CIS --metric-name 'it'\\''s `cis`' ",
    );
  });

  it("prints no name that would not be read for what it is", () => {
    const account = accountWith([...PRECISE, filterOf("cis\u001b[2J", CIS)]);
    const alarms = account.alarms.filter(({ configuration }) => !configuration.AlarmName.includes("cis"));
    expect(shown(planOf({ ...account, alarms }, ["cis-1.2"]))).toEqual([
      "low-priority console-signin-without-mfa-compliant-1",
    ]);
  });

  it.each(
    CONTROLS.map((control) => [control.id, control] as const),
  )("once executed leaves nothing to plan but what nothing satisfies: %s", (_, control) => {
    const plan = planOf(NOTHING, undefined, control);
    if (plan === undefined) throw new Error("an empty account needs a plan");
    expect(plan.verdictAfter).toBe("rings");
    const { region = "", logGroupName = "", filters, topics } = plan;
    const again = planOf(withAddition(NOTHING, { region, logGroupName, filters, topics }), undefined, control);
    expect(again?.commands ?? []).toEqual([]);
    expect(again?.unreachable ?? []).toEqual(plan.unreachable);
  });
});

describe("the plans of all controls", () => {
  it("do what they say when all of them are executed", () => {
    const plans = CONTROLS.flatMap((control) => planOf(NOTHING, undefined, control) ?? []);
    const all = plans.reduce<Inventory>(
      (before, { region = "", logGroupName = "", filters, topics }) =>
        withAddition(before, {
          region,
          logGroupName,
          // Putting one filter twice is putting it once.
          filters: filters.filter(
            (one) => !before.metricFilters.some(({ filterName }) => filterName === one.filterName),
          ),
          topics: topics.filter(({ topicArn }) => !before.topics.some(({ TopicArn }) => TopicArn === topicArn)),
        }),
      NOTHING,
    );
    const found = audit(all, CONTROLS, CORPUS, { authorities: (control) => authorities(all, control) });
    const said = plans.map(({ control, verdictAfter, authorities: planned }) => ({
      control,
      verdict: verdictAfter,
      authorities: planned.map(({ authority, after }) => [authority, after]),
    }));
    const happened = found.map(({ control, verdict, authorities: judged }) => ({
      control,
      verdict,
      authorities: judged.map(({ authority, verdict: after }) => [authority, after]),
    }));
    const byControl = (a: { readonly control: string }, b: { readonly control: string }): number =>
      a.control.localeCompare(b.control);
    expect(happened.toSorted(byControl)).toEqual(said.toSorted(byControl));
  });
});

describe("the compliance filters of a plan", () => {
  const names = auditorsOf(SIGN_IN).map(({ authority }) => authority);
  const texts = candidateTexts(SIGN_IN, auditorsOf(SIGN_IN)).filter(isAccepted);

  it("are as few as any set of texts that passes as many authorities needs", () => {
    const there = fc.subarray([filterOf("cis", CIS), filterOf("old", CIS.replaceAll('"', ""))]);
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), there, (chosen, filters) => {
        const inventory = accountWith([...PRECISE, ...filters]);
        const plan = planOf(inventory, chosen);
        const added = (plan?.filters ?? []).filter(({ existing }) => existing !== true).length;
        const after = plan?.authorities.filter((one) => one.after === "pass").length ?? passed(inventory, chosen);
        expect(plan !== undefined || after === chosen.length).toBe(true);
        const fewer = setsOf(texts, added - 1).map((set) => passed(withTexts(inventory, set), chosen));
        expect(fewer.filter((count) => count >= after)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

function passed(inventory: Inventory, chosen: readonly string[]): number {
  return authorities(inventory, SIGN_IN).filter(
    ({ authority, verdict }) => verdict === "pass" && chosen.includes(authority),
  ).length;
}

/** The account with a heard alarm on every filter that it has, and filters with these texts. */
function withTexts(inventory: Inventory, filterPatterns: readonly string[]): Inventory {
  const topicArn = `${TOPIC_ARN}-slow`;
  const base = { topic: "low-priority", topicArn, satisfies: [] } as const;
  const filters = filterPatterns.map((filterPattern, index): FilterToAdd => {
    const name = `slow-${index}`;
    return { ...base, filterPattern, filterName: name, metricName: name, metricNamespace: "Slow", alarmName: name };
  });
  const addition: Addition = {
    region: REGION,
    logGroupName: "trail-logs",
    filters,
    topics: [{ topicArn, use: "low-priority", isNew: true, subscribes: true }],
  };
  return withAddition(inventory, addition);
}

/** The slow and obvious twin: every set of so many items, and of fewer. */
function setsOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size < 0) return [];
  if (size === 0) return [[]];
  const fewer = setsOf(items, size - 1);
  return [
    ...fewer,
    ...fewer.flatMap((set) => items.map((item) => [...set, item])).filter((set) => new Set(set).size === size),
  ];
}
