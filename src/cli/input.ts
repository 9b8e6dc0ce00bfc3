import { createReadStream } from "node:fs";
import { addAbortSignal, Readable } from "node:stream";
import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";

/** A pattern or a single event is far smaller; more than this is a wrong file. */
const LONGEST_TEXT = 4 * 1024 * 1024;

/**
 * The whole text of a file, or of standard input when `name` is `-`, without the line break at its end (which an editor
 * or `echo` put there). Throws UsageError when it cannot be read or is longer than 4 Mi characters.
 */
export async function readText(name: string, io: Io): Promise<string> {
  let text = "";
  for await (const part of readParts(name, io)) {
    text += part;
    if (text.length > LONGEST_TEXT) throw new UsageError(`${describe(name)} is longer than ${LONGEST_TEXT} characters`);
  }
  return text.replace(/\r?\n$/, "");
}

/**
 * The lines of a file, or of standard input when `name` is `-`, without their line breaks; memory holds one line.
 * Throws UsageError when it cannot be read or a line is longer than 4 Mi characters.
 */
export async function* readLines(name: string, io: Io): AsyncGenerator<string> {
  let rest = "";
  for await (const part of readParts(name, io)) {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield withoutCarriageReturn(line);
    if (rest.length > LONGEST_TEXT)
      throw new UsageError(`${describe(name)} has a line of more than ${LONGEST_TEXT} characters`);
  }
  if (rest !== "") yield withoutCarriageReturn(rest);
}

function withoutCarriageReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

async function* readParts(name: string, io: Io): AsyncGenerator<string> {
  const stream = addAbortSignal(io.signal, name === "-" ? new Readable().wrap(io.stdin) : createReadStream(name));
  const decoder = new TextDecoder();
  try {
    for await (const part of stream) yield typeof part === "string" ? part : decoder.decode(part, { stream: true });
  } catch (cause) {
    if (io.signal.aborted) throw cause;
    throw new UsageError(`cannot read ${describe(name)}: ${reasonOf(cause)}`);
  }
  yield decoder.decode();
}

function describe(name: string): string {
  return name === "-" ? "standard input" : name;
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "ENOENT":
      return "no such file";
    case "EISDIR":
      return "it is a folder";
    case "EACCES":
      return "permission denied";
    default:
      return cause instanceof Error ? cause.message : String(cause);
  }
}

/** Refuses arguments of which more than one is `-`: who reads standard input second finds nothing there. */
export function requireOneStandardInput(...names: readonly (string | undefined)[]): void {
  if (names.filter((name) => name === "-").length > 1)
    throw new UsageError("standard input can be read once: name a file instead of all - but one");
}
