import type { DelimitedEntry, DelimitedPattern } from "./ast.ts";
import type { LogMessage } from "./message.ts";

/** One field of a line with the entry that stands for it, if any. */
export interface BoundField {
  readonly text: string;
  /** `undefined` for a field that `...` or `[]` passes over. */
  readonly entry: DelimitedEntry | undefined;
}

/**
 * Gives each entry its field. `undefined` when the line has too few fields: then nothing matches.
 *
 * With `...` every field stands alone. Without it the last entry takes all the rest as written, and only a single
 * remaining field is freed of its delimiters and of blanks around it. obs AWS26 sd-abc, sd-single, sd-trail-comma
 */
export function bindFields(pattern: DelimitedPattern, message: LogMessage): readonly BoundField[] | undefined {
  const { entries } = pattern;
  const fields = message.fields();
  if (entries.length === 0) return fields.map(({ text }) => ({ text, entry: undefined }));
  const ellipsisAt = entries.findIndex((entry) => entry.kind === "ellipsis");
  if (ellipsisAt >= 0) {
    const behind = entries.length - 1 - ellipsisAt;
    if (fields.length < entries.length - 1) return undefined;
    const firstBehind = fields.length - behind;
    return fields.map(({ text }, index) => ({
      text,
      entry:
        index < ellipsisAt
          ? entries[index]
          : index >= firstBehind
            ? entries[ellipsisAt + 1 + index - firstBehind]
            : undefined,
    }));
  }
  if (fields.length < entries.length) return undefined;
  const last = entries.length - 1;
  return entries.map((entry, index) => {
    const text = index === last && fields.length > entries.length ? restOf(message, last) : fields[index]?.text;
    return { text: text ?? "", entry };
  });
}

function restOf(message: LogMessage, index: number): string {
  // A pattern of one entry gets the line whole, blanks in front included. obs AWS26 sd-single
  return index === 0 ? message.text : message.text.slice(message.fields()[index]?.start ?? 0);
}

/** The fields as TestMetricFilter returns them: `$name`, or `$n` with the place in the line, from 1. obs AWS26, doc */
export function extractFields(fields: readonly BoundField[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [index, { text, entry }] of fields.entries()) {
    values[entry?.kind === "field" ? `$${entry.name}` : `$${index + 1}`] = text;
  }
  return values;
}
