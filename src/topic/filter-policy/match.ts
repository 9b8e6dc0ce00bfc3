import type { SentAttribute } from "../message-attributes.ts";
import type { Branch, FieldRule, FilterPolicy } from "./compile.ts";
import type { Scalar } from "./pattern.ts";
import { satisfies } from "./satisfies.ts";
import { maxDepth } from "./tokens.ts";

/** What of a published message a policy can look at. */
export interface FilteredMessage {
  readonly message: string;
  readonly attributes: Readonly<Record<string, SentAttribute>>;
}

/**
 * Whether a message passes a filter policy.
 *
 * @example
 * const { policy } = compileFilterPolicy('{"kind":["root"]}', "MessageBody", "");
 * passesFilter(policy, { message: '{"kind":"root"}', attributes: {} }); // true
 */
export function passesFilter(policy: FilterPolicy, { message, attributes }: FilteredMessage): boolean {
  switch (policy.scope) {
    case "MessageAttributes": {
      const values = attributeValues(attributes);
      // obs STACKD filters: without any attribute not even `exists` false is satisfied.
      return values.size > 0 && policy.branches.some((branch) => attributesSatisfy(branch, values));
    }
    case "MessageBody": {
      const body = parseObject(message);
      return body !== undefined && policy.branches.some((branch) => bodySatisfies(branch, body));
    }
  }
}

function attributesSatisfy(branch: Branch, values: ReadonlyMap<string, readonly Scalar[]>): boolean {
  return branch.every((rule) => {
    const present = values.get(rule.path) ?? [];
    return present.length === 0 ? acceptsAbsence(rule) : present.some((value) => accepts(rule, value));
  });
}

/** Number is a number, String a text, String.Array its elements; Binary is not looked at. doc SNSDG */
function attributeValues(attributes: Readonly<Record<string, SentAttribute>>): ReadonlyMap<string, readonly Scalar[]> {
  return new Map(Object.entries(attributes).map(([name, { Type, Value }]) => [name, valuesOf(Type, Value)]));
}

function valuesOf(type: string, text: string): readonly Scalar[] {
  if (type.startsWith("Binary")) return [];
  if (type === "Number" || type.startsWith("Number.")) return [Number(text)];
  if (type !== "String.Array") return [text];
  const elements = parseJson(text);
  return Array.isArray(elements) ? elements.filter(isScalar) : [text];
}

function accepts(rule: FieldRule, value: Scalar): boolean {
  return rule.patterns.some((pattern) => satisfies(pattern, value));
}

function acceptsAbsence(rule: FieldRule): boolean {
  return rule.patterns.some((pattern) => pattern.kind === "exists" && !pattern.expected);
}

/**
 * A set of rules as bits. For a value, every set of rules that its leaves can satisfy together is computed: an object
 * joins what its members can do, an array offers what one element can do, because rules that go through an array must
 * be satisfied by one element of it. obs STACKD filters (nested-split-across-array-objects)
 */
function bodySatisfies(branch: Branch, body: object): boolean {
  const seen = new Set<string>();
  const sets = reachable(branch, body, "", 0, seen);
  if (sets === undefined) return false;
  let absent = 0;
  for (const [index, rule] of branch.entries()) {
    if (!seen.has(rule.path) && acceptsAbsence(rule)) absent |= 1 << index;
  }
  const all = (1 << branch.length) - 1;
  return [...sets].some((set) => (set | absent) === all);
}

/** The sets of rules that a value can satisfy; undefined when it is nested too deep. `seen` collects leaves by path. */
function reachable(
  branch: Branch,
  value: unknown,
  path: string,
  depth: number,
  seen: Set<string>,
): ReadonlySet<number> | undefined {
  if (depth > maxDepth) return undefined;
  if (isScalar(value)) {
    let set = 0;
    for (const [index, rule] of branch.entries()) {
      if (rule.path !== path) continue;
      seen.add(path);
      if (accepts(rule, value)) set |= 1 << index;
    }
    return new Set([set]);
  }
  if (Array.isArray(value)) {
    const sets = new Set([0]);
    for (const element of value) {
      const one = reachable(branch, element, path, depth + 1, seen);
      if (one === undefined) return undefined;
      for (const set of one) sets.add(set);
    }
    return sets;
  }
  let sets: ReadonlySet<number> = new Set([0]);
  for (const [name, member] of Object.entries(value ?? {})) {
    const inner = path === "" && depth === 0 ? name : `${path}.${name}`;
    if (!branch.some((rule) => rule.path === inner || rule.path.startsWith(`${inner}.`))) continue;
    const one = reachable(branch, member, inner, depth + 1, seen);
    if (one === undefined) return undefined;
    sets = new Set([...sets].flatMap((left) => [...one].map((right) => left | right)));
  }
  return sets;
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function parseObject(text: string): object | undefined {
  const value = parseJson(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
