import { compileJsonCondition } from "../../pattern/match-json.ts";
import type { LogMessage } from "../../pattern/message.ts";
import { type FoundValue, findValues } from "../../pattern/select.ts";
import type { EventCondition, Formula, ValueKind } from "../formula.ts";

/** Is the formula true of this message? Of what is not one JSON object it is not. */
export function formulaHolds(formula: Formula<EventCondition>, message: LogMessage): boolean {
  switch (formula.kind) {
    case "all":
      return formula.parts.every((part) => formulaHolds(part, message));
    case "any":
      return formula.parts.some((part) => formulaHolds(part, message));
    case "literal": {
      const root = message.json();
      if (root === undefined) return false;
      const { condition, holds } = formula;
      const truth =
        condition.kind === "kinds"
          ? condition.kinds.includes(kindOf(findValues(message, condition.selector)[0]))
          : compileJsonCondition(condition)({ message, root });
      return truth === holds;
    }
  }
}

function kindOf(found: FoundValue | undefined): ValueKind {
  if (found === undefined) return "absent";
  if (found.kind === "boolean") return found.value ? "true" : "false";
  return found.kind;
}
