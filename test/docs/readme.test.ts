import { describeDocument } from "./document.ts";
import { EXECUTED, ROOT } from "./documents.ts";

const PROGRAM = new URL("dist/cli/main.js", ROOT);

for (const path of EXECUTED) describeDocument(path, new URL(path, ROOT), PROGRAM);
