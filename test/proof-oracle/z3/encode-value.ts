import type { Value } from "../../../src/pattern/ast.ts";
import type { CharacterSet, RegexItem, RegexSequence, RegexTree } from "../../../src/pattern/regex/ast.ts";

/** A string of SMT-LIB. */
export function stringLiteral(text: string): string {
  const spelled = Array.from(text, (character) =>
    /[A-Za-z0-9]/.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return `"${spelled.join("")}"`;
}

/** Is the string `subject` equal to a value, as a term of SMT-LIB? `undefined`: this encoding does not know. */
export function textTest(value: Value, subject: string): string | undefined {
  switch (value.kind) {
    case "number":
    case "text":
      return `(= ${subject} ${stringLiteral(value.text)})`;
    case "glob":
      return globTest(value.parts, subject);
    case "regex":
      return regexTest(value.tree, subject);
  }
}

/** A1: each part where it first occurs behind the one before, the last one ending the text. */
function globTest([first = "", ...later]: readonly string[], subject: string): string {
  const tests = [`(str.prefixof ${stringLiteral(first)} ${subject})`];
  let at = String(first.length);
  for (const [index, part] of later.entries()) {
    if (part === "" && index === later.length - 1) return `(and ${tests.join(" ")})`;
    const found = `(str.indexof ${subject} ${stringLiteral(part)} ${at})`;
    tests.push(`(>= ${found} 0)`);
    at = `(+ ${found} ${part.length})`;
  }
  return `(and ${tests.join(" ")} (= ${at} (str.len ${subject})))`;
}

/** Does an expression find something? Only for those whose anchors stand at the ends. */
export function regexTest(tree: RegexTree, subject: string): string | undefined {
  const alternatives = tree.alternatives.map(sequenceTerm);
  if (alternatives.includes(undefined)) return undefined;
  return `(str.in_re ${subject} ${alternatives.length === 1 ? alternatives.join("") : `(re.union ${alternatives.join(" ")})`})`;
}

function sequenceTerm(sequence: RegexSequence): string | undefined {
  const isAnchor = (item: RegexItem | undefined, at: "start" | "end"): boolean =>
    item?.kind === "anchor" && item.at === at;
  const from = isAnchor(sequence[0], "start") ? 1 : 0;
  const to = sequence.length > from && isAnchor(sequence.at(-1), "end") ? sequence.length - 1 : sequence.length;
  const items = sequence.slice(from, to).map(itemTerm);
  if (items.includes(undefined)) return undefined;
  const parts = [...(from === 1 ? [] : ["re.all"]), ...items, ...(to < sequence.length ? [] : ["re.all"])];
  return `(re.++ (str.to_re "") ${parts.join(" ")} (str.to_re ""))`;
}

function itemTerm(item: RegexItem): string | undefined {
  switch (item.kind) {
    case "anchor":
      return undefined;
    case "set":
      return setTerm(item);
    case "repeat": {
      const { operand, min, max } = item;
      if (operand.kind === "anchor") return undefined;
      const set = setTerm(operand);
      if (max !== null) return `((_ re.loop ${min} ${max}) ${set})`;
      return min === 0 ? `(re.* ${set})` : `(re.++ ((_ re.loop ${min} ${min}) ${set}) (re.* ${set}))`;
    }
  }
}

function setTerm({ ranges, negated }: CharacterSet): string {
  const terms = ranges.map(
    ({ from, to }) =>
      `(re.range ${stringLiteral(String.fromCodePoint(from))} ${stringLiteral(String.fromCodePoint(to))})`,
  );
  const set = terms.reduce((all, term) => (all === "re.none" ? term : `(re.union ${all} ${term})`), "re.none");
  return negated ? `(re.diff re.allchar ${set})` : set;
}
