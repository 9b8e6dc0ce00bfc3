import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMPARISON_OPERATORS, STATE_VALUES } from "../../src/alarm/alarm.ts";
import type { AlarmItem, Inventory, TrailItem } from "../../src/audit/inventory.ts";
import { inventoryJsonSchema } from "../../src/collect/inventory-schema.ts";
import { readSnapshot, writeSnapshot } from "../../src/collect/snapshot.ts";

const empty: Inventory = {
  formatVersion: 1,
  account: "123456789012",
  collectedAt: 0,
  regions: ["us-east-1"],
  trails: [],
  logGroups: [],
  metricFilters: [],
  alarms: [],
  muteRules: [],
  topics: [],
  subscriptions: [],
  keys: [],
  gaps: [],
};

const region = fc.constantFrom("us-east-1", "eu-central-2", "us-gov-west-1");
const arn = fc.string().map((text) => `arn:aws:x:::${text}`);
const time = fc.maxSafeNat();
const texts = fc.array(fc.string(), { maxLength: 3 });
/** Names as AWS allows them in tags and attributes, and those that are special to JavaScript. */
const named = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("constructor", "__proto__")), fc.string());
const some = { requiredKeys: [] as [] };

const trail: fc.Arbitrary<TrailItem> = fc.record(
  {
    TrailARN: arn,
    Name: fc.string(),
    HomeRegion: region,
    IsMultiRegionTrail: fc.boolean(),
    IsOrganizationTrail: fc.boolean(),
    IncludeGlobalServiceEvents: fc.boolean(),
    CloudWatchLogsLogGroupArn: arn,
    status: fc.record({ IsLogging: fc.boolean(), StopLoggingTime: time }, { requiredKeys: ["IsLogging"] }),
    selectors: fc.record(
      {
        eventSelectors: fc.array(
          fc.record({ ReadWriteType: fc.string(), IncludeManagementEvents: fc.boolean() }, some),
          { maxLength: 2 },
        ),
        advancedEventSelectors: fc.array(
          fc.record({ FieldSelectors: fc.array(fc.record({ Field: fc.string(), Equals: texts }), { maxLength: 2 }) }),
          { maxLength: 2 },
        ),
      },
      some,
    ),
    tags: named,
  },
  {
    requiredKeys: [
      "TrailARN",
      "Name",
      "HomeRegion",
      "IsMultiRegionTrail",
      "IsOrganizationTrail",
      "IncludeGlobalServiceEvents",
    ],
  },
);

const settings = {
  AlarmName: fc.string(),
  AlarmArn: arn,
  AlarmConfigurationUpdatedTimestamp: time,
  ActionsEnabled: fc.boolean(),
  OKActions: texts,
  AlarmActions: texts,
  InsufficientDataActions: texts,
};
const threshold = {
  EvaluationPeriods: fc.integer({ min: 1, max: 100 }),
  Threshold: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  ComparisonOperator: fc.constantFrom(...COMPARISON_OPERATORS),
};

const alarm: fc.Arbitrary<AlarmItem> = fc.record({
  region,
  configuration: fc.oneof(
    fc.record({
      ...settings,
      ...threshold,
      MetricName: fc.string(),
      Namespace: fc.string(),
      Statistic: fc.constant("Sum" as const),
      Dimensions: fc.array(fc.record({ Name: fc.string(), Value: fc.string() }), { maxLength: 2 }),
      Period: fc.constant(60),
    }),
    fc.record({
      ...settings,
      ...threshold,
      Dimensions: fc.constant([] as const),
      Metrics: fc.array(fc.record({ Id: fc.string(), Expression: fc.string(), ReturnData: fc.boolean() }), {
        maxLength: 2,
      }),
    }),
    fc.record({ ...settings, AlarmRule: fc.string() }),
  ),
  StateValue: fc.constantFrom(...STATE_VALUES),
});

const inventory: fc.Arbitrary<Inventory> = fc.record({
  formatVersion: fc.constant(1 as const),
  account: fc.constantFrom("123456789012", "000000000000"),
  collectedAt: time,
  regions: fc.array(region, { maxLength: 3 }),
  trails: fc.array(trail, { maxLength: 3 }),
  logGroups: fc.array(
    fc.record(
      { region, logGroupName: fc.string(), retentionInDays: fc.nat(), tags: named },
      { requiredKeys: ["region", "logGroupName"] },
    ),
    { maxLength: 3 },
  ),
  metricFilters: fc.array(
    fc.record({
      region,
      logGroupName: fc.string(),
      filterName: fc.string(),
      filterPattern: fc.string(),
      metricTransformations: fc.array(
        fc.record(
          {
            metricName: fc.string(),
            metricNamespace: fc.string(),
            metricValue: fc.string(),
            defaultValue: fc.integer(),
            unit: fc.constantFrom("Count", "None" as const),
            dimensions: named,
          },
          { requiredKeys: ["metricName", "metricNamespace", "metricValue"] },
        ),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 3 },
  ),
  alarms: fc.array(alarm, { maxLength: 3 }),
  muteRules: fc.constant([]),
  topics: fc.array(fc.record({ region, TopicArn: arn, attributes: named }, { requiredKeys: ["region", "TopicArn"] }), {
    maxLength: 2,
  }),
  subscriptions: fc.array(
    fc.record({ region, TopicArn: arn, SubscriptionArn: fc.string(), Protocol: fc.string(), Endpoint: fc.string() }),
    { maxLength: 2 },
  ),
  keys: fc.array(
    fc.record(
      { region, keyId: fc.string(), keyManager: fc.constantFrom("AWS", "CUSTOMER"), policy: fc.string() },
      { requiredKeys: ["region", "keyId"] },
    ),
    { maxLength: 2 },
  ),
  gaps: fc.array(
    fc.record({
      service: fc.constantFrom("sns", "kms"),
      operation: fc.string(),
      region: fc.string(),
      code: fc.string(),
      message: fc.string(),
    }),
    { maxLength: 2 },
  ),
});

describe("snapshot files", () => {
  it("come back as they were written", () => {
    fc.assert(
      fc.property(inventory, (given) => {
        const read = readSnapshot(writeSnapshot(given));
        // Compared as texts: objects of fast-check may have no prototype.
        expect(read.ok ? JSON.stringify(read.inventory) : read.problems).toBe(JSON.stringify(given));
      }),
    );
  });

  it("are read or refused with a reason, whatever they hold", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = readSnapshot(text);
        expect(read.ok ? [] : read.problems.length).not.toBe(0);
      }),
    );
  });

  it.each([
    ["", "is not JSON"],
    ["{", "is not JSON"],
  ])("are refused as a whole when they are no JSON: %j", (text, message) => {
    expect(readSnapshot(text)).toEqual({ ok: false, problems: [{ path: "", message }] });
  });

  it("are refused with every problem at its path", () => {
    const broken = {
      ...empty,
      formatVersion: 2,
      account: "1",
      extra: true,
      gaps: [{ service: "ec2", operation: "x", region: "x", code: "x", message: "x" }],
      topics: [{ region: "us-east-1", TopicArn: "arn:aws:sns:x", attributes: { "odd name": 1 } }],
    };
    const read = readSnapshot(JSON.stringify(broken));
    expect(read.ok ? [] : read.problems.map(({ path }) => path)).toEqual([
      "formatVersion",
      "account",
      'topics[0].attributes["odd name"]',
      "gaps[0].service",
      "extra",
    ]);
  });

  it("are refused with the problem of the alarm that was meant", () => {
    const configuration = {
      AlarmName: "a",
      AlarmArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a",
      AlarmConfigurationUpdatedTimestamp: 0,
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: [],
      InsufficientDataActions: [],
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanThreshold",
      MetricName: "m",
      Namespace: "n",
      Statistic: "Sum",
      Dimensions: [],
      Period: "60",
    };
    const broken = { ...empty, alarms: [{ region: "us-east-1", configuration, StateValue: "OK" }] };
    expect(readSnapshot(JSON.stringify(broken))).toEqual({
      ok: false,
      problems: [{ path: "alarms[0].configuration.Period", message: expect.stringContaining("expected number") }],
    });
  });

  it("are refused when a mute rule has no schedule that can be followed", () => {
    const rule = {
      Name: "r",
      AlarmMuteRuleArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm-mute-rule:r",
      Rule: { Schedule: { Expression: "rate(1 day)", Duration: "PT4H" } },
      LastUpdatedTimestamp: 0,
    };
    const read = readSnapshot(JSON.stringify({ ...empty, muteRules: [{ region: "us-east-1", rule }] }));
    expect(read).toEqual({
      ok: false,
      problems: [{ path: "muteRules[0].rule", message: expect.stringContaining("rate(1 day)") }],
    });
  });

  it("have a JSON schema that names every member of an inventory", () => {
    expect(inventoryJsonSchema()).toMatchObject({ type: "object", required: Object.keys(empty) });
  });
});
