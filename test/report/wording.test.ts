import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { reportOf, unreadAccount } from "./scene.ts";

const RENDERERS = [
  ["terminal", renderTerminal],
  ["Markdown", renderMarkdown],
  ["HTML", renderHtml],
] as const;

describe.each(RENDERERS)("the %s report of links that were broken", (_, render) => {
  it("says that there is nothing to break where no event rings", () => {
    const report = reportOf({ controls: ["iam-policy-changes"], breaks: true });
    const text = render(report, { color: false });
    expect(text).toContain("No event rings, so there is nothing to break.");
    expect(text).not.toMatch(/0 of 0/);
  });

  it("says no more than is known where something could not be read", () => {
    const report = reportOf({ controls: ["root-account-usage"], inventory: unreadAccount(), breaks: true });
    expect(render(report, { color: false })).toContain("No event is known to ring, so there is nothing to break.");
  });
});
