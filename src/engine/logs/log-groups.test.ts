import { describe, expect, it } from "vitest";
import { AwsError } from "../aws-error.ts";
import { createLogGroup } from "./create-log-group.ts";
import { deleteLogGroup } from "./delete-log-group.ts";
import { putLogGroupDeletionProtection } from "./deletion-protection.ts";
import { describeLogGroups } from "./describe-log-groups.ts";
import { describeLogStreams } from "./describe-log-streams.ts";
import { describeMetricFilters } from "./describe-metric-filters.ts";
import { engineWithStreams, GROUP, NOON, putEvents, testEngine } from "./engine.testing.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { associateKmsKey, disassociateKmsKey } from "./kms-key.ts";
import { listLogGroups } from "./list-log-groups.ts";
import { referredGroupName } from "./log-groups.ts";
import { putMetricFilter } from "./put-metric-filter.ts";
import { deleteRetentionPolicy, putRetentionPolicy } from "./retention-policy.ts";

describe("creating log groups", () => {
  it("refuses a name that is taken, without a full stop", async () => {
    const { run } = testEngine();
    await run(createLogGroup, { logGroupName: "a" });
    await expect(run(createLogGroup, { logGroupName: "a" })).rejects.toMatchObject({
      code: "ResourceAlreadyExistsException",
      message: "The specified log group already exists",
    });
  });

  it("refuses names that AWS keeps for itself", async () => {
    const { run } = testEngine();
    await expect(run(createLogGroup, { logGroupName: "aws/x" })).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });
});

describe("describing log groups", () => {
  it("gives AWS's members: both ARNs, the number of filters, the class", async () => {
    const { run } = testEngine();
    await run(createLogGroup, { logGroupName: "a" });
    await expect(run(describeLogGroups, {})).resolves.toEqual({
      logGroups: [
        {
          logGroupName: "a",
          creationTime: NOON,
          metricFilterCount: 0,
          arn: "arn:aws:logs:us-east-1:123456789012:log-group:a:*",
          storedBytes: 0,
          logGroupClass: "STANDARD",
          logGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:a",
          deletionProtectionEnabled: false,
        },
      ],
    });
  });

  it("pages in ASCII order until no token is left", async () => {
    const { run } = testEngine();
    for (const logGroupName of ["b", "a", "B", "c"]) await run(createLogGroup, { logGroupName });
    const first = await run(describeLogGroups, { limit: 3 });
    expect(first.logGroups.map((group) => group.logGroupName)).toEqual(["B", "a", "b"]);
    const second = await run(describeLogGroups, { limit: 3, nextToken: first.nextToken ?? "" });
    expect(second).toMatchObject({ logGroups: [{ logGroupName: "c" }] });
    expect(second.nextToken).toBeUndefined();
  });

  it("keeps the events of a group of the class DELIVERY for two days from the start", async () => {
    const { run } = testEngine();
    await run(createLogGroup, { logGroupName: "lambda", logGroupClass: "DELIVERY" });
    const { logGroups } = await run(describeLogGroups, {});
    expect(logGroups).toMatchObject([{ logGroupClass: "DELIVERY", retentionInDays: 2 }]);
    const refused = { code: "ValidationException", message: "This operation is not supported for Delivery log class" };
    const logGroupName = "lambda";
    await expect(run(putRetentionPolicy, { logGroupName, retentionInDays: 7 })).rejects.toMatchObject(refused);
    await expect(run(deleteRetentionPolicy, { logGroupName })).rejects.toMatchObject(refused);
  });

  it("searches by prefix, by class and by a part of the name, whose answers lack storedBytes", async () => {
    const { run } = testEngine();
    await run(createLogGroup, { logGroupName: "app/web" });
    await run(createLogGroup, { logGroupName: "app/db", logGroupClass: "INFREQUENT_ACCESS" });
    await run(createLogGroup, { logGroupName: "trail" });
    const names = async (input: object) =>
      (await run(describeLogGroups, input)).logGroups.map((group) => group.logGroupName);
    await expect(names({ logGroupNamePrefix: "app/" })).resolves.toEqual(["app/db", "app/web"]);
    await expect(names({ logGroupClass: "INFREQUENT_ACCESS" })).resolves.toEqual(["app/db"]);
    const found = await run(describeLogGroups, { logGroupNamePattern: "rai" });
    expect(found.logGroups).toMatchObject([{ logGroupName: "trail" }]);
    expect(found.logGroups[0]).not.toHaveProperty("storedBytes");
  });

  it("refuses prefix and pattern together, and a token that it did not make", async () => {
    const { run } = testEngine();
    await expect(run(describeLogGroups, { logGroupNamePrefix: "a", logGroupNamePattern: "a" })).rejects.toMatchObject({
      message: "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
    });
    await expect(run(describeLogGroups, { nextToken: "x" })).rejects.toMatchObject({
      code: "InvalidParameterException",
      message: "The specified nextToken is invalid.",
    });
  });
});

describe("finding log groups", () => {
  async function threeGroups() {
    const test = testEngine();
    await test.run(createLogGroup, { logGroupName: "app/web" });
    await test.run(createLogGroup, { logGroupName: "app/db", logGroupClass: "INFREQUENT_ACCESS" });
    await test.run(createLogGroup, { logGroupName: "trail" });
    return test;
  }

  it("takes names and ARNs, and nothing beside them", async () => {
    const { run } = await threeGroups();
    const logGroupIdentifiers = ["trail", "arn:aws:logs:us-east-1:123456789012:log-group:app/db", "none"];
    await expect(run(describeLogGroups, { logGroupIdentifiers, limit: 1 })).resolves.toMatchObject({
      logGroups: [{ logGroupName: "app/db" }],
      nextToken: expect.any(String),
    });
    await expect(run(describeLogGroups, { logGroupIdentifiers, logGroupNamePrefix: "a" })).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });

  it("lists by prefixes and parts of names, by class, in pages", async () => {
    const { run } = await threeGroups();
    const names = async (input: object) =>
      (await run(listLogGroups, input)).logGroups.map((found) => found.logGroupName);
    await expect(names({ logGroupNamePattern: "^app/w|rail" })).resolves.toEqual(["app/web", "trail"]);
    await expect(names({ logGroupNamePattern: "^web" })).resolves.toEqual([]);
    await expect(names({ logGroupClass: "INFREQUENT_ACCESS" })).resolves.toEqual(["app/db"]);
    const { nextToken = "" } = await run(listLogGroups, { limit: 2 });
    await expect(run(listLogGroups, { limit: 2, nextToken })).resolves.toEqual({
      logGroups: [
        {
          logGroupName: "trail",
          logGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:trail",
          logGroupClass: "STANDARD",
        },
      ],
    });
  });
});

describe("the key of a log group", () => {
  it("is shown from its creation or association until its disassociation", async () => {
    const { run } = testEngine();
    const key = async () => (await run(describeLogGroups, {})).logGroups[0]?.kmsKeyId;
    await run(createLogGroup, { logGroupName: "a", kmsKeyId: "k1" });
    await expect(key()).resolves.toBe("k1");
    await run(associateKmsKey, { logGroupName: "a", kmsKeyId: "k2" });
    await expect(key()).resolves.toBe("k2");
    await run(disassociateKmsKey, { resourceIdentifier: "arn:aws:logs:us-east-1:123456789012:log-group:a" });
    await expect(key()).resolves.toBeUndefined();
  });

  it("is for one log group, not for the results of queries", async () => {
    const { run } = testEngine();
    const refused = { code: "InvalidParameterException" };
    const resourceIdentifier = "arn:aws:logs:us-east-1:123456789012:query-result:*";
    for (const target of [{}, { logGroupName: "a", resourceIdentifier }, { resourceIdentifier }]) {
      await expect(run(associateKmsKey, { kmsKeyId: "k", ...target })).rejects.toMatchObject(refused);
    }
  });
});

describe("deleting a log group", () => {
  it("is refused while the group is protected", async () => {
    const { run } = testEngine();
    await run(createLogGroup, { logGroupName: "a", deletionProtectionEnabled: true });
    await expect(run(describeLogGroups, {})).resolves.toMatchObject({
      logGroups: [{ deletionProtectionEnabled: true }],
    });
    await expect(run(deleteLogGroup, { logGroupName: "a" })).rejects.toMatchObject({
      code: "ValidationException",
      message: "Cannot delete log group with deletion protection enabled. Disable deletion protection first.",
    });
    await run(putLogGroupDeletionProtection, { logGroupIdentifier: "a", deletionProtectionEnabled: false });
    await run(deleteLogGroup, { logGroupName: "a" });
    await expect(run(describeLogGroups, {})).resolves.toEqual({ logGroups: [] });
  });

  it("takes its streams, events and filters along, also for a group of the same name made later", async () => {
    const test = await engineWithStreams("s");
    await putEvents(test, "s", [[0, "ERROR"]]);
    const metricTransformations = [{ metricName: "m", metricNamespace: "n", metricValue: "1" }];
    await test.run(putMetricFilter, { logGroupName: GROUP, filterName: "f", filterPattern: "", metricTransformations });
    await test.run(deleteLogGroup, { logGroupName: GROUP });
    await expect(test.run(describeLogGroups, {})).resolves.toEqual({ logGroups: [] });
    await test.run(createLogGroup, { logGroupName: GROUP });
    await expect(test.run(describeLogStreams, { logGroupName: GROUP })).resolves.toEqual({ logStreams: [] });
    await expect(test.run(describeMetricFilters, { logGroupName: GROUP })).resolves.toEqual({ metricFilters: [] });
    await expect(test.run(filterLogEvents, { logGroupName: GROUP })).resolves.toMatchObject({ events: [] });
  });

  it("refuses a group that is not there", async () => {
    const { run } = testEngine();
    await expect(run(deleteLogGroup, { logGroupName: "a" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: "The specified log group does not exist.",
    });
  });
});

describe("the retention of a log group", () => {
  it("is shown while it is set", async () => {
    const { run } = testEngine();
    await run(createLogGroup, { logGroupName: "a" });
    await run(putRetentionPolicy, { logGroupName: "a", retentionInDays: 30 });
    await expect(run(describeLogGroups, {})).resolves.toMatchObject({ logGroups: [{ retentionInDays: 30 }] });
    await run(deleteRetentionPolicy, { logGroupName: "a" });
    const { logGroups } = await run(describeLogGroups, {});
    expect(logGroups[0]).not.toHaveProperty("retentionInDays");
  });

  it("is one of the spans that AWS offers", async () => {
    const { run } = testEngine();
    await run(createLogGroup, { logGroupName: "a" });
    await expect(run(putRetentionPolicy, { logGroupName: "a", retentionInDays: 2 })).rejects.toMatchObject({
      code: "InvalidParameterException",
      message: expect.stringContaining("Value '2' at 'retentionInDays' failed to satisfy constraint"),
    });
  });
});

describe("naming a log group", () => {
  it("takes a name, or an ARN with or without its ending", () => {
    const arn = "arn:aws:logs:us-east-1:123456789012:log-group:a/b";
    expect(referredGroupName({ logGroupName: "a" })).toBe("a");
    expect(referredGroupName({ logGroupIdentifier: "a" })).toBe("a");
    expect(referredGroupName({ logGroupIdentifier: arn })).toBe("a/b");
    expect(referredGroupName({ logGroupIdentifier: `${arn}:*` })).toBe("a/b");
  });

  it("refuses both members and none", () => {
    expect(() => referredGroupName({})).toThrow("One of logGroupName and logGroupIdentifier is required.");
    expect(() => referredGroupName({ logGroupName: "a", logGroupIdentifier: "a" })).toThrow(
      new AwsError("ValidationException", 400, "LogGroup name and LogGroup ARN are mutually exclusive parameters."),
    );
  });
});
