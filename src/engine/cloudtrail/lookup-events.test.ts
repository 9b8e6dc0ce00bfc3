import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signIn } from "../../cloudtrail/record.testing.ts";
import type { Engine } from "../create.ts";
import { GROUP, START, testEngine } from "../engine.testing.ts";
import type { LookupEventsOutput } from "./lookup-events.ts";

const ACCOUNT = "123456789012";
let engine: Engine;

beforeEach(async () => {
  engine = await testEngine();
  await engine.request("cloudtrail", "CreateTrail", {
    Name: "main",
    S3BucketName: "bucket",
    CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${GROUP}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/ct2cwl`,
  });
  await engine.request("cloudtrail", "StartLogging", { Name: "main" });
});
afterEach(() => engine.close());

const at = (secondsAgo: number): string => new Date(START - secondsAgo * 1000).toISOString();

/** Delivers sign-ins whose event ids are given, the first the oldest. */
async function deliver(
  records: readonly { readonly eventID: string; readonly [member: string]: unknown }[],
  batchId = "b",
): Promise<void> {
  const texts = records.map((record) => JSON.stringify(signIn({ eventTime: at(60), eventSource: "test", ...record })));
  const body = JSON.stringify({ source: "s", batchId, records: texts });
  const answer = await engine.fetch(new Request("http://127.0.0.1/_tocsin/ingest", { method: "POST", body }));
  expect(answer.status).toBe(200);
}

async function lookUp(input: object = {}, region?: string): Promise<LookupEventsOutput> {
  return (await engine.request("cloudtrail", "LookupEvents", input, region)) as LookupEventsOutput;
}

/** Ids of the events of the test's own source that are found. */
async function ids(input: object = {}, region?: string): Promise<readonly string[]> {
  const { Events } = await lookUp(input, region);
  return Events.filter((event) => event.EventSource === "test").map((event) => event.EventId);
}

const by = (AttributeKey: string, AttributeValue: string) => ({ LookupAttributes: [{ AttributeKey, AttributeValue }] });
const code = (answer: Promise<object>): Promise<unknown> =>
  answer.then(
    () => "accepted",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );

describe("LookupEvents", () => {
  it("gives the record and what it is found by", async () => {
    const record = {
      eventID: "e1",
      readOnly: false,
      userIdentity: { type: "IAMUser", userName: "alice", accessKeyId: "AKIA1" },
      resources: [{ type: "AWS::SNS::Topic", ARN: "arn:topic" }],
    };
    await deliver([record]);
    const { Events } = await lookUp(by("EventId", "e1"));
    expect(Events).toEqual([
      {
        EventId: "e1",
        EventName: "ConsoleLogin",
        ReadOnly: "false",
        AccessKeyId: "AKIA1",
        EventTime: START - 60_000,
        EventSource: "test",
        Username: "alice",
        Resources: [{ ResourceType: "AWS::SNS::Topic", ResourceName: "arn:topic" }],
        CloudTrailEvent: expect.stringContaining('"eventID":"e1"'),
      },
    ]);
  });

  it("gives the newest first, and of one time the latest that arrived", async () => {
    await deliver([{ eventID: "old", eventTime: at(90) }, { eventID: "a" }, { eventID: "b" }]);
    expect(await ids()).toEqual(["b", "a", "old"]);
  });

  it("knows an event once, however often it arrives", async () => {
    await deliver([{ eventID: "a" }]);
    await deliver([{ eventID: "a" }], "again");
    expect(await ids()).toEqual(["a"]);
  });

  it("finds by every attribute", async () => {
    const one = {
      eventID: "one",
      eventName: "StopLogging",
      readOnly: true,
      userIdentity: { type: "Root", accessKeyId: "AKIA1" },
      resources: [{ type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::b" }],
    };
    await deliver([one, { eventID: "other" }]);
    for (const [key, value] of [
      ["EventId", "one"],
      ["EventName", "StopLogging"],
      ["ReadOnly", "true"],
      ["Username", "root"],
      ["ResourceType", "AWS::S3::Bucket"],
      ["ResourceName", "arn:aws:s3:::b"],
      ["AccessKeyId", "AKIA1"],
    ] as const) {
      expect([key, await ids(by(key, value))]).toEqual([key, ["one"]]);
    }
    expect(await ids(by("EventSource", "test"))).toHaveLength(2);
    expect(await ids(by("ResourceType", "AWS::No::Such"))).toEqual([]);
  });

  it("pages through to the end, each event once", async () => {
    const records = Array.from({ length: 7 }, (_, index) => ({ eventID: `e${index}` }));
    await deliver(records);
    const seen: string[] = [];
    let token: object = {};
    do {
      const page = await lookUp({ ...by("EventSource", "test"), MaxResults: 3, ...token });
      seen.push(...page.Events.map((event) => event.EventId));
      token = page.NextToken === undefined ? {} : { NextToken: page.NextToken };
    } while ("NextToken" in token);
    expect(seen).toEqual(["e6", "e5", "e4", "e3", "e2", "e1", "e0"]);
  });

  it("sees one region and 90 days, between inclusive times", async () => {
    const days = 24 * 60 * 60;
    await deliver([
      { eventID: "ancient", eventTime: at(91 * days) },
      { eventID: "elsewhere", awsRegion: "eu-west-1" },
      { eventID: "here" },
    ]);
    expect(await ids()).toEqual(["here"]);
    expect(await ids({}, "eu-west-1")).toEqual(["elsewhere"]);
    const time = START - 60_000;
    expect(await ids({ StartTime: time, EndTime: time })).toEqual(["here"]);
    expect(await ids({ EndTime: time - 1 })).toEqual([]);
    await engine.advance({ by: 91 * days * 1000 });
    expect(await ids()).toEqual([]);
  });

  it("leaves out data events, and has no Insights", async () => {
    await deliver([{ eventID: "data", managementEvent: false, eventCategory: "Data" }]);
    expect(await ids()).toEqual([]);
    expect(await lookUp({ EventCategory: "insight" })).toEqual({ Events: [] });
  });

  it.each([
    [{ MaxResults: 0 }, "InvalidMaxResultsException"],
    [{ MaxResults: 51 }, "InvalidMaxResultsException"],
    [{ NextToken: "?" }, "InvalidNextTokenException"],
    [{ NextToken: btoa("x") }, "InvalidNextTokenException"],
    [{ EventCategory: "other" }, "InvalidEventCategoryException"],
    [{ StartTime: START + 1 }, "InvalidTimeRangeException"],
    [{ StartTime: START, EndTime: START - 1 }, "InvalidTimeRangeException"],
    [by("ReadOnly", "True"), "InvalidLookupAttributesException"],
    [by("Colour", "red"), "InvalidLookupAttributesException"],
    [by("EventName", ""), "InvalidLookupAttributesException"],
    [by("EventName", "x".repeat(2001)), "InvalidLookupAttributesException"],
    [
      { LookupAttributes: [...by("EventName", "a").LookupAttributes, ...by("EventId", "b").LookupAttributes] },
      "InvalidLookupAttributesException",
    ],
  ])("refuses %j", async (input, expected) => {
    expect(await code(lookUp(input))).toBe(expected);
  });
});

describe("Insights selectors", () => {
  const put = (InsightSelectors: readonly object[]) =>
    engine.request("cloudtrail", "PutInsightSelectors", { TrailName: "main", InsightSelectors });
  const arn = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`;

  it("are kept, shown by name and ARN, and taken away by an empty list", async () => {
    expect(await code(engine.request("cloudtrail", "GetInsightSelectors", { TrailName: "main" }))).toBe(
      "InsightNotEnabledException",
    );
    const InsightSelectors = [{ InsightType: "ApiCallRateInsight" }];
    expect(await put(InsightSelectors)).toEqual({ TrailARN: arn, InsightSelectors });
    const shown = await engine.request("cloudtrail", "GetInsightSelectors", { TrailName: arn });
    expect(shown).toEqual({ TrailARN: arn, InsightSelectors });
    const trail = () => engine.request("cloudtrail", "GetTrail", { Name: "main" });
    expect(await trail()).toMatchObject({ Trail: { HasInsightSelectors: true } });
    await put([]);
    expect(await trail()).toMatchObject({ Trail: { HasInsightSelectors: false } });
  });

  it("are refused when AWS has no such type", async () => {
    expect(await code(put([{ InsightType: "Moon" }]))).toBe("InvalidInsightSelectorsException");
    expect(await code(put([{ InsightType: "ApiErrorRateInsight", EventCategories: ["Night"] }]))).toBe(
      "InvalidInsightSelectorsException",
    );
  });
});
