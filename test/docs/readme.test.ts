import { describeDocument } from "./document.ts";

const ROOT = new URL("../../", import.meta.url);

describeDocument("README.md", new URL("README.md", ROOT), new URL("dist/cli/main.js", ROOT));
