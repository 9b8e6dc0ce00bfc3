import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderJunit } from "../../src/report/junit.ts";
import { escapeMarkup } from "../../src/report/printable.ts";
import { EXCEPTIONS, hostileReport, reportOf, unreadAccount } from "./scene.ts";

/** Tags of an XML text that is made of tags, quoted attributes and text without markup; throws for any other. */
function tagsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^?]*\?>/, "")
    .replace(/<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g, (_, end, name, _attributes, alone) => {
      if (end === "") seen.push(name);
      else if (open.pop() !== name) throw new Error(`${name} closes another`);
      if (end === "" && alone === "") open.push(name);
      return "";
    });
  expect(rest).not.toMatch(/[<>]|&(?!#\d+;)/);
  expect(open).toEqual([]);
  return seen;
}

describe("the JUnit report", () => {
  it("is a suite an account and a case a control", () => {
    const tags = tagsOf(renderJunit(reportOf({ exceptions: EXCEPTIONS })));
    expect(tags.filter((tag) => tag === "testsuite")).toHaveLength(2);
    expect(tags.filter((tag) => tag === "testcase")).toHaveLength(24 + 2);
  });

  it("counts failures, errors and skipped cases as they are", () => {
    const controls = ["iam-policy-changes", "vpc-changes", "root-account-usage"];
    expect(renderJunit(reportOf({ controls, exceptions: EXCEPTIONS }))).toContain(
      'tests="3" failures="1" errors="0" skipped="1"',
    );
    expect(renderJunit(reportOf({ controls, inventory: unreadAccount() }))).toContain(
      'tests="3" failures="0" errors="3" skipped="0"',
    );
  });

  it("stays well formed whatever the account is called and says", () => {
    expect(tagsOf(renderJunit(hostileReport()))).toContain("testcase");
  });

  it("shows every text as text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(tagsOf(`<a b="${escapeMarkup(text)}">${escapeMarkup(text)}</a>`)).toEqual(["a"]);
        expect(escapeMarkup(text)).not.toMatch(
          /[\u0000-\u001f\u007f-\u009f\ud800-\udfff](?<![\ud800-\udbff][\udc00-\udfff]|[\ud800-\udbff](?=[\udc00-\udfff]))/,
        );
      }),
    );
  });
});
