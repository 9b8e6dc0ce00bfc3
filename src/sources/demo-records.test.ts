import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { logFileContent } from "../cloudtrail/log-file-key.ts";
import { selects } from "../cloudtrail/selector.ts";
import { describeRecord, renderStory } from "../cloudtrail/story.ts";
import { listLogFiles } from "./log-files.ts";
import { type ReadFile, readRecordsFile } from "./records-file.ts";

const FOLDER = fileURLToPath(new URL("../../demo/records", import.meta.url));

describe("the shipped records", () => {
  let files: readonly ReadFile[];
  beforeAll(async () => {
    const listing = await listLogFiles(FOLDER);
    files = await Promise.all(listing.files.map((path) => readRecordsFile(path, new AbortController().signal)));
  });

  it("are files of the delivered form, without a problem", () => {
    expect(files.map(({ name }) => logFileContent(name))).toEqual(["CloudTrail", "CloudTrail", "CloudTrail"]);
    expect(files.map(({ records }) => records.length)).toEqual([23, 2900, 310]);
    expect(files.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it("keep the source's text: no record is rewritten", () => {
    for (const { record, text } of files.flatMap(({ records }) => records)) expect(JSON.parse(text)).toEqual(record);
  });

  it("are management events, all of them", () => {
    expect(files.flatMap(({ records }) => records).every(({ record }) => selects({}, record))).toBe(true);
  });

  it("tell their sign-ins", () => {
    const records = files.flatMap((file) => file.records).map((read) => read.record);
    const stories = records
      .filter((record) => record["eventName"] === "ConsoleLogin")
      .map(describeRecord)
      .map(renderStory);
    expect(stories).toEqual([
      "IAM user stratus-red-team-nmfalu-gfjyeaypjt signed in to the console from 192.168.10.20 without MFA: Success",
      "IAM user bert-jan signed in to the console from 10.8.8.10 with MFA: Success",
      "IAM user stratus-red-team-nmfalu-jfzdtsvchl signed in to the console from 225.01.00.16 without MFA: Success",
    ]);
  });

  it("have a story each, without holes", () => {
    for (const { record } of files.flatMap(({ records }) => records)) {
      expect(renderStory(describeRecord(record))).not.toMatch(/undefined|\[object|not recorded\)|no stated type$/);
    }
  });
});
