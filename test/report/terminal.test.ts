import { describe, expect, it } from "vitest";
import { renderTerminal } from "../../src/report/terminal.ts";
import { EARLIER, EXCEPTIONS, hostileReport, reportOf, unreadAccount, type Wanted } from "./scene.ts";

function linesOf(wanted: Wanted = {}): readonly string[] {
  return renderTerminal(reportOf(wanted), { color: false }).split("\n");
}

describe("the report for a terminal", () => {
  it("names the first broken link and an event that would go unseen", () => {
    const [head, link, event] = linesOf({ controls: ["iam-policy-changes"] });
    expect(head).toMatch(/^SILENT {10}iam-policy-changes$/);
    expect(link).toMatch(/^ {16}alarm: .*ActionsEnabled is false/);
    expect(event).toMatch(/^ {16}unseen: .+ \(iam-[a-z-]+\), and \d+ more$/);
  });

  it("says who hears of what rings, and who would fail it all the same", () => {
    const lines = linesOf({ controls: ["root-account-usage"] });
    expect(lines[0]).toMatch(/^RINGS {11}root-account-usage$/);
    expect(lines[1]?.trim()).toMatch(/^heard by email oncall@example.com within \d+ s$/);
    expect(lines.some((line) => /^\s*would fail: .*security-hub/.test(line))).toBe(true);
    expect(lines.at(-2)).toBe("Every event would be heard of, or somebody answers for it.");
  });

  it("ends with what it comes to", () => {
    const lines = linesOf({ exceptions: EXCEPTIONS, earlier: EARLIER });
    expect(lines.slice(-6)).toEqual([
      expect.stringMatching(/^24 controls: \d+ rings?, .*; 1 under an exception$/),
      "Since 2026-09-01T00:00:00.000Z: fixed 1, broke 1, new 21, unchanged 1, not looked at again 1",
      "Exception invalid: EX-2: line 12: exceptions[1].owner is missing",
      "What would satisfy the authorities as well: tocsin audit --plan",
      "Not every event would be heard of.",
      "",
    ]);
  });

  it("names what could not be read", () => {
    const lines = linesOf({ controls: ["root-account-usage"], inventory: unreadAccount() });
    expect(lines[0]).toMatch(/^UNKNOWN {9}root-account-usage$/);
    expect(lines.join("\n")).toContain("1 call could not be made; what depends on them is unknown.");
    expect(lines.at(-2)).toBe("Nothing is wrong for certain, but not everything could be read.");
  });

  it("lists the silent single points of failure when links are broken", () => {
    const lines = linesOf({ controls: ["root-account-usage"], breaks: true });
    expect(lines).toContainEqual(
      expect.stringMatching(/^\d+ of \d+ single faults are silent single points of failure/),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^ {2}subscription: .* \(Unsubscribe\): silences root-account-usage$/),
    );
  });

  it("shows a plan with its commands, and says once that there are plans where nobody has asked", () => {
    const controls = ["root-account-usage"];
    const planned = linesOf({ controls, plans: ["security-hub", "trivy"] });
    expect(planned).toContain(`${" ".repeat(16)}to pass security-hub as well: 1 filter`);
    expect(planned.filter((line) => line.startsWith(`${" ".repeat(18)}aws `)).length).toBeGreaterThan(1);
    expect(planned).toContainEqual(expect.stringMatching(/^ {16}cannot pass trivy: /));
    const hints = (lines: readonly string[]): number => lines.filter((line) => line.includes("audit --plan")).length;
    expect([hints(planned), hints(linesOf({ controls })), hints(linesOf({ controls: ["topic-tampering"] }))]).toEqual([
      0, 1, 0,
    ]);
  });

  it("colours only when asked, and lets no text of the account steer the terminal", () => {
    expect(renderTerminal(reportOf(), { color: true })).toContain("\u001b[31mSILENT");
    expect(renderTerminal(hostileReport(), { color: false })).not.toContain("\u001b");
  });
});
