import type { JsonCondition, JsonExpression } from "../../pattern/ast.ts";
import { join } from "../tree.ts";
import type { SkeletonToken } from "./skeleton.ts";

/** Reads the tokens as if `||` bound tighter. */
export function readLoosely(tokens: readonly SkeletonToken<JsonCondition>[]): JsonExpression | undefined {
  let at = 0;
  const readAll = (): JsonExpression | undefined => readJoined("and", () => readJoined("or", readOne));
  const readJoined = (kind: "and" | "or", readPart: () => JsonExpression | undefined): JsonExpression | undefined => {
    const parts: JsonExpression[] = [];
    for (;;) {
      const part = readPart();
      if (part !== undefined) parts.push(part);
      if (tokens[at]?.kind !== kind) break;
      at += 1;
    }
    return parts.length === 0 ? undefined : join(kind, parts);
  };
  const readOne = (): JsonExpression | undefined => {
    const token = tokens[at];
    if (token === undefined || (token.kind !== "open" && token.kind !== "condition")) return undefined;
    at += 1;
    if (token.kind === "condition") return token.condition;
    const inner = readAll();
    at += 1;
    return inner;
  };
  return readAll();
}
