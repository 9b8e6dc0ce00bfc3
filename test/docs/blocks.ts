/**
 * The shell blocks of a document, and what they promise.
 *
 * A block fenced as `sh` is a script. A block fenced as `console` shows commands after `$ ` (continued after `> `, or
 * after a backslash at the end) and below each what it prints, where `...` stands for anything. A comment above the
 * block can say `<!-- exit code: 1 -->`, or `<!-- not executed: why -->`.
 */
export interface ShellBlock {
  /** Of the opening fence, counted from 1. */
  readonly line: number;
  readonly script: string;
  /** Lines that must appear in this order; empty when none are shown. */
  readonly expected: readonly string[];
  readonly exitCode: number;
  /** True when it leaves `tocsin serve` or `tocsin demo` running for the blocks after it. */
  readonly background: boolean;
  readonly notExecuted?: string;
}

/** A script that stands in no document, to be run as if it did. */
export function scriptBlock(script: string, line = 0): ShellBlock {
  return { line, script, expected: [], exitCode: 0, background: leavesEngineRunning(script) };
}

/** Throws when a block is never closed, or is a shell block under a name that would escape execution. */
export function extractShellBlocks(markdown: string): readonly ShellBlock[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: ShellBlock[] = [];
  let comments = "";
  for (let at = 0; at < lines.length; at += 1) {
    const text = lines[at] ?? "";
    const fence = /^\s*(`{3,})\s*(\w*)/.exec(text);
    if (fence === null) {
      if (text.trim().startsWith("<!--")) comments += text;
      else if (text.trim() !== "") comments = "";
      continue;
    }
    const [, ticks = "", language = ""] = fence;
    const end = lines.findIndex((line, index) => index > at && line.trim() === ticks);
    if (end === -1) throw new Error(`line ${at + 1}: this block is never closed`);
    if (["bash", "shell", "zsh"].includes(language))
      throw new Error(`line ${at + 1}: fence it as sh, so that it is run`);
    if (language === "sh" || language === "console")
      blocks.push(readBlock(at + 1, language, lines.slice(at + 1, end), comments));
    comments = "";
    at = end;
  }
  return blocks;
}

function readBlock(line: number, language: "sh" | "console", lines: readonly string[], comments: string): ShellBlock {
  const { commands, expected } = language === "sh" ? { commands: lines, expected: [] } : readConsole(lines);
  const script = commands.join("\n");
  const reason = /<!--\s*not executed:\s*([^>]*?)\s*-->/.exec(comments)?.[1];
  return {
    line,
    script,
    expected,
    exitCode: Number(/<!--\s*exit code:\s*(\d+)\s*-->/.exec(comments)?.[1] ?? 0),
    background: leavesEngineRunning(script),
    ...(reason === undefined ? {} : { notExecuted: reason }),
  };
}

function leavesEngineRunning(script: string): boolean {
  return /\btocsin (?:serve|demo)\b[^\n]*&\s*$/.test(script);
}

function readConsole(lines: readonly string[]): { readonly commands: string[]; readonly expected: string[] } {
  const commands: string[] = [];
  const expected: string[] = [];
  let inCommand = false;
  for (const line of lines) {
    const continued: boolean = inCommand && (line.startsWith("> ") || (commands.at(-1) ?? "").endsWith("\\"));
    if (line.startsWith("$ ")) commands.push(line.slice(2));
    else if (continued) commands.push(line.replace(/^> /, ""));
    else if (line.trim() !== "") expected.push(line);
    inCommand = continued || line.startsWith("$ ");
  }
  return { commands, expected };
}

/** The first expected line that does not appear in its turn; undefined when all do. */
export function firstMissing(expected: readonly string[], output: string): string | undefined {
  const lines = output.split(/\r?\n/);
  let next = 0;
  for (const want of expected) {
    if (want.trim() === "...") continue;
    const found = lines.findIndex((line, index) => index >= next && lineMatches(want, line));
    if (found === -1) return want;
    next = found + 1;
  }
  return undefined;
}

function lineMatches(want: string, line: string): boolean {
  const [head = "", ...rest] = want.trimEnd().split("...");
  const actual = line.trimEnd();
  if (rest.length === 0) return actual === head;
  const tail = rest.pop() ?? "";
  if (!actual.startsWith(head) || actual.length < head.length + tail.length || !actual.endsWith(tail)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = actual.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= actual.length - tail.length;
}
