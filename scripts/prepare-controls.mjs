// Keeps what the built reader makes of the controls' YAML beside it as JSON, in the built folder named on the command line:
// parsing YAML is otherwise most of what a short audit does. The YAML stays the truth, see src/cli/controls/library.ts.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [dist = "dist"] = process.argv.slice(2);
const { prepareControls } = await import(pathToFileURL(resolve(dist, "cli/controls/library.js")).href);
writeFileSync(resolve(dist, "controls.json"), JSON.stringify(prepareControls()));
