import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signIn } from "../../cloudtrail/record.testing.ts";
import type { Engine } from "../create.ts";
import { GROUP, putAlarm, putFilter, START, testEngine } from "../engine.testing.ts";

const ACCOUNT = "123456789012";
const STREAM = `${ACCOUNT}_CloudTrail_us-east-1`;
const LOGS = {
  CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${GROUP}:*`,
  CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/ct2cwl`,
};

let engine: Engine;
beforeEach(async () => {
  engine = await testEngine();
});
afterEach(() => engine.close());

const ask = (operation: string, input: object, region?: string): Promise<object> =>
  engine.request("cloudtrail", operation, input, region);

async function startTrail(Name = "main", settings: object = {}, region?: string): Promise<void> {
  await ask("CreateTrail", { Name, S3BucketName: "bucket", ...LOGS, ...settings }, region);
  await ask("StartLogging", { Name }, region);
}

const now = (changes: object = {}) => signIn({ eventTime: new Date(engine.now()).toISOString(), ...changes });

async function send(body: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
  const request = new Request("http://127.0.0.1/_tocsin/ingest", { method: "POST", body: JSON.stringify(body) });
  const response = await engine.fetch(request);
  return { status: response.status, body: await response.json() };
}

async function deliver(records: readonly object[], request: object = {}): Promise<unknown> {
  const texts = records.map((record) => JSON.stringify(record));
  return (await send({ source: "s", batchId: "b", records: texts, ...request })).body;
}

async function messages(): Promise<readonly unknown[]> {
  const answer = await engine.request("logs", "GetLogEvents", {
    logGroupName: GROUP,
    logStreamName: STREAM,
    startFromHead: true,
  });
  return "events" in answer && Array.isArray(answer.events) ? answer.events : [];
}

describe("a logging trail", () => {
  it("puts each record into its stream as it came, at its own time, in order of time", async () => {
    await startTrail();
    const first = '{"n":1.0, "eventTime":"2026-09-14T05:41:00Z","awsRegion":"us-east-1"}';
    const second = '{"eventTime":"2026-09-14T05:41:30Z","n":12345678901234567890,"awsRegion":"us-east-1"}';
    const { body } = await send({ source: "s", batchId: "b", records: [second, first] });
    expect(body).toMatchObject({ trails: [{ delivered: 2, notSelected: 0, duplicate: 0 }], rejected: [] });
    expect(await messages()).toMatchObject([
      { message: first, timestamp: Date.parse("2026-09-14T05:41:00Z") },
      { message: second, timestamp: Date.parse("2026-09-14T05:41:30Z") },
    ]);
  });

  it("delivers only what it selects", async () => {
    await startTrail();
    await ask("PutEventSelectors", { TrailName: "main", EventSelectors: [{ ReadWriteType: "WriteOnly" }] });
    const answer = await deliver([now(), now({ readOnly: true }), now({ awsRegion: "eu-west-1" })]);
    expect(answer).toMatchObject({ trails: [{ delivered: 1, notSelected: 2 }] });
  });

  it("counts what its metric filters match", async () => {
    await putFilter(engine, '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed = "No" }');
    await startTrail();
    expect(await deliver([now(), now({ additionalEventData: { MFAUsed: "Yes" } })])).toMatchObject({
      trails: [{ matches: { f: 1 } }],
    });
  });

  it("delivers a batch once", async () => {
    await startTrail();
    await deliver([now()]);
    expect(await deliver([now()])).toMatchObject({ trails: [{ delivered: 0, duplicate: 1, matches: {} }] });
    expect(await messages()).toHaveLength(1);
  });

  it("rings its alarm", async () => {
    await putFilter(engine, '{ $.eventName = "ConsoleLogin" }');
    await putAlarm(engine);
    await startTrail();
    await deliver([now()]);
    await engine.advance({ by: 180_000 });
    const answer = await engine.request("cloudwatch", "DescribeAlarmHistory", { HistoryItemType: "StateUpdate" });
    expect(JSON.stringify(answer)).toContain("to ALARM");
  });

  it("tells when it delivered last", async () => {
    await startTrail();
    await deliver([now()]);
    expect(await ask("GetTrailStatus", { Name: "main" })).toMatchObject({ LatestCloudWatchLogsDeliveryTime: START });
  });

  it("tells that its log group is gone, and again nothing of it once there is one", async () => {
    await startTrail();
    await engine.request("logs", "DeleteLogGroup", { logGroupName: GROUP });
    const error = "The specified log group does not exist.";
    expect(await deliver([now()])).toMatchObject({ trails: [{ delivered: 0, error }] });
    expect(await ask("GetTrailStatus", { Name: "main" })).toMatchObject({ LatestCloudWatchLogsDeliveryError: error });
    await engine.request("logs", "CreateLogGroup", { logGroupName: GROUP });
    expect(await deliver([now()])).toMatchObject({ trails: [{ delivered: 1 }] });
    expect(await ask("GetTrailStatus", { Name: "main" })).not.toHaveProperty("LatestCloudWatchLogsDeliveryError");
  });
});

describe("several trails", () => {
  it("each deliver what they see", async () => {
    await startTrail();
    await startTrail("second");
    const before = await messages();
    expect(await deliver([now()])).toMatchObject({ trails: [{ delivered: 1 }, { delivered: 1 }] });
    expect(await messages()).toHaveLength(before.length + 2);
  });

  it("are left alone when one is named", async () => {
    await startTrail();
    await startTrail("second");
    const before = await messages();
    expect(await deliver([now()], { trail: "second" })).toMatchObject({
      trails: [{ trail: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/second` }],
    });
    expect(await messages()).toHaveLength(before.length + 1);
  });

  it("that do not log deliver nothing", async () => {
    await startTrail();
    await ask("CreateTrail", { Name: "idle", S3BucketName: "bucket", ...LOGS });
    expect(await deliver([now()])).toMatchObject({ trails: [{ delivered: 1 }] });
  });
});

describe("a request that no trail can serve", () => {
  it("says that there is no trail", async () => {
    expect(await deliver([now()])).toEqual({
      message: "No trail can deliver records: there is no trail: create one with CreateTrail.",
    });
  });

  it("says what each trail lacks", async () => {
    await ask("CreateTrail", { Name: "idle", S3BucketName: "bucket", ...LOGS });
    await ask("CreateTrail", { Name: "mute", S3BucketName: "bucket" });
    await ask("StartLogging", { Name: "mute" });
    const { status, body } = await send({ source: "s", batchId: "b", records: [] });
    expect(status).toBe(409);
    expect(JSON.stringify(body)).toMatch(/trail\/idle is not logging \(StartLogging\); .*trail\/mute has no log group/);
  });

  it("says that the trail it names does not exist", async () => {
    const { status } = await send({ source: "s", batchId: "b", trail: "nope", records: [] });
    expect(status).toBe(404);
  });

  it.each([
    [undefined, "the body must be a JSON object"],
    [{ batchId: "b", records: [] }, "source must be"],
    [{ source: "s", records: [] }, "batchId must be"],
    [{ source: "s", batchId: "b", records: [{}] }, "records must be"],
    [{ source: "s", batchId: "b", records: [], trail: 7 }, "trail must be"],
    [{ source: "s", batchId: "b", records: [], region: "" }, "region must be"],
    [{ source: "s", batchId: "b", records: Array.from({ length: 10_001 }, () => "{}") }, "records may have"],
  ])("refuses the body of case %#", async (request, message) => {
    const { status, body } = await send(request);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(message);
  });
});

describe("records that cannot be used", () => {
  it("are named, and their neighbours delivered", async () => {
    await startTrail();
    const large = JSON.stringify(now({ padding: "x".repeat(262_144) }));
    const records = [JSON.stringify(now()), "{", large, "{}"];
    expect((await send({ source: "s", batchId: "b", records })).body).toMatchObject({
      trails: [{ delivered: 1 }],
      rejected: [
        { index: 1, problem: "record 2 is not JSON" },
        { index: 2, problem: expect.stringContaining("larger than 256 KB") },
        { index: 3, problem: expect.stringContaining("has no eventTime") },
      ],
    });
  });
});
