import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compatibilityPage } from "../../scripts/compatibility-page.ts";

describe("docs/compatibility.md", () => {
  it("says what the server does: npm run compatibility writes it anew", () => {
    const page = readFileSync(new URL("../../docs/compatibility.md", import.meta.url), "utf8");
    expect(page).toBe(compatibilityPage());
  });
});
