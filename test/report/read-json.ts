/** A way into a value read from JSON: members by name, items by index. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found: unknown = value;
  for (const step of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.entries(found).find(([name]) => name === String(step))?.[1];
  }
  return found;
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  if (!Array.isArray(found)) throw new Error(`no list at ${path.join(".")}`);
  return found;
}

/** Names of members that a value lacks. */
export function missing(value: unknown, names: readonly string[]): readonly string[] {
  return names.filter((name) => at(value, name) === undefined);
}
