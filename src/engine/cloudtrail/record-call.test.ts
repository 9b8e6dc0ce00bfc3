import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "../create.ts";
import { describeAlarm, GROUP, putAlarm, putFilter, START, TOPIC, testEngine } from "../engine.testing.ts";
import type { LookupEventsOutput } from "./lookup-events.ts";

const ACCOUNT = "123456789012";
let engine: Engine;
beforeEach(async () => {
  engine = await testEngine();
});
afterEach(() => engine.close());

async function startTrail(): Promise<void> {
  await engine.request("cloudtrail", "CreateTrail", {
    Name: "main",
    S3BucketName: "bucket",
    CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${GROUP}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/ct2cwl`,
  });
  await engine.request("cloudtrail", "StartLogging", { Name: "main" });
}

/** The records that the trail delivered, oldest first. */
async function delivered(): Promise<readonly Record<string, unknown>[]> {
  const answer = (await engine.request("logs", "FilterLogEvents", { logGroupName: GROUP })) as {
    events: readonly { message: string }[];
  };
  return answer.events.map((event) => JSON.parse(event.message) as Record<string, unknown>);
}

async function deliveredNames(): Promise<readonly unknown[]> {
  return (await delivered()).map((record) => record["eventName"]);
}

async function history(name: string): Promise<readonly unknown[]> {
  const { Events } = (await engine.request("cloudtrail", "LookupEvents", {
    LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: name }],
  })) as LookupEventsOutput;
  return Events.map((event) => JSON.parse(event.CloudTrailEvent));
}

describe("a call that changes something", () => {
  it("is a record in CloudTrail's own form, in the event history and in the trail's log group", async () => {
    await startTrail();
    await putAlarm(engine);
    await engine.request("cloudwatch", "DeleteAlarms", { AlarmNames: ["a"] });
    const expected = {
      eventVersion: "1.11",
      userIdentity: {
        type: "IAMUser",
        principalId: "AIDAtocsin",
        arn: `arn:aws:iam::${ACCOUNT}:user/tocsin`,
        accountId: ACCOUNT,
        userName: "tocsin",
      },
      eventTime: new Date(START).toISOString().replace(".000Z", "Z"),
      eventSource: "monitoring.amazonaws.com",
      eventName: "DeleteAlarms",
      awsRegion: "us-east-1",
      sourceIPAddress: "127.0.0.1",
      userAgent: "tocsin",
      requestParameters: { alarmNames: ["a"] },
      responseElements: null,
      requestID: expect.any(String),
      eventID: expect.any(String),
      readOnly: false,
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: ACCOUNT,
      eventCategory: "Management",
    };
    expect((await delivered()).at(-1)).toEqual(expected);
    expect(await history("DeleteAlarms")).toEqual([expected]);
  });

  it("tells its answer, and keeps the names that users gave", async () => {
    await engine.request("sns", "CreateTopic", { Name: "t", Attributes: { DisplayName: "D" } });
    expect((await history("CreateTopic"))[0]).toMatchObject({
      requestParameters: { name: "t", attributes: { DisplayName: "D" } },
      responseElements: { topicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:t` },
    });
  });

  it("is recorded when it is refused", async () => {
    await expect(engine.request("logs", "DeleteLogGroup", { logGroupName: "nope" })).rejects.toThrow(
      "The specified log group does not exist.",
    );
    expect(await history("DeleteLogGroup")).toMatchObject([
      {
        errorCode: "ResourceNotFoundException",
        errorMessage: "The specified log group does not exist.",
        responseElements: null,
      },
    ]);
  });

  it("hides where messages go", async () => {
    const input = { TopicArn: TOPIC, Protocol: "https", Endpoint: "https://user:secret@example.com/" };
    await engine.request("sns", "Subscribe", input);
    expect(JSON.stringify(await history("Subscribe"))).not.toContain("secret");
  });

  it("rings the alarm that watches for it", async () => {
    await putFilter(engine, "{ $.eventName = DeleteLogStream }");
    await putAlarm(engine);
    await startTrail();
    await engine.request("logs", "DeleteLogStream", { logGroupName: GROUP, logStreamName: "s" });
    await engine.advance({ by: 180_000 });
    expect((await describeAlarm(engine)).StateValue).toBe("ALARM");
  });
});

describe("a trail", () => {
  it("tells of the calls that stop, change and delete it", async () => {
    await startTrail();
    await engine.request("cloudtrail", "StopLogging", { Name: "main" });
    await engine.request("cloudtrail", "StartLogging", { Name: "main" });
    await engine.request("cloudtrail", "DeleteTrail", { Name: "main" });
    expect(await deliveredNames()).toEqual(["StopLogging", "DeleteTrail"]);
  });

  it("tells of nothing while it does not log", async () => {
    await startTrail();
    await engine.request("cloudtrail", "StopLogging", { Name: "main" });
    await engine.request("sns", "CreateTopic", { Name: "t" });
    expect(await deliveredNames()).toEqual(["StopLogging"]);
    expect(await history("CreateTopic")).toHaveLength(2);
  });

  it("does not tell of reads and of data", async () => {
    await startTrail();
    const logEvents = [{ timestamp: START, message: '{"eventName":"mine"}' }];
    await engine.request("logs", "PutLogEvents", { logGroupName: GROUP, logStreamName: "s", logEvents });
    await engine.request("sns", "Publish", { TopicArn: TOPIC, Message: "m" });
    await engine.request("sns", "ListTopics", {});
    expect(await deliveredNames()).toEqual(["mine"]);
  });
});

describe("a call over the wire", () => {
  it("is told with its sender", async () => {
    const authorization =
      "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260914/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=00";
    const headers = { authorization, "user-agent": "probe/1", "content-type": "application/x-www-form-urlencoded" };
    const body = "Action=CreateTopic&Version=2010-03-31&Name=wired";
    const answer = await engine.fetch(new Request("http://127.0.0.1:4666/", { method: "POST", headers, body }));
    expect(answer.status).toBe(200);
    expect((await history("CreateTopic"))[0]).toMatchObject({
      userIdentity: { type: "IAMUser", userName: "AKIAEXAMPLE", accessKeyId: "AKIAEXAMPLE" },
      userAgent: "probe/1",
      requestID: answer.headers.get("x-amzn-requestid"),
    });
  });
});
