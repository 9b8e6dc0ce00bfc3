import type { Explanation, ExplanationNode } from "./explain.ts";

/**
 * An explanation as lines of text: `+` for what holds, `-` for what does not, clauses indented under what joins them.
 *
 * @example
 * const parsed = parsePattern("{ $.a = 1 }");
 * if (parsed.ok) renderExplanation(explainPattern(parsed.pattern, '{"a":1}'));
 * // "match\n+ $.a = 1\n    $.a is the number 1, which is equal to 1\n"
 */
export function renderExplanation(explanation: Explanation): string {
  const lines = [explanation.matched ? "match" : "no match"];
  renderNode(explanation.root, "", lines);
  return `${lines.join("\n")}\n`;
}

function renderNode(node: ExplanationNode, indent: string, lines: string[]): void {
  const mark = node.matched ? "+" : "-";
  if (node.kind === "clause") {
    lines.push(
      `${indent}${mark} ${node.clause === "" ? "(empty pattern)" : node.clause}`,
      `${indent}    ${node.reason}`,
    );
    return;
  }
  lines.push(`${indent}${mark} ${node.kind === "and" ? "all of" : "any of"}`);
  for (const child of node.children) renderNode(child, `${indent}  `, lines);
}
