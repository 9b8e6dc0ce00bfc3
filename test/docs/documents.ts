import { readdirSync } from "node:fs";

export const ROOT = new URL("../../", import.meta.url);

/** Folders whose Markdown is not the project's own, or is made from other files. */
const LEFT_OUT = new Set(["node_modules", "dist", "build", ".git"]);

/** Paths from the root. */
export function markdownFiles(folder = ""): readonly string[] {
  return readdirSync(new URL(folder, ROOT), { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.has(name))
    .flatMap((entry): readonly string[] => {
      if (entry.isDirectory()) return markdownFiles(`${folder}${entry.name}/`);
      return entry.name.endsWith(".md") ? [`${folder}${entry.name}`] : [];
    });
}

/** The documents whose shell blocks readme.test.ts executes. */
export const EXECUTED: readonly string[] = ["README.md", "corpus/README.md"];
