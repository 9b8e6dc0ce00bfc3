/**
 * Writes docs/published-patterns.md: who sees what of a console sign-in without MFA, proven anew.
 *
 *   npx tsc -p tsconfig.tools.json && node build/scripts/generate-published-patterns.js [--check]
 *
 * `--check` writes nothing and exits 1 when the page does not say what the proofs say.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { publishedPatternsPage } from "./published-patterns-page.ts";

const PAGE = "docs/published-patterns.md";
const text = publishedPatternsPage();

if (!process.argv.includes("--check")) {
  writeFileSync(PAGE, text);
} else if (text !== readFileSync(PAGE, "utf8")) {
  console.error(`${PAGE} is not what the proofs say: run generate-published-patterns`);
  process.exitCode = 1;
}
