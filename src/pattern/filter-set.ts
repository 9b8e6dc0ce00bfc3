import type { FilterPattern } from "./ast.ts";
import { isJsonObject, type JsonObject, type JsonValue, ownField } from "./json-value.ts";
import { compileMatcher } from "./match.ts";
import type { LogMessage } from "./message.ts";
import { type Choice, cost, type Requirement, requirementChoices } from "./requirement.ts";

/** Where patterns wait that require something at one path. Numbers are places of patterns in the list. */
interface PathIndex {
  readonly path: readonly string[];
  readonly byText: Map<string, number[]>;
  /** Patterns that require a text here: any number may have that text. */
  readonly withText: number[];
  /** Patterns that require only that something is here. */
  readonly present: number[];
}

/**
 * Many patterns over one message: gives the places, ascending, of those that match. Instead of asking each, it looks up
 * the paths that they require something at and asks only the patterns whose requirement the message meets; the cost
 * grows with the paths, hardly with the patterns. The slow twin is `compileMatcher` on each pattern in turn.
 *
 * @example
 * const parsed = parsePattern('{ $.eventName = "ConsoleLogin" }');
 * if (parsed.ok) compileFilterSet([parsed.pattern])(logMessage('{"eventName":"ConsoleLogin"}')); // [0]
 */
export function compileFilterSet(patterns: readonly FilterPattern[]): (message: LogMessage) => readonly number[] {
  const matchers = patterns.map(compileMatcher);
  const paths = new Map<string, PathIndex>();
  /** JSON patterns that no index can rule out, and patterns of the other families. */
  const everyObject: number[] = [];
  const everyMessage: number[] = [];
  const choices = patterns.map(requirementChoices);
  const popularity = countPaths(choices.flat());
  for (const [at, pattern] of patterns.entries()) {
    const choice = best(choices[at] ?? [], popularity);
    if (choice !== undefined) for (const requirement of choice) register(paths, requirement, at);
    else if (pattern.kind === "json") everyObject.push(at);
    else everyMessage.push(at);
  }
  const indexes = [...paths.values()];
  const needsJson = indexes.length > 0 || everyObject.length > 0;

  return (message) => {
    const root = needsJson ? message.json() : undefined;
    // One list when nothing is looked up, else a copy to add to; a pattern that is there twice is asked twice at most.
    let candidates: readonly number[] = everyMessage;
    if (root !== undefined) {
      candidates = concat(candidates, everyObject);
      for (const index of indexes) {
        const value = valueAt(root, index.path);
        if (value === undefined) continue;
        candidates = concat(candidates, index.present);
        if (typeof value === "string") candidates = concat(candidates, index.byText.get(value) ?? NONE);
        else if (typeof value === "number") candidates = concat(candidates, index.withText);
      }
    }
    if (candidates.length === 0) return NONE;
    const matching = candidates.filter((at) => matchers[at]?.(message) === true);
    return matching.length < 2 ? matching : [...new Set(matching)].sort((a, b) => a - b);
  };
}

const NONE: readonly number[] = [];

/** Both lists in one; the usual case, an empty one, costs nothing. */
function concat(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.length === 0) return a;
  return a.length === 0 ? b : [...a, ...b];
}

/** How many choices could be looked up at each path: patterns that share a path share the look-up. */
function countPaths(choices: readonly Choice[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const choice of choices) {
    for (const key of new Set(choice.map(({ path }) => pathKey(path)))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The choice that lets the fewest events through; among equals the one whose paths most patterns share. */
function best(choices: readonly Choice[], popularity: ReadonlyMap<string, number>): Choice | undefined {
  const shared = (choice: Choice) => Math.min(...choice.map(({ path }) => popularity.get(pathKey(path)) ?? 0));
  return [...choices].sort((a, b) => cost(a) - cost(b) || shared(b) - shared(a))[0];
}

function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

function register(paths: Map<string, PathIndex>, requirement: Requirement, at: number): void {
  const key = pathKey(requirement.path);
  const index: PathIndex = paths.get(key) ?? {
    path: requirement.path,
    byText: new Map(),
    withText: [],
    present: [],
  };
  paths.set(key, index);
  if (requirement.text === undefined) {
    index.present.push(at);
    return;
  }
  index.withText.push(at);
  const sameText = index.byText.get(requirement.text) ?? [];
  index.byText.set(requirement.text, sameText);
  sameText.push(at);
}

function valueAt(root: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of path) {
    if (!isJsonObject(value)) return undefined;
    value = ownField(value, key);
  }
  return value;
}
