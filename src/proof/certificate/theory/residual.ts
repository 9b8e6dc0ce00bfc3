import type { Value } from "../../../pattern/ast.ts";
import { contains } from "../../../pattern/regex/alphabet.ts";
import type { CharacterSet, RegexTree } from "../../../pattern/regex/ast.ts";

/** What is left to be met of a value once some characters were read: its derivative. */
export interface Residual {
  /** The same for residuals that accept the same texts. */
  readonly key: string;
  /** May the text end here? */
  readonly accepts: boolean;
  readonly after: (codePoint: number) => Residual;
}

const NOTHING: Residual = { key: "-", accepts: false, after: () => NOTHING };
const ANYTHING: Residual = { key: "*", accepts: true, after: () => ANYTHING };

export function isSettled(residual: Residual): boolean {
  return residual === NOTHING || residual === ANYTHING;
}

export function residualOf(value: Value): Residual {
  if (value.kind === "regex") return regexResidual(value.tree, startsOf(value.tree), true);
  return globResidual(value.kind === "glob" ? value.parts : [value.text], 0, "");
}

/** `read`: how much of the part was met. Parts are taken at their first occurrence, the first at the start (A1). */
function globResidual(parts: readonly string[], index: number, read: string): Residual {
  const part = parts[index];
  if (part === undefined) return { key: "end", accepts: true, after: () => NOTHING };
  if (part === "" && index > 0 && index === parts.length - 1) return ANYTHING;
  if (read === part) return globResidual(parts, index + 1, "");
  const after = (codePoint: number): Residual => {
    let next = read + String.fromCodePoint(codePoint);
    if (index === 0 && !part.startsWith(next)) return NOTHING;
    while (!part.startsWith(next)) next = next.slice(1);
    return globResidual(parts, index, next);
  };
  return { key: `${index} ${read}`, accepts: false, after };
}

/** Alternative, item, and how often the item was met if it is a repeat. */
type Position = readonly [alternative: number, item: number, count: number];

function startsOf({ alternatives }: RegexTree): readonly Position[] {
  return alternatives.map((_, alternative) => [alternative, 0, 0]);
}

function regexResidual(tree: RegexTree, positions: readonly Position[], atStart: boolean): Residual {
  const { matched, takers } = reach(tree, positions, atStart, false);
  if (matched) return ANYTHING;
  const after = (codePoint: number): Residual => {
    const met = takers.filter(({ set }) => contains(set, codePoint)).map(({ next }) => next);
    const distinct = new Map([...startsOf(tree), ...met].map((position) => [position.join(), position]));
    return regexResidual(tree, [...distinct.values()], false);
  };
  const key = positions
    .map((position) => position.join())
    .sort()
    .join(" ");
  return { key: `${atStart} ${key}`, accepts: reach(tree, positions, atStart, true).matched, after };
}

/** Follows what takes no character: is the expression met, and which sets take the next one? */
function reach({ alternatives }: RegexTree, from: readonly Position[], atStart: boolean, atEnd: boolean) {
  const takers: { readonly set: CharacterSet; readonly next: Position }[] = [];
  const waiting = [...from];
  let matched = false;
  for (const [alternative, at, count] of waiting) {
    const item = alternatives[alternative]?.[at];
    const { operand, min, max } = item?.kind === "repeat" ? item : { operand: item, min: 1, max: 1 };
    if (operand === undefined) matched = true;
    else if (operand.kind === "anchor" ? min === 0 || (operand.at === "start" ? atStart : atEnd) : count >= min) {
      waiting.push([alternative, at + 1, 0]);
    }
    if (operand?.kind === "set" && count < (max ?? min + 1)) {
      takers.push({ set: operand, next: [alternative, at, max === null ? Math.min(count + 1, min) : count + 1] });
    }
  }
  return { matched, takers };
}
