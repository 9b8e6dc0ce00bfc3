import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Inventory } from "../../src/audit/inventory.ts";
import type { Engine } from "../../src/engine/create.ts";
import { ACCOUNT, ALARM_ARN, HOME, LOG_GROUP_ARN, startChain, TOPIC_ARN, TRAIL_ARN } from "./chain.ts";
import { collectThrough } from "./collect-through.ts";
import type { Reaction, SeenCall } from "./proxy.ts";

const STANDARD_REGIONS = 17;
const ALL_REGIONS = 34;

let engine: Engine;
let url: string;

beforeAll(async () => {
  ({ engine, url } = await startChain());
});

afterAll(() => engine.close());

/** Refuses one call, lets all others pass. */
const denied =
  (action: string) =>
  ({ service, operation }: SeenCall): Reaction | undefined =>
    `${service}:${operation}` === action ? { status: 403, code: "AccessDenied", message: "not allowed" } : undefined;

describe("an account that may be read in part", () => {
  it.each([
    ["cloudtrail:GetTrailStatus", HOME, TRAIL_ARN],
    ["cloudtrail:GetEventSelectors", HOME, TRAIL_ARN],
    ["cloudtrail:ListTags", HOME, TRAIL_ARN],
    ["cloudtrail:DescribeTrails", HOME, undefined],
    ["logs:DescribeLogGroups", HOME, undefined],
    ["logs:DescribeMetricFilters", HOME, undefined],
    ["logs:ListTagsForResource", HOME, LOG_GROUP_ARN],
    ["cloudwatch:DescribeAlarms", HOME, undefined],
    ["cloudwatch:ListAlarmMuteRules", HOME, undefined],
    ["cloudwatch:ListTagsForResource", HOME, ALARM_ARN],
    ["sns:ListTagsForResource", HOME, TOPIC_ARN],
    ["sns:ListSubscriptionsByTopic", HOME, TOPIC_ARN],
    ["kms:DescribeKey", HOME, "alias/alerts"],
  ])("has a gap for %s, and everything else", async (action, region, resource) => {
    const { inventory } = await collectThrough(url, denied(action), [HOME]);
    const [service, operation] = action.split(":");
    expect(inventory.gaps).toEqual([
      {
        service,
        operation,
        region,
        ...(resource === undefined ? {} : { resource }),
        code: "AccessDenied",
        message: "not allowed",
      },
    ]);
    const whole = (await collectThrough(url, undefined, [HOME])).inventory;
    const lost = Object.keys(whole).filter(
      (name) => JSON.stringify(whole[name as keyof Inventory]) !== JSON.stringify(inventory[name as keyof Inventory]),
    );
    expect(lost).toEqual(LOST[action]);
  });

  /** What is missing, or in it something, beside the gap. */
  const LOST: Readonly<Record<string, readonly string[]>> = {
    "cloudtrail:GetTrailStatus": ["trails", "gaps"],
    "cloudtrail:GetEventSelectors": ["trails", "gaps"],
    "cloudtrail:ListTags": ["trails", "gaps"],
    // Which log groups are a trail's is not known then, and so neither whose tags matter.
    "cloudtrail:DescribeTrails": ["trails", "logGroups", "alarms", "gaps"],
    "logs:DescribeLogGroups": ["logGroups", "gaps"],
    "logs:DescribeMetricFilters": ["metricFilters", "alarms", "gaps"],
    "logs:ListTagsForResource": ["logGroups", "gaps"],
    "cloudwatch:DescribeAlarms": ["alarms", "topics", "subscriptions", "keys", "gaps"],
    "cloudwatch:ListAlarmMuteRules": ["muteRules", "gaps"],
    "cloudwatch:ListTagsForResource": ["alarms", "gaps"],
    "sns:ListTagsForResource": ["topics", "gaps"],
    "sns:ListSubscriptionsByTopic": ["subscriptions", "gaps"],
    "kms:DescribeKey": ["keys", "gaps"],
  };

  it("keeps a topic whose attributes are refused, and its subscribers", async () => {
    const { inventory } = await collectThrough(url, denied("sns:GetTopicAttributes"), [HOME]);
    expect(inventory.topics.map(({ TopicArn, attributes }) => [TopicArn, attributes])).toContainEqual([
      TOPIC_ARN,
      undefined,
    ]);
    expect(inventory.subscriptions).toHaveLength(2);
    expect(inventory.gaps.map(({ operation }) => operation)).toContain("GetTopicAttributes");
  });

  it("keeps the first pages of a list that breaks off", async () => {
    for (let index = 0; index < 120; index += 1)
      await engine.request("logs", "CreateLogGroup", { logGroupName: `many-${index}` }, "us-west-2");
    let pages = 0;
    const { inventory } = await collectThrough(
      url,
      (call) => {
        if (call.operation !== "DescribeLogGroups") return undefined;
        pages += 1;
        return pages === 3 ? { status: 403, code: "AccessDeniedException", message: "no more" } : undefined;
      },
      ["us-west-2"],
    );
    expect(inventory.logGroups).toHaveLength(100);
    expect(inventory.gaps.map(({ operation, code }) => [operation, code])).toEqual([
      ["DescribeLogGroups", "AccessDeniedException"],
    ]);
  });

  it("reads a trail of a region that was not asked where it is at home", async () => {
    const { inventory, proxy } = await collectThrough(url, undefined, ["ap-south-1"]);
    expect(inventory.regions).toEqual(["ap-south-1"]);
    expect(inventory.trails[0]?.status).toMatchObject({ IsLogging: true });
    expect(proxy.counts()[`cloudtrail:GetTrailStatus ${HOME}`]).toBe(1);
    expect(inventory.gaps).toEqual([]);
  });

  it("tries again when a service is asked too often, and has no gap in the end", async () => {
    const throttled: Record<string, number> = { DescribeMetricFilters: 400, GetTopicAttributes: 429 };
    const { inventory, proxy } = await collectThrough(
      url,
      ({ operation }) => {
        const status = throttled[operation];
        if (status === undefined) return undefined;
        delete throttled[operation];
        return { status, code: "ThrottlingException", message: "Rate exceeded" };
      },
      [HOME],
    );
    expect(inventory.gaps).toEqual([]);
    expect(inventory.metricFilters).toHaveLength(2);
    expect(inventory.subscriptions).toHaveLength(2);
    expect(proxy.counts()).toMatchObject({
      [`logs:DescribeMetricFilters ${HOME}`]: 2,
      [`sns:GetTopicAttributes ${HOME}`]: 3,
    });
  });
});

describe("regions that an account has not enabled", () => {
  const refused = { status: 400, code: "UnrecognizedClientException", message: "The security token is invalid." };
  const OPT_IN = ["af-south-1", "ap-east-1", "me-central-1"];

  it("are left out, after one call", async () => {
    const { inventory, notEnabled, proxy } = await collectThrough(url, ({ region }) =>
      OPT_IN.includes(region) ? refused : undefined,
    );
    expect(inventory.gaps).toEqual([]);
    expect(notEnabled.toSorted()).toEqual(OPT_IN);
    expect(inventory.regions).toHaveLength(ALL_REGIONS - OPT_IN.length);
    expect(proxy.calls.filter(({ region }) => OPT_IN.includes(region))).toHaveLength(OPT_IN.length);
  });

  it("are gaps when they were asked by name, as are those that every account has", async () => {
    const { inventory } = await collectThrough(url, ({ region }) => (region === HOME ? undefined : refused), [
      "af-south-1",
      "eu-west-1",
    ]);
    expect(inventory.regions).toEqual(["af-south-1", "eu-west-1"]);
    expect(inventory.gaps.length).toBeGreaterThan(0);
    const standard = await collectThrough(url, ({ region }) => (region === "us-east-2" ? refused : undefined));
    expect(standard.inventory.regions).toHaveLength(ALL_REGIONS);
    expect(standard.inventory.gaps.every(({ region }) => region === "us-east-2")).toBe(true);
    expect(ALL_REGIONS - standard.notEnabled.length).toBeGreaterThanOrEqual(STANDARD_REGIONS);
  });
});

describe("alarms of kinds that Tocsin has no model of", () => {
  const describing =
    (alarms: object) =>
    (call: SeenCall): Reaction | undefined =>
      call.operation === "DescribeAlarms"
        ? {
            contentType: "application/x-amz-json-1.0",
            body: JSON.stringify({ MetricAlarms: [], CompositeAlarms: [], ...alarms }),
          }
        : undefined;
  const arnOf = (name: string): string => `arn:aws:cloudwatch:${HOME}:${ACCOUNT}:alarm:${name}`;
  const anomaly = (name: string, metricName: string): object => ({
    AlarmName: name,
    AlarmArn: arnOf(name),
    ComparisonOperator: "GreaterThanUpperThreshold",
    EvaluationPeriods: 1,
    ThresholdMetricId: "band",
    Metrics: [
      {
        Id: "m1",
        ReturnData: true,
        MetricStat: { Metric: { Namespace: "CIS", MetricName: metricName }, Period: 60, Stat: "Sum" },
      },
      { Id: "band", Expression: "ANOMALY_DETECTION_BAND(m1, 2)", ReturnData: true },
    ],
  });

  it("are gaps where the chain may depend on them", async () => {
    const { inventory } = await collectThrough(
      url,
      describing({
        MetricAlarms: [anomaly("on-a-filter", "root"), anomaly("on-something-else", "cpu"), anomaly("a-child", "cpu")],
        CompositeAlarms: [{ AlarmName: "any", AlarmArn: arnOf("any"), AlarmRule: 'ALARM("a-child")' }],
        LogAlarms: [{ AlarmName: "query", AlarmArn: arnOf("query") }],
      }),
      [HOME],
    );
    expect(inventory.alarms.map(({ configuration }) => configuration.AlarmName)).toEqual(["any"]);
    expect(inventory.gaps.map(({ code, resource }) => [code, resource])).toEqual([
      ["NotModelled", arnOf("a-child")],
      ["NotModelled", arnOf("on-a-filter")],
      ["NotModelled", arnOf("query")],
    ]);
  });
});

describe("the trail of an organisation", () => {
  it("is read in a member account but for its tags, and its log group is left to the account that has it", async () => {
    const TrailARN = `arn:aws:cloudtrail:${HOME}:999999999999:trail/organisation`;
    const trail = {
      Name: "organisation",
      TrailARN,
      HomeRegion: HOME,
      IsOrganizationTrail: true,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${HOME}:999999999999:log-group:CloudTrail:*`,
    };
    const answers: Readonly<Record<string, object>> = {
      DescribeTrails: { trailList: [trail] },
      GetTrailStatus: { IsLogging: true },
      GetEventSelectors: {
        AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"] }] }],
      },
    };
    const { inventory, proxy } = await collectThrough(
      url,
      ({ operation }) => {
        const body = answers[operation];
        return body === undefined
          ? undefined
          : { contentType: "application/x-amz-json-1.1", body: JSON.stringify(body) };
      },
      [HOME],
    );
    expect(inventory.trails).toEqual([
      expect.objectContaining({
        TrailARN,
        IsOrganizationTrail: true,
        status: { IsLogging: true },
        selectors: { advancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"] }] }] },
      }),
    ]);
    expect(inventory.gaps).toEqual([]);
    const counts = proxy.counts();
    expect(counts[`cloudtrail:ListTags ${HOME}`]).toBe(undefined);
    expect(counts[`logs:ListTagsForResource ${HOME}`]).toBe(undefined);
  });
});

describe("answers that the chain depends on and nobody can follow", () => {
  const json = (body: object): Reaction => ({ contentType: "application/x-amz-json-1.1", body: JSON.stringify(body) });
  const answering = (operation: string, body: object) => (call: SeenCall) =>
    call.operation === operation ? json(body) : undefined;

  it("are a gap for a filter on transformed logs", async () => {
    const filter = { filterName: "f", logGroupName: "g", filterPattern: "", metricTransformations: [] };
    const metricFilters = [{ ...filter, applyOnTransformedLogs: true }];
    const { inventory } = await collectThrough(url, answering("DescribeMetricFilters", { metricFilters }), [HOME]);
    expect(inventory.metricFilters).toEqual([]);
    expect(inventory.gaps.map(({ code, resource }) => [code, resource])).toEqual([["NotModelled", "g"]]);
  });

  it("are a gap for a mute rule whose schedule says nothing", async () => {
    const Rule = { Schedule: { Expression: "rate(1 day)", Duration: "PT4H" } };
    const { inventory } = await collectThrough(url, answering("GetAlarmMuteRule", { Name: "r", Rule }), [HOME]);
    expect(inventory.muteRules).toEqual([]);
    expect(inventory.gaps.map(({ operation, code }) => [operation, code])).toEqual([
      ["GetAlarmMuteRule", "NotModelled"],
    ]);
  });

  it.each([
    "UnknownOperationException",
    "InvalidAction",
  ])("are no gap where there is no operation for mute rules, and so no mute rule: %s", async (code) => {
    const answer = (call: SeenCall): Reaction | undefined =>
      call.operation === "ListAlarmMuteRules" ? { status: 400, code, message: "no such operation" } : undefined;
    const { inventory } = await collectThrough(url, answer, [HOME]);
    expect([inventory.muteRules, inventory.gaps]).toEqual([[], []]);
    const alarms = (call: SeenCall): Reaction | undefined =>
      call.operation === "DescribeAlarms" ? { status: 400, code, message: "no such operation" } : undefined;
    expect((await collectThrough(url, alarms, [HOME])).inventory.gaps).toMatchObject([{ code }]);
  });

  it("are a gap for a list whose pages never end", async () => {
    const { inventory } = await collectThrough(
      url,
      answering("DescribeLogGroups", { logGroups: [{ logGroupName: "g" }], nextToken: "again" }),
      [HOME],
    );
    expect(inventory.gaps.map(({ operation, code }) => [operation, code])).toEqual([
      ["DescribeLogGroups", "UnexpectedAnswer"],
    ]);
  });

  it("are a gap where the answer is not the service's", async () => {
    const page = { contentType: "text/html", body: "<html>proxy</html>" };
    const { inventory } = await collectThrough(
      url,
      ({ operation }) => (operation === "DescribeAlarms" ? page : undefined),
      [HOME],
    );
    expect(inventory.gaps.map(({ operation, code }) => [operation, code])).toEqual([
      ["DescribeAlarms", "UnexpectedAnswer"],
    ]);
  });
});
