import { describe, expect, it } from "vitest";
import type { AdvancedEventSelector } from "../../cloudtrail/selector.ts";
import type { Control } from "../../controls/control.ts";
import type { Budget } from "../../proof/budget.ts";
import { accountOf } from "../account.ts";
import { controlOf } from "../audit.testing.ts";
import type { Coverage } from "../finding.ts";
import {
  ACCOUNT,
  alarmWith,
  chain,
  NOON,
  REGION,
  rootCall,
  soundAlarm,
  soundFilter,
  soundLogGroup,
  soundTrail,
} from "../inventory.testing.ts";
import type { Inventory, LogGroupItem, MetricFilterItem, TrailItem } from "../inventory.ts";
import { simulatorOf } from "../simulate.ts";
import { coverageIn } from "./coverage.ts";

const ROOT = '{ $.userIdentity.type = "Root" }';
const ELSEWHERE = "eu-west-1";

const LISTED = '{ ($.userIdentity.type = "Root") && ($.eventName = "RunInstances") }';
const RUN = { eventName: "RunInstances", eventSource: "ec2.amazonaws.com" };
function trail(changed: Partial<TrailItem>): TrailItem {
  return { ...soundTrail, ...changed };
}

function recommending(...filterPatterns: readonly string[]): Control {
  const recommended = filterPatterns.map((filterPattern) => ({
    filterName: "root",
    metricName: "Root",
    filterPattern,
    why: "",
  }));
  return { ...controlOf("root", [], []), recommended };
}

/** A filter beside the sound one, on its metric. */
function filter(filterName: string, filterPattern: string, changed: Partial<MetricFilterItem> = {}): MetricFilterItem {
  return { ...soundFilter, filterName, filterPattern, ...changed };
}

function on(metricName: string, more: object = {}): Pick<MetricFilterItem, "metricTransformations"> {
  return { metricTransformations: [{ metricName, metricNamespace: "CIS", metricValue: "1", ...more }] };
}

/** What is said of root's calls in an account where these happen. */
function coverageOf(
  links: Partial<Inventory>,
  calls: readonly Readonly<Record<string, string>>[] = [{}],
  { control = recommending(ROOT), budget }: { readonly control?: Control; readonly budget?: Budget } = {},
): readonly Coverage[] {
  const simulator = simulatorOf(accountOf(chain(links)), NOON);
  const delivered = calls.map((members) => {
    const event = rootCall(members);
    return { event, fate: simulator.fateOf(event) };
  });
  return coverageIn(simulator, budget)(control, delivered);
}

/** What becomes of a record that is given as a proof of silence. */
function outcomeOf(links: Partial<Inventory>, { record: text = "{}" }: Coverage): string {
  const record = { eventTime: "", ...(JSON.parse(text) as object) };
  return simulatorOf(accountOf(chain(links)), NOON).fateOf({ id: "unseen", record, text }).outcome;
}

/** Sound chains: the filters of the account, by what they are called in the answer. */
const COVERED: readonly (readonly [
  name: string,
  metricFilters: readonly MetricFilterItem[],
  by: readonly string[],
  why: string,
])[] = [
  ["the recommended text", [soundFilter], ["root-usage"], "the pattern is the same"],
  [
    "the recommended text in another spelling",
    [filter("spelled", "{($.userIdentity.type=Root)}")],
    ["spelled"],
    "the pattern is the same",
  ],
  ["a wider filter", [filter("wide", '{ $.userIdentity.type = "R*" }')], ["wide"], "proven for every record"],
  ["a filter that matches everything", [filter("all", "")], ["all"], "proven for every record"],
  [
    "two filters that cover it only together",
    [
      filter("iam", '{ ($.userIdentity.type = "Root") && ($.eventSource = "iam.amazonaws.com") }'),
      filter("others", '{ ($.userIdentity.type = "Root") && ($.eventSource != "iam.amazonaws.com") }'),
    ],
    ["iam", "others"],
    "the filters iam and others match as well: proven for every record that CloudTrail can write",
  ],
  [
    "the assumption closes the gap: eventSource is always there but in Insights records, which name nobody",
    [
      filter("iam", '{ ($.userIdentity.type = "Root") && ($.eventSource = "*") }'),
      filter("needless", '{ $.eventName = "CreateUser" }'),
    ],
    ["iam"],
    "proven for every record",
  ],
];

describe("what a recommended filter sees is seen", () => {
  it.each(COVERED)("by %s", (_, metricFilters, by, why) => {
    const [coverage] = coverageOf({ metricFilters });
    expect(coverage).toMatchObject({
      filterPattern: ROOT,
      covered: "yes",
      by: by.map((name) => `trail-logs: ${name}`),
    });
    expect(coverage?.why).toContain(why);
    expect(coverage?.record).toBeUndefined();
  });

  it("by a filter that no event of the control matched, and a record that was sought did", () => {
    const metricFilters = [
      filter("iam", '{ ($.userIdentity.type = "Root") && ($.eventSource = "iam.amazonaws.com") }'),
      filter("others", '{ ($.userIdentity.type = "Root") && ($.eventSource != "iam.amazonaws.com") }', on("Others")),
    ];
    const others = alarmWith({ AlarmName: "others", MetricName: "Others" });
    const [loud] = coverageOf({ metricFilters, alarms: [soundAlarm, others] });
    expect(loud).toMatchObject({ covered: "yes", by: ["trail-logs: iam", "trail-logs: others"] });
    // The same with nobody at the second alarm: the record that was sought stays the answer.
    const links = {
      metricFilters,
      alarms: [soundAlarm, alarmWith({ AlarmName: "others", MetricName: "Others", AlarmActions: [] })],
    };
    const [silent] = coverageOf(links);
    expect(silent).toMatchObject({ covered: "no", by: ["trail-logs: iam"] });
  });
});

/** A narrower filter, or one that counts for nothing. */
const UNSEEN: readonly (readonly [name: string, links: Partial<Inventory>, why: string])[] = [
  [
    "the filter lists the calls that are known",
    { metricFilters: [filter("listed", '{ ($.userIdentity.type = "Root") && ($.eventName = "CreateUser") }')] },
    "does not match the event",
  ],
  [
    "the filter that sees the rest has an alarm that never goes off",
    {
      metricFilters: [
        filter("listed", '{ ($.userIdentity.type = "Root") && ($.eventName = "CreateUser") }'),
        filter("rest", ROOT, on("Rest")),
      ],
      alarms: [soundAlarm, alarmWith({ AlarmName: "rest", MetricName: "Rest", Threshold: 2 })],
    },
    "alarm rest",
  ],
  [
    "the filter that sees the rest has no alarm",
    {
      metricFilters: [
        filter("listed", '{ ($.userIdentity.type = "Root") && ($.eventName = "CreateUser") }'),
        filter("rest", ROOT, on("Rest")),
      ],
    },
    "no alarm watches CIS/Rest",
  ],
];

describe("a record that nobody hears of is found", () => {
  it.each(UNSEEN)("where %s", (_, links, why) => {
    const [coverage] = coverageOf(links);
    expect(coverage).toMatchObject({ covered: "no" });
    expect(coverage?.why).toContain(why);
    expect(coverage?.why).toMatch(
      /^A record that the recommended filter root matches \(.* of .*\) would reach nobody: /,
    );
    expect(coverage && outcomeOf(links, coverage)).toBe("silent");
  });

  it("among the control's own events first", () => {
    const metricFilters = [filter("listed", '{ ($.userIdentity.type = "Root") && ($.eventName = "CreateUser") }')];
    const [coverage] = coverageOf({ metricFilters }, [{}, { eventName: "DeleteUser" }]);
    expect(coverage?.record).toContain('"DeleteUser"');
    expect(coverage?.why).toContain("(DeleteUser of iam.amazonaws.com)");
  });

  it("as it would read in the account", () => {
    const control = recommending('{ $.eventName = "ConsoleLogin" }');
    const metricFilters = [filter("users", '{ ($.eventName = "ConsoleLogin") && ($.userIdentity.type = "Root") }')];
    const [coverage] = coverageOf({ metricFilters }, [{ eventName: "ConsoleLogin" }], { control });
    expect(coverage?.covered).toBe("no");
    expect(coverage?.record).not.toContain("111122223333");
  });
});

describe("nothing is claimed", () => {
  it("where no event rings", () => {
    expect(coverageOf({ topics: [] })).toEqual([]);
    expect(coverageOf({ metricFilters: [] })).toEqual([]);
  });

  it("of a filter whose dimensions are the event's own, though its events ring", () => {
    const dimensions = { who: "$.userIdentity.type" };
    const metricFilters = [filter("by-type", ROOT, on("RootUsage", { dimensions }))];
    const alarms = [alarmWith({ Dimensions: [{ Name: "who", Value: "Root" }] })];
    const [coverage] = coverageOf({ metricFilters, alarms });
    expect(coverage).toMatchObject({ covered: "unknown", by: [] });
    expect(coverage?.why).toContain("what the metric filter by-type publishes depends on the event");
  });

  it("of a filter that looks at where events come from, though its events ring", () => {
    const metricFilters = [filter("here", ROOT, { fieldSelectionCriteria: `@aws.region = "${REGION}"` })];
    const [coverage] = coverageOf({ metricFilters });
    expect(coverage).toMatchObject({ covered: "unknown", by: [] });
  });

  it("of a filter that rings only where nothing else happens", () => {
    const rest = filter("rest", ROOT, on("Rest", { defaultValue: 0 }));
    const alarms = [soundAlarm, alarmWith({ AlarmName: "rest", MetricName: "Rest", Statistic: "Minimum" })];
    const links = { metricFilters: [filter("listed", LISTED), rest], alarms };
    const [coverage] = coverageOf(links, [RUN]);
    expect(coverage).toMatchObject({ covered: "no", by: ["trail-logs: listed"] });
    expect(coverage && outcomeOf(links, coverage)).toBe("silent");
  });

  it("of a filter that rings only where two trails bring each record", () => {
    const trails = [soundTrail, trail({ Name: "second", IsMultiRegionTrail: false })];
    const alarms = [alarmWith({ Threshold: 2 })];
    expect(coverageOf({ trails, alarms })[0]?.covered).toBe("unknown");
    expect(coverageOf({ trails })[0]?.covered).toBe("yes");
  });

  it("of filters that ring only together", () => {
    const metricFilters = [filter("one", ROOT), filter("two", '{ $.eventName = "CreateUser" }')];
    const [coverage] = coverageOf({ metricFilters, alarms: [alarmWith({ Threshold: 2 })] });
    expect(coverage?.covered).toBe("unknown");
  });

  it("of a filter that another one silences", () => {
    const metricFilters = [
      soundFilter,
      filter("zero", '{ $.eventName = "DeleteUser" }', on("RootUsage", { metricValue: "0" })),
    ];
    const alarms = [alarmWith({ Statistic: "Average" })];
    expect(coverageOf({ metricFilters, alarms })[0]?.covered).toBe("unknown");
    expect(coverageOf({ metricFilters })[0]?.covered).toBe("yes");
  });

  it("where the proof ends its budget", () => {
    const metricFilters = [filter("wide", '{ ($.userIdentity.type = "R*") || ($.eventName = "%^[a-z]+$%") }')];
    const [coverage] = coverageOf({ metricFilters }, [{}], { budget: { states: 1, decisions: 1 } });
    expect(coverage).toMatchObject({ covered: "unknown", by: [] });
    expect(coverage?.why).toMatch(/^Whether the filters that ring see all that .* is not decided: /);
  });

  it("where a filter of the log group is not understood, and only where that matters", () => {
    const strange = filter("strange", "{ $.x = }");
    expect(coverageOf({ metricFilters: [soundFilter, strange] })[0]?.covered).toBe("yes");
    const narrow = filter("listed", '{ ($.userIdentity.type = "Root") && ($.eventName = "CreateUser") }');
    const [coverage] = coverageOf({ metricFilters: [narrow, strange] });
    expect(coverage?.covered).toBe("unknown");
    expect(coverage?.why).toContain("strange");
  });

  it("of a recommended filter that is no pattern", () => {
    expect(coverageOf({}, [{}], { control: recommending("{ $.x = }") })[0]?.covered).toBe("unknown");
  });
});

const otherGroup: LogGroupItem = { ...soundLogGroup, logGroupName: "other-logs" };

function to({ region, logGroupName }: LogGroupItem): string {
  return `arn:aws:logs:${region}:${ACCOUNT}:log-group:${logGroupName}:*`;
}

const inOther = { logGroupName: "other-logs" };
const otherTrail = trail({ Name: "other", CloudWatchLogsLogGroupArn: to(otherGroup) });
const local = { HomeRegion: ELSEWHERE, IsMultiRegionTrail: false };
const regions = [REGION, ELSEWHERE];
const DATA = { Type: "AWS::S3::Object", Values: ["arn:aws:s3"] };
const WRITE_ONLY = { eventSelectors: [{ ReadWriteType: "WriteOnly" }] };
const managementOnly: AdvancedEventSelector = {
  FieldSelectors: [
    { Field: "eventCategory", Equals: ["Management"] },
    { Field: "readOnly", Equals: ["false"] },
  ],
};
const WRITES = '{ ($.userIdentity.type = "Root") && ($.readOnly IS FALSE) }';

/** Which log groups and records count, by what trails bring. */
const TRAILS: readonly (readonly [
  name: string,
  links: Partial<Inventory>,
  answer: Coverage["covered"],
  why: string,
])[] = [
  [
    "two log groups that get the same records complete each other",
    {
      trails: [soundTrail, otherTrail],
      logGroups: [soundLogGroup, otherGroup],
      metricFilters: [
        filter("run", LISTED),
        filter("others", '{ ($.userIdentity.type = "Root") && ($.eventName != "RunInstances") }', inOther),
      ],
    },
    "yes",
    "the filters run and others match as well",
  ],
  [
    "a log group of one region adds nothing to that of all regions",
    {
      regions,
      trails: [soundTrail, { ...otherTrail, ...local }],
      logGroups: [soundLogGroup, otherGroup],
      metricFilters: [filter("run", LISTED), filter("all", ROOT, inOther)],
    },
    "no",
    "does not match the event",
  ],
  [
    "a log group of all regions does for that of one region, where a filter sees less",
    {
      regions,
      trails: [soundTrail, { ...otherTrail, ...local }],
      logGroups: [soundLogGroup, otherGroup],
      metricFilters: [soundFilter, filter("run", LISTED, inOther)],
    },
    "yes",
    "the filter root-usage matches as well",
  ],
  [
    "each region has a trail of its own, and one of them a filter that sees less",
    {
      regions,
      trails: [trail({ IsMultiRegionTrail: false }), { ...otherTrail, ...local }],
      logGroups: [soundLogGroup, otherGroup],
      metricFilters: [soundFilter, filter("run", LISTED, inOther)],
    },
    "no",
    "of other-logs",
  ],
  [
    "a log group of data events too gets whatever one of management events gets",
    {
      trails: [
        trail({ selectors: { eventSelectors: [{ DataResources: [DATA] }] } }),
        { ...otherTrail, selectors: WRITE_ONLY },
      ],
      logGroups: [soundLogGroup, otherGroup],
      metricFilters: [soundFilter, filter("run", LISTED, inOther)],
    },
    "yes",
    "the filter root-usage matches as well",
  ],
  [
    "what only another log group's records ring by is left open",
    {
      trails: [
        trail({ selectors: { eventSelectors: [{ DataResources: [DATA] }] } }),
        trail({
          ...otherTrail,
          selectors: { eventSelectors: [{ ExcludeManagementEventSources: ["kms.amazonaws.com"] }] },
        }),
      ],
      logGroups: [soundLogGroup, otherGroup],
      metricFilters: [filter("run", LISTED), filter("all", ROOT, inOther)],
    },
    "unknown",
    "some records ring only by filters of another log group, which gets other records",
  ],
  [
    "a filter of a log group that no alarm hears of does not matter",
    {
      trails: [trail({ selectors: { eventSelectors: [{ DataResources: [DATA] }] } }), otherTrail],
      logGroups: [soundLogGroup, otherGroup],
      metricFilters: [filter("deaf", LISTED, on("Deaf")), filter("all", ROOT, inOther)],
    },
    "yes",
    "the filter all matches as well",
  ],
  [
    "a trail of writing calls brings no others",
    {
      trails: [trail({ selectors: WRITE_ONLY })],
      metricFilters: [
        filter("writes", '{ ($.userIdentity.type = "Root") && ($.readOnly IS FALSE || $.readOnly NOT EXISTS) }'),
      ],
    },
    "yes",
    "the filter writes matches as well: proven for every record that main can log",
  ],
  [
    "a trail of writing calls brings no others, by advanced selectors",
    {
      trails: [trail({ selectors: { advancedEventSelectors: [managementOnly] } })],
      metricFilters: [
        filter("writes", '{ ($.userIdentity.type = "Root") && ($.readOnly NOT EXISTS) }'),
        filter("writes-2", WRITES),
      ],
    },
    "yes",
    "proven for every record that main can log",
  ],
  [
    "a filter asks for the region of the only trail",
    {
      trails: [trail({ IsMultiRegionTrail: false })],
      metricFilters: [filter("here", `{ ($.userIdentity.type = "Root") && ($.awsRegion = "${REGION}") }`)],
    },
    "yes",
    "proven for every record that main can log",
  ],
  [
    "what is recorded in one region only cannot happen in another",
    {
      regions,
      trails: [trail({ IsMultiRegionTrail: false }), { ...otherTrail, ...local }],
      logGroups: [soundLogGroup, otherGroup],
      metricFilters: [
        soundFilter,
        filter("others", '{ ($.userIdentity.type = "Root") && ($.eventSource != "iam.amazonaws.com") }', inOther),
      ],
    },
    "unknown",
    "cannot happen where the trails look",
  ],
  [
    "a filter asks for one region of several",
    {
      regions,
      metricFilters: [filter("here", `{ ($.userIdentity.type = "Root") && ($.awsRegion = "${REGION}") }`)],
    },
    "no",
    "does not match the event",
  ],
];

describe("by what trails bring", () => {
  it.each(TRAILS)("%s", (_, links, answer, why) => {
    const [coverage] = coverageOf(links, [RUN]);
    const outcome = coverage?.record === undefined ? "not told" : outcomeOf(links, coverage);
    expect(coverage).toMatchObject({ covered: answer, why: expect.stringContaining(why) });
    expect(outcome).toBe(answer === "no" ? "silent" : "not told");
  });
});
