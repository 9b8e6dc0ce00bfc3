import type { AppliedException } from "../../audit/exceptions/apply.ts";
import type { ExceptionEntry } from "../../audit/exceptions/exceptions.ts";
import { daysLeft } from "../../audit/exceptions/exceptions.ts";
import { parseExceptions } from "../../audit/exceptions/file.ts";
import { controlIds, renderProblems } from "../controls/library.ts";
import { readText } from "../input.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { visibleLine } from "../visible.ts";

/** The entries of a file of exceptions; throws UsageError when it is no such file at all. */
export async function readExceptions(file: string | undefined, io: Io): Promise<readonly ExceptionEntry[]> {
  if (file === undefined) return [];
  const parsed = parseExceptions(await readText(file, io), { controls: controlIds() });
  if (parsed.ok) return parsed.entries;
  throw new UsageError(visibleLine(`${file} holds no exceptions: ${renderProblems(parsed.problems)}`));
}

/** Tells on standard error what is wrong with exceptions, and which will soon be over or cover nothing any more. */
export function warnOfExceptions(file: string, exceptions: readonly AppliedException[], at: number, io: Io): void {
  for (const { entry, status, covers } of exceptions) {
    const tell = (line: number, text: string): void => io.stderr(`${visibleLine(`${file}:${line}: ${text}`)}\n`);
    if (entry.kind === "unsound") {
      for (const { path, line, message } of entry.problems) tell(line, `${path} ${message}`);
      continue;
    }
    const { id, owner, expires } = entry.exception;
    if (status === "expired") tell(entry.line, `exception ${id} of ${owner} expired after ${expires}`);
    if (status === "expiring")
      tell(
        entry.line,
        `exception ${id} of ${owner} expires after ${expires}, in ${daysLeft(entry.exception, at)} days`,
      );
    if (status !== "expired" && covers.length === 0) tell(entry.line, `exception ${id} of ${owner} covers nothing`);
  }
}
