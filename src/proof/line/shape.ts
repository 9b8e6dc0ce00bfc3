import type { DelimitedPattern, FieldExpression } from "../../pattern/ast.ts";

/** Lines whose fields all patterns of a question give to their entries in the same way. */
export interface LineShape {
  /** So many fields. */
  readonly fields: number;
  /** Any number of further fields stand behind this many; no entry is about one of them alone. */
  readonly gapBehind: number | undefined;
}

/**
 * A part of a line that an entry is held against: the field at a place counted from 0, the further fields of
 * {@link LineShape.gapBehind} left out; or all from the start of that field, as written, and from 0 the whole line.
 */
interface LinePlace {
  readonly kind: "field" | "rest";
  readonly at: number;
}

/** An entry's expression and the part of the line that it is held against. */
interface PlacedExpression {
  readonly place: LinePlace;
  readonly expression: FieldExpression;
}

/** How a pattern counts fields from both ends. */
interface Reach {
  readonly front: number;
  readonly behind: number;
}

/**
 * The shapes that every line falls into, each line into exactly one. The last stands for all lines with so many fields
 * that no pattern's front and back overlap and that every list without `...` has a rest.
 */
export function lineShapes(patterns: readonly DelimitedPattern[]): readonly LineShape[] {
  const reaches = patterns.map(reachOf);
  const front = Math.max(0, ...reaches.map((reach) => reach.front));
  const fields = front + Math.max(0, ...reaches.map((reach) => reach.behind));
  const counted = Array.from({ length: fields }, (_, count) => ({ fields: count, gapBehind: undefined }));
  return [...counted, { fields, gapBehind: front }];
}

function reachOf({ entries }: DelimitedPattern): Reach {
  const ellipsisAt = entries.findIndex((entry) => entry.kind === "ellipsis");
  // Without ... a line with one field more is the first with a rest.
  return ellipsisAt < 0
    ? { front: entries.length + 1, behind: 0 }
    : { front: ellipsisAt, behind: entries.length - 1 - ellipsisAt };
}

/**
 * Gives each named entry its part of the line, as `bindFields` does; `undefined` when such lines have too few fields.
 * All of the expressions must hold for the pattern to match.
 *
 * @param pattern one of those that the shape was made for, with an entry or more
 */
export function placeEntries(pattern: DelimitedPattern, shape: LineShape): readonly PlacedExpression[] | undefined {
  const { entries } = pattern;
  const ellipsisAt = entries.findIndex((entry) => entry.kind === "ellipsis");
  if (shape.fields < entries.length - (ellipsisAt < 0 ? 0 : 1)) return undefined;
  const hasRest = ellipsisAt < 0 && (shape.gapBehind !== undefined || shape.fields > entries.length);
  return entries.flatMap((entry, at): readonly PlacedExpression[] => {
    if (entry.kind !== "field") return [];
    const isBehind = ellipsisAt >= 0 && at > ellipsisAt;
    const index = isBehind ? shape.fields - entries.length + at : at;
    const isRest = hasRest && at === entries.length - 1;
    return [{ place: { kind: isRest ? "rest" : "field", at: index }, expression: entry.condition }];
  });
}
