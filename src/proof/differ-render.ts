import type { Comparison, Seen } from "./differ.ts";

/** What the two patterns are called. */
export interface ComparedNames {
  readonly first: string;
  readonly second: string;
}

/** More kinds than these are counted, not named: of those whose sample shows the difference, and of others. */
const MAX_PLAIN = 16;
const MAX_CHANGED = 6;

/** Of more changes than these only the number of kinds is told. */
const MAX_GROUPS = 3;

/**
 * The difference of two patterns in sentences, one a line, from the point of view of who replaces the first by the
 * second. Kinds of which the second still sees other records come with *some*; those whose sample itself shows no
 * difference come with the change that does.
 *
 * @example
 * renderDifference(differ(a, b, cloudtrail, DEFAULT_BUDGET), { first: "A", second: "B" });
 * // "B no longer sees: root sign-ins without MFA; SAML sign-ins; some failed sign-ins."
 */
export function renderDifference(comparison: Comparison, { first, second }: ComparedNames): string {
  const { onlyFirst, onlySecond, undecided, outside } = comparison;
  const unknown = undecided.map(({ name }) => name);
  const lines = [
    ...linesOf(`${second} no longer sees`, onlyFirst),
    ...linesOf(`${second} sees in addition`, onlySecond),
    ...(unknown.length === 0 ? [] : [`Not decided: ${named(unknown, MAX_CHANGED)}.`]),
  ];
  if (lines.length === 0) lines.push(`${first} and ${second} see the same records.`);
  if (outside.onlyFirst !== undefined) lines.push(outsideLine(first, outside.onlyFirst));
  if (outside.onlySecond !== undefined) lines.push(outsideLine(second, outside.onlySecond));
  return lines.join("\n");
}

function linesOf(verb: string, seen: readonly Seen[]): readonly string[] {
  const plain = seen.filter(({ changes }) => changes.length === 0);
  const groups = groupsOf(seen.filter(({ changes }) => changes.length > 0));
  const left = groups.slice(MAX_GROUPS).flatMap(({ kinds }) => kinds);
  return [
    ...(plain.length === 0 ? [] : [`${verb}: ${named(plain.map(plainName), MAX_PLAIN)}.`]),
    ...groups
      .slice(0, MAX_GROUPS)
      .map(({ changes, kinds }) => `${verb} records with ${changes.join(" and ")}: ${named(kinds, MAX_CHANGED)}.`),
    ...(left.length === 0 ? [] : [`${verb} some records of ${moreKinds(left.length)}.`]),
  ];
}

function plainName({ kind, otherSees }: Seen): string {
  return otherSees === "some" ? `some ${kind}` : kind;
}

interface Group {
  readonly changes: readonly string[];
  readonly kinds: readonly string[];
}

/** Kinds by what had to be changed in their samples, the fewest changes first. */
function groupsOf(seen: readonly Seen[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { kind, changes } of seen) {
    const key = JSON.stringify(changes);
    groups.set(key, { changes, kinds: [...(groups.get(key)?.kinds ?? []), kind] });
  }
  return [...groups.values()].sort((left, right) => left.changes.length - right.changes.length);
}

function outsideLine(name: string, event: string): string {
  return `Of events that are no such records only ${name} sees: ${event}`;
}

function named(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join("; ");
  return names.length > most ? `${shown}; and ${moreKinds(names.length - most)}` : shown;
}

function moreKinds(count: number): string {
  return count === 1 ? "one more kind" : `${count} more kinds`;
}
