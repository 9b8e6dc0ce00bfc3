/**
 * Writes what follows from controls/ and src/controls: docs/controls/*.md, and the schemas beside the data.
 *
 *   npx tsc -p tsconfig.tools.json && node build/scripts/generate-controls.js [--check]
 *
 * `--check` writes nothing and exits 1 when a file is not what it would write.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { controlFiles } from "./control-files.ts";

const isCheck = process.argv.includes("--check");
mkdirSync("docs/controls", { recursive: true });
for (const [path, text] of controlFiles(pathToFileURL("./"))) {
  if (!isCheck) {
    writeFileSync(path, text);
  } else if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    console.error(`${path} is not what controls/ says: run generate-controls`);
    process.exitCode = 1;
  }
}
