import type { Io } from "./io.ts";
import type { OutputOptions } from "./options.ts";
import { visibleLine } from "./visible.ts";

/** The one answer of a command: its data for `--output json` and `--query`, and the same for people. */
export interface Answer {
  readonly json: unknown;
  /** Lines, each ended. */
  readonly text: () => string;
}

/** Prints the answer of a command on standard output, as the output options ask. */
export async function printAnswer(answer: Answer, options: OutputOptions, io: Io): Promise<void> {
  if (options.query === undefined) {
    io.stdout(options.output === "json" ? renderJson(answer.json) : answer.text());
    return;
  }
  const { applyQuery } = await import("./query.ts");
  const queried = applyQuery(toPlainJson(answer.json), options.query);
  io.stdout(options.output === "json" ? renderJson(queried) : renderText(queried));
}

export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What JSON would hold: JMESPath must not see members that are undefined, nor objects that only print as text. */
function toPlainJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** A queried value for a shell script, in the AWS CLI's manner: scalars bare, a list's scalars separated by tabs. */
function renderText(value: unknown): string {
  if (!Array.isArray(value)) return `${renderScalar(value)}\n`;
  if (value.some((item) => Array.isArray(item))) return value.map(renderText).join("");
  return `${value.map(renderScalar).join("\t")}\n`;
}

function renderScalar(value: unknown): string {
  if (value === null) return "None";
  return typeof value === "string" ? visibleLine(value) : JSON.stringify(value);
}
