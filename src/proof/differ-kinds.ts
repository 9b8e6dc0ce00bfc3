import { logMessage } from "../pattern/message.ts";
import type { Assumption, RecordKind } from "./assume/assumption.ts";
import { formulaHolds } from "./assume/holds.ts";
import { searchAssuming } from "./assume/nearest-record.ts";
import type { Budget } from "./budget.ts";
import type { EventCondition, Formula } from "./formula.ts";
import type { Search } from "./search.ts";

/**
 * Looks for an event of one kind, and of no kind before it, of which a formula is true. To be asked for the kinds in
 * their order: kinds that turn out to be in the way are ruled out once, for all that follow.
 */
export function kindSearch(
  formula: Formula<EventCondition>,
  assumption: Assumption,
  budget: Budget,
): (kind: RecordKind) => Search {
  let ruledOut: readonly RecordKind[] = [];
  let exhausted = false;

  function ruleOut(kinds: readonly RecordKind[]): void {
    ruledOut = [...ruledOut, ...kinds];
    exhausted = searchAssuming(beyond(), assumption, { budget }).kind === "none";
  }

  function beyond(): Formula<EventCondition> {
    return { kind: "all", parts: [formula, ...ruledOut.map(({ is }) => negated(is))] };
  }

  return (kind) => {
    const before = assumption.kinds.slice(0, assumption.kinds.indexOf(kind));
    while (!exhausted) {
      const wanted = { kind: "all", parts: [beyond(), kind.is] } as const;
      const found = searchAssuming(wanted, assumption, { budget, near: kind.sample });
      if (found.kind !== "found") return found;
      const message = logMessage(found.message);
      const inTheWay = before.filter(({ is }) => formulaHolds(is, message));
      if (inTheWay.length === 0) return found;
      ruleOut(inTheWay);
    }
    return { kind: "none" };
  };
}

function negated(formula: Formula<EventCondition>): Formula<EventCondition> {
  return formula.kind === "literal"
    ? { ...formula, holds: !formula.holds }
    : { kind: formula.kind === "all" ? "any" : "all", parts: formula.parts.map(negated) };
}
