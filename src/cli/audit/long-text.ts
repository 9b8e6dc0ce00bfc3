import { readLines } from "../input.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/** Snapshots and reports of large organisations are longer than any text that a person writes. */
const LONGEST = 256 * 1024 * 1024;

/** The whole text of a file that a program wrote; `-` is standard input. Throws UsageError when it cannot be read. */
export async function readLongText(name: string, io: Io): Promise<string> {
  const lines: string[] = [];
  let length = 0;
  for await (const line of readLines(name, io)) {
    length += line.length + 1;
    if (length > LONGEST) throw new UsageError(`${name} is longer than ${LONGEST} characters`);
    lines.push(line);
  }
  return lines.join("\n");
}
