import type { CharacterSet, RegexItem, RegexTree } from "../../../src/pattern/regex/ast.ts";

/** Tried in this order where an expression leaves the character open. */
const CHARACTERS = Array.from("zxya1b0.- E\n\u00e9A~");

/** Texts that an expression is likely to find something in: each alternative spelled in a few ways. */
export function regexMembers(tree: RegexTree): readonly string[] {
  return tree.alternatives.flatMap((sequence) =>
    [0, 1, 2].flatMap((more) => [0, 1].map((which) => sequence.map((item) => spelling(item, more, which)).join(""))),
  );
}

function spelling(item: RegexItem, more: number, which: number): string {
  switch (item.kind) {
    case "anchor":
      return "";
    case "set":
      return characterOf(item, which);
    case "repeat": {
      const times = Math.min(item.min + more, item.max ?? Number.POSITIVE_INFINITY);
      return item.operand.kind === "set" ? characterOf(item.operand, which).repeat(times) : "";
    }
  }
}

function characterOf(set: CharacterSet, which: number): string {
  const plain = CHARACTERS.filter((character) => isIn(set, character));
  const first = set.ranges[0];
  if (plain.length === 0 && first !== undefined) return String.fromCodePoint(first.from);
  return plain[which] ?? plain[0] ?? "";
}

function isIn({ ranges, negated }: CharacterSet, character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return ranges.some(({ from, to }) => from <= code && code <= to) !== negated;
}
