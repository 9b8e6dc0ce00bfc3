import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html.ts";
import { HTML_STYLE } from "../../src/report/html-style.ts";
import { EARLIER, EXCEPTIONS, hostileReport, reportOf } from "./scene.ts";

/** Tags whose names and attributes are ours; whatever else begins with < is a breach. */
const TAG = /<\/?([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/g;
const VOID = new Set(["meta", "br"]);

function tagsOf(html: string): readonly { readonly name: string; readonly attributes: string }[] {
  const body = html.replace(/^<!doctype html>/, "").replace(/<style>[^<]*<\/style>/, "");
  expect(body.replace(TAG, "")).not.toMatch(/[<>]/);
  return [...body.matchAll(TAG)].map(([tag, name = "", attributes = ""]) => ({
    name: tag.startsWith("</") ? `/${name}` : name,
    attributes,
  }));
}

describe("the HTML report", () => {
  const controls = ["iam-policy-changes", "security-group-changes", "vpc-changes", "root-account-usage"];
  const whole = renderHtml(reportOf({ controls, exceptions: EXCEPTIONS, earlier: EARLIER, breaks: true }));

  it("closes what it opens, in order", () => {
    const open: string[] = [];
    for (const { name } of tagsOf(whole)) {
      if (name.startsWith("/")) {
        if (open.pop() !== name.slice(1)) throw new Error(`${name} closes another`);
      } else if (!VOID.has(name)) open.push(name);
    }
    expect(open).toEqual([]);
  });

  it("shows each control with its chain, its events and their records", () => {
    const html = renderHtml(reportOf({ controls: ["iam-policy-changes"] }));
    expect(html).toContain('<span class="badge bad">silent</span>');
    expect(html).toContain('<span class="name">alarm</span><span><span class="badge bad">broken</span></span>');
    expect(html).toContain("(ActionsEnabled is false)");
    expect(html).toContain("<summary>The record</summary><pre>{&#34;eventTime&#34;:");
    expect(html).toContain("security-hub");
  });

  it("shows the commands of a plan, and what it does not reach", () => {
    const html = renderHtml(reportOf({ controls: ["root-account-usage"], plans: ["security-hub", "trivy"] }));
    expect(html).toContain("<h4>Filters to add</h4>\n<p>to pass security-hub as well: 1 filter</p>\n<pre>aws sns ");
    expect(html).toContain("<p>cannot pass trivy: ");
    expect(whole).not.toContain("Filters to add");
  });

  it("leads from the overview to every finding", () => {
    const ids = new Set([...whole.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const links = [...whole.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
    expect(links).toHaveLength(controls.length + 1);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("loads nothing, runs nothing, and says so in its policy", () => {
    const names = new Set(tagsOf(whole).map(({ name }) => name));
    for (const name of ["script", "img", "link", "iframe", "object", "form", "base"]) expect(names).not.toContain(name);
    expect(whole).not.toMatch(/\b(?:src|on[a-z]+|style)=|url\(|@import/);
    const hash = createHash("sha256").update(HTML_STYLE).digest("base64");
    expect(whole).toContain(`content="default-src 'none'; style-src 'sha256-${hash}';`);
    expect(whole).toContain(`<style>${HTML_STYLE}</style>`);
  });

  it("shows hostile text as text", () => {
    const html = renderHtml(hostileReport());
    expect(tagsOf(html).filter(({ name, attributes }) => name === "img" || / on/.test(attributes))).toEqual([]);
    expect(html).toContain("&#60;img src=x onerror=alert(1)&#62;");
    expect(html).not.toContain("\u001b");
  });

  it("can be read without eyes: a language, a title, landmarks, captions and scopes", () => {
    expect(whole).toContain('<html lang="en">');
    expect(whole).toMatch(/<title>[^<]+<\/title>/);
    const count = (name: string): number => tagsOf(whole).filter((tag) => tag.name === name).length;
    expect(["header", "main", "nav", "footer", "h1"].map(count)).toEqual([1, 1, 1, 1, 1]);
    expect(count("caption")).toBe(count("table"));
    expect(tagsOf(whole).filter(({ name, attributes }) => name === "th" && !attributes.includes("scope="))).toEqual([]);
  });
});

describe("the colours of the HTML report", () => {
  const [light = "", dark = ""] = [...HTML_STYLE.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block);

  it.each([
    ["light", light],
    ["dark", dark],
  ])("of the %s scheme have a contrast of 4.5 to 1 at least", (_, block) => {
    const colours = new Map(
      [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
    );
    const pairs = [
      ...["ink", "soft", "link"].flatMap((ink) => [
        [ink, "ground"],
        [ink, "card"],
      ]),
      ...["bad", "warn", "good", "odd"].map((ink) => [ink, `${ink}-ground`]),
    ];
    for (const [ink = "", ground = ""] of pairs)
      expect([ink, ground, contrast(colours.get(ink), colours.get(ground)) >= 4.5]).toEqual([ink, ground, true]);
  });
});

/** WCAG 2: the ratio of relative luminances. */
function contrast(a = "", b = ""): number {
  const [first, second] = [luminance(a), luminance(b)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
