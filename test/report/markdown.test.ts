import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { EARLIER, EXCEPTIONS, HOSTILE, hostileReport, reportOf } from "./scene.ts";

describe("the Markdown report", () => {
  it("has a row a control, and a section for each that does not ring", () => {
    const text = renderMarkdown(reportOf({ controls: ["iam-policy-changes", "root-account-usage"] }));
    expect(text).toContain("| iam-policy-changes | silent | alarm |  |  |  |\n| root-account-usage | rings |  |");
    expect(text.match(/^## .*$/gm)).toEqual(["## IAM policy changes"]);
    expect(text).toMatch(/```json\n\{"eventTime":.*\}\n```/);
  });

  it("tells what changed, what is excused and what breaks unnoticed", () => {
    const text = renderMarkdown(reportOf({ exceptions: EXCEPTIONS, earlier: EARLIER, breaks: true }));
    expect(text).toContain("| root-account-usage | rings |  | oncall&#64;example.com | fixed |  |");
    expect(text).toContain("- active: EX-1 of security&#64;example.com, until 2027-09-30: The pipeline");
    expect(text).toContain("- invalid: EX-2: line 12: exceptions&#91;1&#93;.owner is missing");
    expect(text).toMatch(/^\d+ of \d+ single faults are silent single points of failure/m);
  });

  it("has the commands of each plan in a block of their own", () => {
    const controls = ["iam-policy-changes", "root-account-usage"];
    const text = renderMarkdown(reportOf({ controls, plans: ["security-hub", "trivy"] }));
    expect(text).toContain("## Filters to add\n\n`iam-policy-changes` in 123456789012, to ring, and to pass ");
    expect(text).toMatch(/^`root-account-usage` in 123456789012, to pass security-hub as well: 1 filter$/m);
    expect(text).toMatch(/\n```sh\n(?:aws .*\n)+```\n/);
    expect(text).toMatch(/^- cannot pass trivy: /m);
    expect(renderMarkdown(reportOf({ controls }))).not.toContain("Filters to add");
  });

  it("holds no markup, link or HTML that comes from the account", () => {
    const text = renderMarkdown(hostileReport());
    const prose = text.replace(/^(`{3,})(?:json|sh)\n[^]*?\n\1$/gm, "");
    expect(prose).not.toContain("<img");
    expect(prose).not.toContain("](http");
    expect(text).not.toContain(HOSTILE);
    expect(text).not.toContain("\u001b");
  });
});
