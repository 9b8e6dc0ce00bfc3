import { splitRecords } from "../../cloudtrail/split-records.ts";
import { readText } from "../../sources/read-text.ts";
import type { Io } from "../io.ts";
import type { PatternSynthOptions } from "../options.ts";
import { UsageError } from "../usage-error.ts";

/** Log messages, each as it was written, by whether a pattern should match them. */
export interface LabelledMessages {
  readonly mustMatch: readonly string[];
  readonly mustNotMatch: readonly string[];
}

/** Reads both files of examples; throws UsageError when one cannot be read or holds none. */
export async function readLabelledMessages(options: PatternSynthOptions, io: Io): Promise<LabelledMessages> {
  if (options.mustMatch === "-" && options.mustNotMatch === "-")
    throw new UsageError("only one of the files can be standard input");
  return {
    mustMatch: await readMessages(options.mustMatch, io),
    mustNotMatch: await readMessages(options.mustNotMatch, io),
  };
}

/** The records of a CloudTrail file, of a list, or the lines of a text, plain or gzip. */
async function readMessages(name: string, io: Io): Promise<readonly string[]> {
  const reading = await readText(name === "-" ? io.stdin : name, io.signal);
  if (!reading.ok) throw new UsageError(`cannot read ${name}: ${reading.problem}`);
  const records = splitRecords(reading.text);
  const messages = records.ok
    ? records.elements.map(({ text }) => text)
    : reading.text
        .replace(/^\uFEFF/, "")
        .split(/\r?\n/)
        .filter((line) => line.trim() !== "");
  if (messages.length === 0) throw new UsageError(`${name} holds no records`);
  return messages;
}
