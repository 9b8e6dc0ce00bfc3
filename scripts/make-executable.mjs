// Marks built entry points as programs: npm links them as they are, and `npx tocsin` in a checkout runs them so.
import { chmodSync } from "node:fs";

for (const file of process.argv.slice(2)) chmodSync(file, 0o755);
