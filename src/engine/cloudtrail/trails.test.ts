import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "../create.ts";
import { GROUP, START, testEngine } from "../engine.testing.ts";

const ACCOUNT = "123456789012";
const GROUP_ARN = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${GROUP}:*`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/ct2cwl`;
const ARN = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`;

let engine: Engine;
beforeEach(async () => {
  engine = await testEngine();
});
afterEach(() => engine.close());

const ask = (operation: string, input: object, region?: string): Promise<object> =>
  engine.request("cloudtrail", operation, input, region);
const create = (input: object = {}, region?: string): Promise<object> =>
  ask("CreateTrail", { Name: "main", S3BucketName: "bucket", ...input }, region);
const refusal = async (answer: Promise<object>): Promise<string> =>
  answer.then(
    () => "accepted",
    (error: unknown) =>
      error instanceof Error && "code" in error ? `${String(error.code)}: ${error.message}` : "other",
  );

describe("CreateTrail", () => {
  it("answers with the settings, without the home region and without what is not set", async () => {
    expect(await create()).toEqual({
      Name: "main",
      S3BucketName: "bucket",
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: false,
      TrailARN: ARN,
      LogFileValidationEnabled: false,
      IsOrganizationTrail: false,
    });
  });

  it("does not start logging", async () => {
    await create();
    expect(await ask("GetTrailStatus", { Name: "main" })).toEqual({
      IsLogging: false,
      LatestDeliveryAttemptTime: "",
      LatestNotificationAttemptTime: "",
      LatestNotificationAttemptSucceeded: "",
      LatestDeliveryAttemptSucceeded: "",
      TimeLoggingStarted: "",
      TimeLoggingStopped: "",
    });
  });

  it("makes the log stream", async () => {
    await create({ CloudWatchLogsLogGroupArn: GROUP_ARN, CloudWatchLogsRoleArn: ROLE });
    const streams = await engine.request("logs", "DescribeLogStreams", {
      logGroupName: GROUP,
      logStreamNamePrefix: `${ACCOUNT}_CloudTrail_us-east-1`,
    });
    expect(streams).toMatchObject({ logStreams: [{ logStreamName: `${ACCOUNT}_CloudTrail_us-east-1` }] });
  });

  it("turns the name of a topic into its ARN", async () => {
    const SnsTopicARN = `arn:aws:sns:us-east-1:${ACCOUNT}:files`;
    await engine.request("sns", "CreateTopic", { Name: "files" });
    expect(await create({ SnsTopicName: "files" })).toMatchObject({ SnsTopicName: "files", SnsTopicARN });
  });

  it("refuses a topic that is not there", async () => {
    expect(await refusal(create({ SnsTopicName: "none" }))).toBe(
      "InsufficientSnsTopicPolicyException: SNS Topic does not exist or the topic policy is incorrect!",
    );
  });

  it("refuses a log group without a role, a role without a log group, and a group that is not there", async () => {
    const both = "You must specify a log group and a role ARN.";
    expect(await refusal(create({ CloudWatchLogsLogGroupArn: GROUP_ARN }))).toBe(
      `InvalidCloudWatchLogsRoleArnException: ${both}`,
    );
    expect(await refusal(create({ CloudWatchLogsRoleArn: ROLE }))).toBe(
      `InvalidCloudWatchLogsLogGroupArnException: ${both}`,
    );
    const missing = GROUP_ARN.replace(GROUP, "missing");
    expect(await refusal(create({ CloudWatchLogsLogGroupArn: missing, CloudWatchLogsRoleArn: ROLE }))).toBe(
      "InvalidCloudWatchLogsLogGroupArnException: Access denied. Verify in IAM that the role has adequate permissions.",
    );
  });

  it("refuses a name twice, also where a multi-region trail is only seen", async () => {
    await create({ IsMultiRegionTrail: true });
    expect(await refusal(create())).toMatch(/^TrailAlreadyExistsException: /);
    expect(await refusal(create({}, "eu-west-1"))).toMatch(/^TrailAlreadyExistsException: /);
  });

  it("refuses a multi-region trail without global service events", async () => {
    expect(await refusal(create({ IsMultiRegionTrail: true, IncludeGlobalServiceEvents: false }))).toMatch(
      /^InvalidParameterCombinationException: /,
    );
  });

  it("refuses a sixth trail of a region, where multi-region trails of others count", async () => {
    await create({ Name: "everywhere", IsMultiRegionTrail: true }, "eu-west-1");
    for (const Name of ["one", "two", "three", "four"]) await create({ Name });
    expect(await refusal(create())).toBe(
      `MaximumNumberOfTrailsExceededException: User: ${ACCOUNT} already has 5 trails in us-east-1.`,
    );
  });

  it("refuses a bad name", async () => {
    expect(await refusal(create({ Name: "x" }))).toMatch(/^InvalidTrailNameException: Trail name too short/);
  });
});

describe("UpdateTrail", () => {
  it("keeps what it is not given, and takes an empty text for none", async () => {
    await create({ S3KeyPrefix: "logs", CloudWatchLogsLogGroupArn: GROUP_ARN, CloudWatchLogsRoleArn: ROLE });
    expect(await ask("UpdateTrail", { Name: ARN, EnableLogFileValidation: true })).toMatchObject({
      S3KeyPrefix: "logs",
      LogFileValidationEnabled: true,
      CloudWatchLogsRoleArn: ROLE,
    });
    const none = { CloudWatchLogsLogGroupArn: "", CloudWatchLogsRoleArn: "" };
    const updated = await ask("UpdateTrail", { Name: "main", ...none });
    expect(updated).not.toHaveProperty("CloudWatchLogsLogGroupArn");
    expect(updated).toHaveProperty("S3KeyPrefix", "logs");
  });

  it("refuses to take only the role away", async () => {
    await create({ CloudWatchLogsLogGroupArn: GROUP_ARN, CloudWatchLogsRoleArn: ROLE });
    expect(await refusal(ask("UpdateTrail", { Name: "main", CloudWatchLogsRoleArn: "" }))).toMatch(
      /^InvalidCloudWatchLogsRoleArnException: /,
    );
  });

  it("refuses to become visible where its name is taken", async () => {
    await create();
    await create({}, "eu-west-1");
    expect(await refusal(ask("UpdateTrail", { Name: "main", IsMultiRegionTrail: true }))).toMatch(
      /^TrailAlreadyExistsException: /,
    );
  });
});

describe("a trail of another region", () => {
  beforeEach(() => create({ IsMultiRegionTrail: true }));

  it("is read by ARN, but not by name", async () => {
    expect(await ask("GetTrail", { Name: ARN }, "eu-west-1")).toMatchObject({ Trail: { HomeRegion: "us-east-1" } });
    expect(await refusal(ask("GetTrail", { Name: "main" }, "eu-west-1"))).toBe(
      `TrailNotFoundException: Unknown trail: main for the user: ${ACCOUNT}`,
    );
    expect(await refusal(ask("GetTrailStatus", { Name: "main" }, "eu-west-1"))).toBe(
      `TrailNotFoundException: Unknown trail: arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/main for the user: ${ACCOUNT}`,
    );
  });

  it.each([
    "UpdateTrail",
    "DeleteTrail",
    "StartLogging",
    "StopLogging",
  ])("cannot be changed by %s", async (operation) => {
    expect(await refusal(ask(operation, { Name: ARN }, "eu-west-1"))).toMatch(/^InvalidHomeRegionException: /);
  });

  it("is described as a shadow trail unless shadows are not wanted", async () => {
    expect(await ask("DescribeTrails", {}, "eu-west-1")).toMatchObject({ trailList: [{ TrailARN: ARN }] });
    expect(await ask("DescribeTrails", { includeShadowTrails: false }, "eu-west-1")).toEqual({ trailList: [] });
  });
});

describe("DescribeTrails and ListTrails", () => {
  it("tell of the home region and of custom selectors", async () => {
    await create();
    await ask("PutEventSelectors", { TrailName: ARN, EventSelectors: [{ ReadWriteType: "WriteOnly" }] });
    expect(await ask("DescribeTrails", { trailNameList: [ARN] })).toMatchObject({
      trailList: [{ HomeRegion: "us-east-1", HasCustomEventSelectors: true, HasInsightSelectors: false }],
    });
  });

  it("leave out names that mean no trail", async () => {
    expect(await ask("DescribeTrails", { trailNameList: ["gone", ARN] })).toEqual({ trailList: [] });
  });

  it("list the trails of all regions", async () => {
    await create({}, "eu-west-1");
    await create();
    expect(await ask("ListTrails", {})).toMatchObject({ Trails: [{ HomeRegion: "eu-west-1" }, { TrailARN: ARN }] });
  });
});

describe("StartLogging and StopLogging", () => {
  it("leave their times, by name and by ARN", async () => {
    await create();
    await ask("StartLogging", { Name: ARN });
    await engine.advance({ by: 60_000 });
    await ask("StartLogging", { Name: "main" });
    await ask("StopLogging", { Name: "main" });
    expect(await ask("GetTrailStatus", { Name: ARN })).toMatchObject({
      IsLogging: false,
      StartLoggingTime: START,
      StopLoggingTime: START + 60_000,
      TimeLoggingStarted: "2026-09-14T05:42:00Z",
      TimeLoggingStopped: "2026-09-14T05:43:00Z",
    });
  });

  it("refuse an unknown trail and a broken ARN", async () => {
    expect(await refusal(ask("StartLogging", { Name: "nope" }))).toMatch(/^TrailNotFoundException: /);
    expect(await refusal(ask("StartLogging", { Name: "arn:aws:s3:::x" }))).toMatch(/^CloudTrailARNInvalidException: /);
  });
});

describe("DeleteTrail", () => {
  it("takes the trail away", async () => {
    await create();
    await ask("DeleteTrail", { Name: ARN });
    expect(await ask("ListTrails", {})).toEqual({ Trails: [] });
    expect(await refusal(ask("DeleteTrail", { Name: ARN }))).toMatch(/^TrailNotFoundException: /);
  });
});

describe("event selectors", () => {
  beforeEach(() => create());

  it("are one that takes all management events, unless put", async () => {
    expect(await ask("GetEventSelectors", { TrailName: "main" })).toEqual({
      TrailARN: ARN,
      EventSelectors: [
        { ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
      ],
    });
  });

  it("of one kind replace those of the other", async () => {
    const AdvancedEventSelectors = [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }];
    await ask("PutEventSelectors", { TrailName: "main", EventSelectors: [{}] });
    await ask("PutEventSelectors", { TrailName: "main", AdvancedEventSelectors });
    expect(await ask("GetEventSelectors", { TrailName: ARN })).toEqual({ TrailARN: ARN, AdvancedEventSelectors });
    await ask("PutEventSelectors", { TrailName: "main", EventSelectors: [{}], AdvancedEventSelectors: [] });
    expect(await ask("GetEventSelectors", { TrailName: ARN })).not.toHaveProperty("AdvancedEventSelectors");
  });

  it("are refused when they are not valid, and then nothing changes", async () => {
    const bad = { TrailName: "main", EventSelectors: [{ ReadWriteType: "Some" }] };
    expect(await refusal(ask("PutEventSelectors", bad))).toMatch(/^InvalidEventSelectorsException: /);
    expect(await ask("GetTrail", { Name: "main" })).toMatchObject({ Trail: { HasCustomEventSelectors: false } });
  });
});

describe("tags", () => {
  it("are put at creation, added, replaced, removed and listed", async () => {
    await create({ TagsList: [{ Key: "env", Value: "t" }] });
    await ask("AddTags", { ResourceId: ARN, TagsList: [{ Key: "env", Value: "u" }, { Key: "flag" }] });
    await ask("RemoveTags", { ResourceId: ARN, TagsList: [{ Key: "absent" }] });
    const listed = await ask("ListTags", { ResourceIdList: [ARN] });
    const TagsList = [
      { Key: "env", Value: "u" },
      { Key: "flag", Value: "" },
    ];
    expect(listed).toEqual({ ResourceTagList: [{ ResourceId: ARN, TagsList }] });
    await ask("RemoveTags", { ResourceId: ARN, TagsList });
    expect(await ask("ListTags", { ResourceIdList: [ARN] })).toMatchObject({ ResourceTagList: [{ TagsList: [] }] });
  });

  it("are at most fifty", async () => {
    const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: "v" }));
    await create({ TagsList: tags(50) });
    const more = ask("AddTags", { ResourceId: ARN, TagsList: [{ Key: "one more" }] });
    expect(await refusal(more)).toMatch(/^TagsLimitExceededException: /);
  });
});

describe("what only CloudTrail Lake and digest files have", () => {
  it("is listed as empty", async () => {
    expect(await ask("ListEventDataStores", {})).toEqual({ EventDataStores: [] });
    expect(await ask("ListChannels", {})).toEqual({ Channels: [] });
    expect(await ask("ListPublicKeys", {})).toEqual({ PublicKeyList: [] });
  });
});
