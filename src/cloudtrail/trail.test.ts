import { describe, expect, it } from "vitest";
import { logFileContent } from "./log-file-key.ts";
import { checkLogsDelivery, parseLogGroupArn } from "./log-group-arn.ts";
import { apiCall, signIn } from "./record.testing.ts";
import { checkTrailName, parseTrailReference, reaches, trailLogStreamName } from "./trail.ts";

describe("the name of a trail", () => {
  it.each(["abc", "my-trail_2.x", "1.2.3", "a".repeat(128)])("may be %s", (name) => {
    expect(checkTrailName(name)).toBeUndefined();
  });

  it.each([
    "ab",
    "a".repeat(129),
    "-abc",
    "abc.",
    "a b",
    "a..b",
    "a-_b",
    "192.168.5.4",
    "trail\n",
  ])("may not be %j", (name) => {
    expect(checkTrailName(name)?.code).toBe("InvalidTrailNameException");
  });
});

describe("a reference to a trail", () => {
  it("is a name or an ARN", () => {
    expect(parseTrailReference("main")).toEqual({ ok: true, trail: { kind: "name", name: "main" } });
    const arn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/main";
    expect(parseTrailReference(arn)).toEqual({
      ok: true,
      trail: { kind: "arn", arn, region: "eu-west-1", account: "123456789012", name: "main" },
    });
  });

  it.each([
    "arn:aws:s3:::bucket",
    "arn:aws:cloudtrail:eu-west-1:1:trail/main",
    "arn:aws:cloudtrail:eu-west-1:123456789012:main",
  ])("is not %s", (text) => {
    expect(parseTrailReference(text)).toMatchObject({ ok: false, refusal: { code: "CloudTrailARNInvalidException" } });
  });
});

describe("what a trail reaches", () => {
  const trail = { HomeRegion: "us-east-1", IsMultiRegionTrail: false, IncludeGlobalServiceEvents: true };

  it("is its own region, or every one", () => {
    const elsewhere = signIn({ awsRegion: "eu-north-1" });
    expect(reaches(trail, signIn())).toBe(true);
    expect(reaches(trail, elsewhere)).toBe(false);
    expect(reaches({ ...trail, IsMultiRegionTrail: true }, elsewhere)).toBe(true);
  });

  it("takes records of unknown regions only in a multi-region trail", () => {
    const nowhere = signIn({ awsRegion: undefined });
    expect(reaches(trail, nowhere)).toBe(false);
    expect(reaches({ ...trail, IsMultiRegionTrail: true }, nowhere)).toBe(true);
  });

  it("leaves the calls of global services out when asked to", () => {
    const regional = { ...trail, IncludeGlobalServiceEvents: false };
    expect(reaches(trail, apiCall())).toBe(true);
    expect(reaches(regional, apiCall())).toBe(false);
    expect(reaches(regional, signIn())).toBe(true);
  });

  it("no longer brings global services to a single-region trail elsewhere", () => {
    expect(reaches({ ...trail, HomeRegion: "eu-west-1" }, apiCall())).toBe(false);
  });
});

describe("delivery to CloudWatch Logs", () => {
  const group = "arn:aws:logs:us-east-1:123456789012:log-group:CloudTrail/logs:*";
  const role = "arn:aws:iam::123456789012:role/service-role/ct2cwl";

  it("writes to a stream named after account and home region", () => {
    expect(trailLogStreamName("123456789012", "us-east-1")).toBe("123456789012_CloudTrail_us-east-1");
  });

  it("needs a log group ARN that ends with :*", () => {
    expect(parseLogGroupArn(group)).toEqual({
      region: "us-east-1",
      account: "123456789012",
      logGroupName: "CloudTrail/logs",
    });
    expect(parseLogGroupArn(group.slice(0, -2))).toBeUndefined();
  });

  it("is refused in AWS's words", () => {
    const refusal = (CloudWatchLogsLogGroupArn?: string, CloudWatchLogsRoleArn?: string) =>
      checkLogsDelivery({
        ...(CloudWatchLogsLogGroupArn === undefined ? {} : { CloudWatchLogsLogGroupArn }),
        ...(CloudWatchLogsRoleArn === undefined ? {} : { CloudWatchLogsRoleArn }),
      });
    expect(refusal()).toBeUndefined();
    expect(refusal(group, role)).toBeUndefined();
    expect(refusal(group)).toEqual({
      code: "InvalidCloudWatchLogsRoleArnException",
      message: "You must specify a log group and a role ARN.",
    });
    expect(refusal(undefined, role)?.code).toBe("InvalidCloudWatchLogsLogGroupArnException");
    expect(refusal("nonsense", role)?.message).toBe("CloudTrail cannot validate the specified log group ARN.");
    expect(refusal(group, "nonsense")?.message).toBe("CloudTrail cannot validate the specified role ARN.");
  });
});

describe("the name of a file in a trail's bucket", () => {
  const folder = "logs/AWSLogs/123456789012";

  it("tells events from digests and Insights events", () => {
    const events = "123456789012_CloudTrail_us-east-1_20260131T1205Z_Mu0KsOhtH1ar15ZZ.json.gz";
    const digest = "123456789012_CloudTrail-Digest_us-east-1_main_us-east-1_20260131T130000Z.json.gz";
    const insight = "123456789012_CloudTrail-Insight_us-east-1_20260131T1205Z_Mu0KsOhtH1ar15ZZ.json.gz";
    expect(logFileContent(`${folder}/CloudTrail/us-east-1/2026/01/31/${events}`)).toBe("CloudTrail");
    expect(logFileContent(`${folder}/CloudTrail-Digest/us-east-1/2026/01/31/${digest}`)).toBe("CloudTrail-Digest");
    expect(logFileContent(insight)).toBe("CloudTrail-Insight");
    expect(logFileContent("records.json")).toBeUndefined();
  });
});
