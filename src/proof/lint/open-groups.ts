import type { Span } from "../../pattern/ast.ts";
import type { SkeletonToken } from "./skeleton.ts";

/** Stretches joined by `&&` that stand beside a `||` without parentheses of their own. */
export function openGroups(tokens: readonly SkeletonToken[]): readonly Span[] {
  const groups: Span[] = [];
  const levels: Level[] = [newLevel()];
  const closeLevel = (level: Level): void => {
    if (level.ors > 0) groups.push(...[...level.done, level.current].flatMap((stretch) => groupOf(stretch)));
  };
  for (const token of tokens) {
    const level = levels.at(-1) ?? newLevel();
    if (token.kind === "open") {
      extend(level, token.span.start);
      levels.push(newLevel());
    } else if (token.kind === "close") {
      closeLevel(level);
      levels.pop();
      extend(levels.at(-1) ?? newLevel(), token.span.end);
    } else if (token.kind === "condition") {
      extend(level, token.span.start);
      extend(level, token.span.end);
    } else if (token.kind === "and") {
      level.current.ands += 1;
    } else {
      level.ors += 1;
      level.done.push(level.current);
      level.current = newStretch();
    }
  }
  for (const level of levels) closeLevel(level);
  return groups.sort((left, right) => left.start - right.start);
}

interface Stretch {
  start: number;
  end: number;
  ands: number;
}

interface Level {
  ors: number;
  current: Stretch;
  readonly done: Stretch[];
}

function newStretch(): Stretch {
  return { start: -1, end: -1, ands: 0 };
}

function newLevel(): Level {
  return { ors: 0, current: newStretch(), done: [] };
}

function extend({ current }: Level, at: number): void {
  if (current.start < 0) current.start = at;
  current.end = Math.max(current.end, at);
}

function groupOf({ start, end, ands }: Stretch): readonly Span[] {
  return ands > 0 ? [{ start, end }] : [];
}
