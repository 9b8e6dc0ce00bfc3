/**
 * Writes docs/compatibility.md: what Tocsin does with every operation of its services and every parameter of it.
 *
 *   npx tsc -p tsconfig.tools.json && node build/scripts/generate-compatibility.js [--check]
 *
 * `--check` writes nothing and exits 1 when the page does not say what the tables say.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { compatibilityPage } from "./compatibility-page.ts";

const PAGE = "docs/compatibility.md";
const text = compatibilityPage();

if (!process.argv.includes("--check")) {
  writeFileSync(PAGE, text);
} else if (text !== readFileSync(PAGE, "utf8")) {
  console.error(`${PAGE} is not what src/aws/support says: run generate-compatibility`);
  process.exitCode = 1;
}
