import { describe, expect, it } from "vitest";
import { renderOcsf } from "../../src/report/ocsf.ts";
import { at, listAt, missing } from "./read-json.ts";
import { EARLIER, EXCEPTIONS, reportOf, unreadAccount, type Wanted } from "./scene.ts";

function eventsOf(wanted: Wanted = {}): readonly unknown[] {
  const events: unknown = JSON.parse(renderOcsf(reportOf(wanted)));
  return listAt({ events }, "events");
}

function eventFor(control: string, wanted: Wanted = {}): unknown {
  return eventsOf(wanted).find((event) => at(event, "compliance", "control") === control);
}

/**
 * Required by the base event, the class Compliance Finding, its objects, and the cloud profile, in OCSF 1.3. Read from its
 * documentation and written down by hand: the schema itself is not at hand here, unlike those of SARIF and ASFF.
 */
const REQUIRED: readonly (readonly [object: readonly string[], members: readonly string[]])[] = [
  [
    [],
    [
      "activity_id",
      "category_uid",
      "class_uid",
      "type_uid",
      "time",
      "severity_id",
      "metadata",
      "finding_info",
      "compliance",
      "cloud",
    ],
  ],
  [["metadata"], ["version", "product"]],
  [
    ["metadata", "product"],
    ["vendor_name", "name"],
  ],
  [["finding_info"], ["uid", "title"]],
  [["compliance"], ["standards", "status_id"]],
  [["cloud"], ["provider"]],
];

describe("the OCSF report", () => {
  it("is made of compliance findings that have all that the class requires", () => {
    const events = eventsOf();
    expect(events).toHaveLength(24);
    for (const event of events) {
      for (const [object, members] of REQUIRED) expect(missing(at(event, ...object), members)).toEqual([]);
      expect(event).toMatchObject({
        class_uid: 2003,
        category_uid: 2,
        metadata: { version: "1.3.0", profiles: ["cloud"] },
      });
      expect(at(event, "type_uid")).toBe(200300 + Number(at(event, "activity_id")));
      expect(listAt(event, "compliance", "standards").length).toBeGreaterThan(0);
      expect(at(event, "time")).toBe(Date.parse("2026-09-14T12:00:20Z"));
    }
  });

  it("passes what rings, fails what does not, and warns where there is no result", () => {
    expect(eventFor("root-account-usage")).toMatchObject({
      compliance: { status_id: 1, status: "Pass" },
      severity_id: 1,
    });
    expect(eventFor("iam-policy-changes")).toMatchObject({
      compliance: { status_id: 3, status: "Fail" },
      severity_id: 4,
    });
    expect(eventFor("iam-policy-changes", { inventory: unreadAccount() })).toMatchObject({
      compliance: { status_id: 2, status: "Warning" },
    });
  });

  it("suppresses what an exception covers, and only while it holds", () => {
    expect(eventFor("iam-policy-changes", { exceptions: EXCEPTIONS })).toMatchObject({ status_id: 3 });
    expect(eventFor("security-group-changes", { exceptions: EXCEPTIONS })).toMatchObject({ status_id: 1 });
  });

  it("closes what was fixed, updates what was known, and creates what is new", () => {
    const wanted = { earlier: EARLIER };
    expect(eventFor("root-account-usage", wanted)).toMatchObject({ activity_id: 3, type_uid: 200303 });
    expect(eventFor("vpc-changes", wanted)).toMatchObject({ activity_id: 2 });
    expect(eventFor("nacl-changes", wanted)).toMatchObject({ activity_id: 1 });
  });
});
