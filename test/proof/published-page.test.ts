import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { publishedPatternsPage } from "../../scripts/published-patterns-page.ts";

describe("docs/published-patterns.md", () => {
  it("says what the proofs say: npm run published-patterns writes it anew", () => {
    const page = readFileSync(new URL("../../docs/published-patterns.md", import.meta.url), "utf8");
    expect(page).toBe(publishedPatternsPage());
  });
});
