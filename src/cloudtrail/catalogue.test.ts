import { describe, expect, it } from "vitest";
import { misfits } from "./catalogue.testing.ts";
import { RECORD_FIELDS } from "./catalogue.ts";
import { shippedRecords } from "./shipped-records.testing.ts";

describe("the catalogue of fields", () => {
  it("is true of every real record that is shipped", () => {
    const records = shippedRecords();
    expect(records.length).toBeGreaterThan(3000);
    for (const { source, record } of records)
      expect({ source, misfits: misfits(record) }).toEqual({ source, misfits: [] });
  });

  it("notices a field that holds something else", () => {
    const { record } = shippedRecords()[0] ?? { record: {} };
    expect(misfits({ ...record, readOnly: "true" })).toEqual(['readOnly: "true"']);
    expect(misfits({ ...record, eventCategory: "management" })).toEqual(['eventCategory: "management"']);
    expect(misfits({ ...record, eventTime: undefined })).toEqual(["eventTime: nothing"]);
    expect(misfits({ ...record, eventType: "AwsCloudTrailInsight" })[0]).toMatch(/^eventName: /);
  });

  it("names each field once, after the field that it is in", () => {
    const paths = RECORD_FIELDS.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    const orphans = paths.filter((path, index) => {
      const parent = path.split(".").slice(0, -1).join(".");
      return parent !== "" && !paths.slice(0, index).includes(parent);
    });
    expect(orphans).toEqual([]);
  });

  it("closes sets of texts only", () => {
    const closed = RECORD_FIELDS.filter(({ values }) => values !== undefined);
    expect(closed.filter(({ holds }) => !holds.includes("string"))).toEqual([]);
    expect(closed.map(({ path }) => path)).toContain("additionalEventData.MFAUsed");
  });
});
