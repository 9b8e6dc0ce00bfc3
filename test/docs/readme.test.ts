import { describeDocument } from "./document.ts";

const ROOT = new URL("../../", import.meta.url);

const PROGRAM = new URL("dist/cli/main.js", ROOT);

describeDocument("README.md", new URL("README.md", ROOT), PROGRAM);
describeDocument("corpus/README.md", new URL("corpus/README.md", ROOT), PROGRAM);
