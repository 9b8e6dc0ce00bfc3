import { describe, expect, it } from "vitest";
import { shippedRecords } from "../../cloudtrail/shipped-records.testing.ts";
import { logMessage } from "../../pattern/message.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { formulaHolds } from "./holds.ts";

const fits = (record: object): boolean => formulaHolds(cloudtrail.given, logMessage(JSON.stringify(record)));

describe("what is assumed of CloudTrail", () => {
  it("is true of every real record that is shipped", () => {
    const misfits = shippedRecords().filter(({ text }) => !formulaHolds(cloudtrail.given, logMessage(text)));
    expect(misfits).toEqual([]);
  });

  it.each(cloudtrail.kinds)("is true of the sample of $name, which is of its kind", ({ is, sample }) => {
    expect(formulaHolds(cloudtrail.given, logMessage(sample))).toBe(true);
    expect(formulaHolds(is, logMessage(sample))).toBe(true);
  });

  it("rules out what no record holds", () => {
    const record: Record<string, unknown> = JSON.parse(cloudtrail.kinds[0]?.sample ?? "{}");
    expect(fits(record)).toBe(true);
    expect(fits({ ...record, readOnly: "false" })).toBe(false);
    expect(fits({ ...record, eventCategory: "Other" })).toBe(false);
    expect(fits({ ...record, eventName: undefined })).toBe(false);
    expect(fits({ ...record, eventType: "AwsCloudTrailInsight" })).toBe(false);
    expect(fits({ ...record, additionalEventData: { MFAUsed: "yes" } })).toBe(false);
    expect(fits({ ...record, additionalEventData: { MFAUsed: true } })).toBe(false);
  });

  it("leaves what the catalogue does not name to the record", () => {
    const record: Record<string, unknown> = JSON.parse(cloudtrail.kinds[0]?.sample ?? "{}");
    expect(fits({ ...record, addendum: 1, additionalEventData: { MFAUsed: "Yes", new: [null] } })).toBe(true);
  });

  it("ends with a kind that every record is of", () => {
    const last = cloudtrail.kinds.at(-1);
    expect(last?.name).toBe("other events");
    for (const { sample } of cloudtrail.kinds) expect(last && formulaHolds(last.is, logMessage(sample))).toBe(true);
  });
});
