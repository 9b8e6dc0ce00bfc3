import type { Control } from "../../controls/control.ts";
import type { Auditor } from "../authorities/auditor.ts";
import { auditorsOf } from "../authorities/authorities.ts";
import { auditorVerdict } from "../authorities/verdict.ts";
import type { AuthorityVerdict } from "../finding.ts";
import type { FilterToAdd } from "./addition.ts";
import { plannedInventory } from "./empty-account.ts";
import { smallestCover } from "./smallest-cover.ts";
import { candidateTexts, isAccepted, takes, whyNoText } from "./texts.ts";

/** Filters that together satisfy authorities who contradict each other, while only precise ones page somebody. */
export interface ConflictPlan {
  readonly control: string;
  readonly filters: readonly PlannedFilter[];
  /** How each chosen authority judges an account with exactly these filters. */
  readonly verdicts: readonly AuthorityVerdict[];
  /** Chosen authorities that no filter can satisfy, and why. */
  readonly unreachable: readonly UnreachableAuthority[];
}

/** One filter with the chain behind it, its alarm and its topic of its own name. */
export interface PlannedFilter extends Omit<FilterToAdd, "alarmName" | "topicArn" | "existing"> {
  /** AWS's documented language does not have this text: PutMetricFilter may refuse it. */
  readonly refused?: true;
}

export interface UnreachableAuthority {
  readonly authority: string;
  readonly why: string;
}

export interface ConflictPlanOptions {
  /** Names of authorities: `prowler`, `security-hub`, `cis-1.4`. */
  readonly authorities: readonly string[];
  /** Plan with texts that AWS would refuse as far as its documentation goes. */
  readonly allowRefused?: boolean;
}

const NAMESPACE = "Tocsin";

/**
 * Plans the smallest set of filters that passes the chosen authorities while only the control's recommended filters page.
 * Candidates are the control's published patterns and the texts that the authorities want; the set is the smallest there
 * is among them, and of several the one with the shortest texts. Authorities without a rule for the control are left out.
 *
 * @example
 * conflictPlan(control, { authorities: ["scoutsuite", "cloudsploit"] }).filters.filter(({ topic }) => topic === "low-priority");
 * // two filters: those two want different texts
 */
export function conflictPlan(control: Control, options: ConflictPlanOptions): ConflictPlan {
  const chosen = auditorsOf(control).filter(
    (auditor) => options.authorities.includes(auditor.authority) && auditor.textRule(control) !== undefined,
  );
  const precise = control.recommended.map(({ filterName, filterPattern }) =>
    planned(filterName, filterPattern, "pager"),
  );
  const open = chosen.filter((auditor) => !precise.some((filter) => takes(auditor, filter.filterPattern, control)));
  const texts = candidateTexts(control, chosen).filter((text) => options.allowRefused === true || isAccepted(text));
  const cover = smallestCover(
    open.length,
    texts.map((text) => ({ text, covers: placesWhere(open, (auditor) => takes(auditor, text, control)) })),
  );
  const compliant = cover.chosen.map((text, place) =>
    planned(`${control.id}-compliant-${place + 1}`, text, "low-priority"),
  );
  const filters = [...precise, ...compliant].map((filter) => ({
    ...filter,
    ...(isAccepted(filter.filterPattern) ? {} : { refused: true as const }),
    satisfies: chosen
      .filter((auditor) => takes(auditor, filter.filterPattern, control))
      .map(({ authority }) => authority),
  }));
  const inventory = plannedInventory(filters);
  return {
    control: control.id,
    filters,
    verdicts: chosen.map((auditor) => {
      const { authority, id, verdict, why } = auditorVerdict(auditor, inventory, control);
      return { authority, id, verdict, why };
    }),
    unreachable: cover.uncovered.flatMap((place) => unreachable(open[place], control)),
  };
}

function planned(name: string, filterPattern: string, topic: PlannedFilter["topic"]): PlannedFilter {
  return { filterName: name, filterPattern, metricName: name, metricNamespace: NAMESPACE, topic, satisfies: [] };
}

function placesWhere(auditors: readonly Auditor[], test: (auditor: Auditor) => boolean): readonly number[] {
  return auditors.flatMap((auditor, place) => (test(auditor) ? [place] : []));
}

function unreachable(auditor: Auditor | undefined, control: Control): readonly UnreachableAuthority[] {
  return auditor === undefined ? [] : [{ authority: auditor.authority, why: whyNoText(auditor, control) }];
}
