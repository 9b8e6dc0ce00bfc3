import type { Control } from "../../controls/control.ts";
import type { CorpusRecord } from "../../controls/corpus-record.ts";
import { audit } from "../audit.ts";
import { authorities } from "../authorities/authorities.ts";
import type { AuthorityVerdict, Finding } from "../finding.ts";
import type { Inventory } from "../inventory.ts";
import { SEVERITY } from "../verdict.ts";

/** What a plan is made for. */
export interface PlanRequest {
  readonly inventory: Inventory;
  readonly control: Control;
  /** The finding of that control in that inventory. */
  readonly finding: Finding;
  readonly corpus: readonly CorpusRecord[];
  /** Names as `authorities` gives them; all that have a rule for the control unless given. */
  readonly authorities?: readonly string[];
}

/** What the audit finds for the request's control in another inventory. */
export function findingIn({ control, corpus }: PlanRequest, inventory: Inventory): Finding {
  const [finding] = audit(inventory, [control], corpus);
  if (finding === undefined) throw new Error(`the audit has nothing to say of ${control.id}`);
  return finding;
}

/** How the chosen authorities judge an inventory. */
export function chosenVerdicts(
  { control, authorities: chosen }: PlanRequest,
  inventory: Inventory,
): readonly AuthorityVerdict[] {
  return authorities(inventory, control).filter(({ authority }) => chosen?.includes(authority) ?? true);
}

/** Below zero when the first finding is the worse one: by its verdict, then by how many events go unseen. */
export function compareOutcomes(a: Finding, b: Finding): number {
  return SEVERITY[b.verdict] - SEVERITY[a.verdict] || unseen(b) - unseen(a);
}

function unseen({ witnesses }: Finding): number {
  return witnesses.filter(({ expected, outcome }) => expected === "must-ring" && outcome !== "rings").length;
}
