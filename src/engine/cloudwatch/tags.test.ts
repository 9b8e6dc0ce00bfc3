import { describe, expect, it } from "vitest";
import { alarmInput, engineWithAlarms } from "./alarm.testing.ts";
import { deleteAlarms } from "./change-alarms.ts";
import { putCompositeAlarm } from "./put-composite-alarm.ts";
import { putMetricAlarm } from "./put-metric-alarm.ts";
import { listTagsForResource, tagResource, untagResource } from "./tags.ts";

const arn = (name: string) => `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`;
const team = { Key: "team", Value: "blue" };

async function tagged() {
  const test = await engineWithAlarms({ Tags: [team] });
  const tags = async (name = "a") => (await test.run(listTagsForResource, { ResourceARN: arn(name) })).Tags;
  return { ...test, tags };
}

describe("tags of alarms", () => {
  it("come with a new alarm, and not with an update", async () => {
    const { run, tags } = await tagged();
    await run(putMetricAlarm, alarmInput({ Tags: [{ Key: "other", Value: "x" }] }));
    expect(await tags()).toEqual([team]);
    await run(putCompositeAlarm, { AlarmName: "c", AlarmRule: "TRUE", Tags: [team] });
    expect(await tags("c")).toEqual([team]);
  });

  it("are added, changed and removed; of two with one key the last counts", async () => {
    const { run, tags } = await tagged();
    const Tags = [
      { Key: "team", Value: "red" },
      { Key: "tier", Value: "1" },
      { Key: "tier", Value: "2" },
    ];
    await run(tagResource, { ResourceARN: arn("a"), Tags });
    expect(await tags()).toEqual([
      { Key: "team", Value: "red" },
      { Key: "tier", Value: "2" },
    ]);
    await run(untagResource, { ResourceARN: arn("a"), TagKeys: ["team", "none"] });
    expect(await tags()).toEqual([{ Key: "tier", Value: "2" }]);
  });

  it("go with the alarm: the list is empty then, and an error where there never was one", async () => {
    const { run, tags } = await tagged();
    await run(deleteAlarms, { AlarmNames: ["a"] });
    expect(await tags()).toEqual([]);
    const unknown = { code: "ResourceNotFoundException", status: 404, message: "" };
    await expect(tags("never")).rejects.toMatchObject(unknown);
    await expect(run(tagResource, { ResourceARN: arn("a"), Tags: [team] })).rejects.toMatchObject(unknown);
    await run(putMetricAlarm, alarmInput());
    expect(await tags()).toEqual([]);
  });

  it("are at most fifty, none with AWS's own prefix", async () => {
    const { run } = await tagged();
    const Tags = Array.from({ length: 50 }, (_, n) => ({ Key: `k${n}`, Value: "" }));
    await expect(run(tagResource, { ResourceARN: arn("a"), Tags })).rejects.toMatchObject({
      code: "ValidationError",
      message: "The resultant tag set must not have more than 50 user tags.",
    });
    const reserved = alarmInput({ AlarmName: "b", Tags: [{ Key: "AWS:x", Value: "" }] });
    await expect(run(putMetricAlarm, reserved)).rejects.toMatchObject({ code: "AccessDenied", status: 403 });
  });
});
