import { checkMuteRule } from "../alarm/mute/validate.ts";
import type { Inventory } from "../audit/inventory.ts";
import { parseJson } from "../cloudtrail/json-value.ts";
import { asInventory, type FittedInventory, type SnapshotProblem } from "./inventory-schema.ts";

/** An account of 2,000 filters and alarms makes three million characters. */
const LONGEST = 256 * 1024 * 1024;

/** An inventory as the text of a snapshot file: JSON, one item of a list after another, ended by a line feed. */
export function writeSnapshot(inventory: Inventory): string {
  return `${JSON.stringify(inventory, null, 2)}\n`;
}

/**
 * Reads the text of a snapshot file; whatever does not fit is told, all of it at once.
 *
 * @example
 * readSnapshot("{}"); // { ok: false, problems: [{ path: "formatVersion", message: .. }, ..] }
 */
export function readSnapshot(text: string): FittedInventory {
  if (text.length > LONGEST) return refused(`is longer than ${LONGEST} characters`);
  const parsed = parseJson(text);
  if (parsed === undefined) return refused("is not JSON");
  const fitted = asInventory(parsed.value);
  if (!fitted.ok) return fitted;
  const problems = fitted.inventory.muteRules.flatMap(({ rule }, index): readonly SnapshotProblem[] => {
    const refusal = checkMuteRule(rule);
    return refusal === undefined ? [] : [{ path: `muteRules[${index}].rule`, message: refusal.message }];
  });
  return problems.length === 0 ? fitted : { ok: false, problems };
}

function refused(message: string): FittedInventory {
  return { ok: false, problems: [{ path: "", message }] };
}
