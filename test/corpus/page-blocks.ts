import { readdirSync, readFileSync } from "node:fs";
import { extractShellBlocks, type ShellBlock, scriptBlock } from "../docs/blocks.ts";

const PAGES = new URL("../../docs/controls/", import.meta.url);

/** Ids of the controls that have a page; the README among them is their list, and has no commands. */
export function pageIds(): readonly string[] {
  return readdirSync(PAGES).flatMap((name) => (name === "README.md" ? [] : [name.replace(/\.md$/, "")]));
}

/** The parts of a control's page that have commands. */
const HEADINGS = ["Audit", "AWS CLI", "Service-wide", "Preventive"] as const;
type Heading = (typeof HEADINGS)[number];

/** The shell blocks of a control's page as it stands in docs/controls, below the heading that each is under. */
export type PageBlocks = Readonly<Record<Heading, readonly ShellBlock[]>>;

/**
 * Throws when a block stands where no test would execute it.
 *
 * @example
 * readPageBlocks("root-account-usage").Audit[0].script; // "   aws cloudtrail describe-trails …"
 */
export function readPageBlocks(id: string): PageBlocks {
  const markdown = readFileSync(new URL(`${id}.md`, PAGES), "utf8");
  const lines = markdown.split("\n");
  const found: Record<Heading, ShellBlock[]> = { Audit: [], "AWS CLI": [], "Service-wide": [], Preventive: [] };
  for (const block of extractShellBlocks(markdown)) {
    const above = lines.slice(0, block.line).findLast((line) => /^#{1,3} /.test(line)) ?? "";
    const heading = HEADINGS.find((name) => above.replace(/^#+ /, "") === name);
    if (heading === undefined) throw new Error(`${id}.md, line ${block.line}: no test executes what is below ${above}`);
    found[heading].push(block);
  }
  return found;
}

/** Blocks as one, as a reader types them into one shell: what one sets, the next has. */
export function joined(blocks: readonly ShellBlock[], before: readonly string[] = []): ShellBlock {
  return scriptBlock([...before, ...blocks.map(({ script }) => script)].join("\n"), blocks[0]?.line);
}

/** A text as one word of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
