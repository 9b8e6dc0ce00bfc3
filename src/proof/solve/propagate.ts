import { type Clause, FALSE, isFalse, isTrue, junction, TRUE } from "./clause.ts";
import { type Domains, type Layout, narrow, truthOf } from "./domains.ts";

/**
 * Narrows the domains to what the clauses force, in place, until nothing follows any more.
 *
 * @returns what remains to be decided, or `undefined` when the clauses cannot all hold
 */
export function propagate(layout: Layout, domains: Domains, clauses: readonly Clause[]): readonly Clause[] | undefined {
  let open: readonly Clause[] = clauses;
  for (;;) {
    const next: Clause[] = [];
    let narrowed = false;
    for (const clause of open) {
      const rest = residue(layout, domains, clause);
      if (isFalse(rest)) return undefined;
      for (const part of rest.kind === "all" ? rest.parts : [rest]) {
        if (part.kind !== "in") {
          next.push(part);
          continue;
        }
        narrowed = true;
        if (!narrow(layout, domains, part, true)) return undefined;
      }
    }
    if (!narrowed) return next;
    open = next;
  }
}

/** A clause without the parts whose truth is known. */
function residue(layout: Layout, domains: Domains, clause: Clause): Clause {
  if (clause.kind === "in") {
    const truth = truthOf(layout, domains, clause);
    if (truth === undefined) return clause;
    return truth ? TRUE : FALSE;
  }
  const all = clause.kind === "all";
  const parts: Clause[] = [];
  let changed = false;
  for (const part of clause.parts) {
    const rest = residue(layout, domains, part);
    if (all ? isFalse(rest) : isTrue(rest)) return rest;
    if (all ? isTrue(rest) : isFalse(rest)) {
      changed = true;
      continue;
    }
    changed ||= rest !== part;
    // The rest of a part may be of the kind of its parent.
    if (rest.kind === clause.kind) parts.push(...rest.parts);
    else parts.push(rest);
  }
  return changed ? junction(clause.kind, parts) : clause;
}
