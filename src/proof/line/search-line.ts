import type { DelimitedPattern } from "../../pattern/ast.ts";
import type { Budget } from "../budget.ts";
import type { Sides } from "../family.ts";
import { matcherOf } from "../matcher.ts";
import type { Search } from "../search.ts";
import { lineMachine } from "./line-machine.ts";
import { type LineQuestion, lineQuestion } from "./line-question.ts";
import { type LineShape, lineShapes } from "./shape.ts";
import { shapePlaces } from "./shape-places.ts";
import { type Shortest, shortestText } from "./shortest-text.ts";

/**
 * Looks for a line that all patterns of `must` match and none of `mustNot`.
 *
 * @returns the shortest such line in characters; or that there is none; or why neither could be settled
 * @example
 * const parsed = parsePattern("[level = ERROR, text]");
 * if (parsed.ok && parsed.pattern.kind === "delimited") {
 *   searchLine({ must: [{ text: "", pattern: parsed.pattern }], mustNot: [] }, { budget: DEFAULT_BUDGET });
 *   // { kind: "found", message: "ERROR x", size: 7, least: true }
 * }
 */
export function searchLine(sides: Sides<DelimitedPattern>, { budget }: { readonly budget: Budget }): Search {
  const question = lineQuestion(sides, budget);
  const isAnswer = matcherOf(sides);
  let best: (Search & { readonly kind: "found" }) | undefined;
  let doubt: string | undefined;
  for (const shape of lineShapes(question.patterns)) {
    const limit = best?.size ?? Number.POSITIVE_INFINITY;
    // Each field takes a character, and each but the first one to be told from the one before.
    if (2 * shape.fields - 1 >= limit) break;
    const found = searchShape(question, shape, limit, budget);
    if (found.kind === "none") continue;
    if (found.kind === "spent") {
      doubt = `lines with ${shape.fields} fields need more states than the budget allows`;
      continue;
    }
    if (found.kind === "perhaps" || !found.least) doubt ??= DOUBTFUL_NUMBER;
    if (found.kind === "found" || isAnswer(found.text)) {
      best = { kind: "found", message: found.text, size: Array.from(found.text).length, least: true };
    }
  }
  if (best !== undefined) return { ...best, least: doubt === undefined };
  return doubt === undefined ? { kind: "none" } : { kind: "unknown", reason: doubt };
}

function searchShape(question: LineQuestion, shape: LineShape, limit: number, budget: Budget): Shortest {
  const places = shapePlaces(question, shape);
  if (places === "none" || places === "spent") return { kind: places };
  return shortestText(lineMachine(question, shape, places), limit, budget);
}

const DOUBTFUL_NUMBER = "it could not be settled whether a number spelled in a certain way exists";
