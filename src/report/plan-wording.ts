import type { AccountPlan } from "../audit/plan/account-plan.ts";
import type { AuditReport } from "./report.ts";
import { namesOf } from "./wording.ts";

/**
 * `to ring, and to pass security-hub, scoutsuite as well: 3 filters`; without commands why there are none.
 *
 * @example
 * tellPlan(plan); // "to pass security-hub as well: 1 filter"
 */
export function tellPlan(plan: AccountPlan): string {
  const { notOffered } = plan;
  return notOffered === undefined ? `${tellAim(plan)}: ${tellSize(plan)}` : `no plan: ${notOffered}`;
}

function tellAim({ filters, verdictBefore, verdictAfter, authorities }: AccountPlan): string {
  const pages = filters.some(({ topic }) => topic === "pager");
  const ring =
    verdictAfter !== "rings"
      ? "to ring for more events"
      : verdictBefore === "noisy"
        ? "to ring by a precise alarm"
        : "to ring";
  const passing = authorities.filter(({ before, after }) => before !== "pass" && after === "pass");
  const names = namesOf(passing.map(({ authority }) => authority));
  if (passing.length === 0) return ring;
  return pages ? `${ring}, and to pass ${names}` : `to pass ${names} as well`;
}

function tellSize({ filters }: AccountPlan): string {
  const count = filters.filter(({ existing }) => existing !== true).length;
  const alarms = filters.length - count;
  return [
    ...(count === 0 ? [] : [`${count} filter${count === 1 ? "" : "s"}`]),
    ...(alarms === 0
      ? []
      : [`${alarms} alarm${alarms === 1 ? " on a filter that is there" : "s on filters that are there"}`]),
  ].join(" and ");
}

/** What a plan does not reach, and what it leaves to people. */
export function tellRest({ unreachable, notes }: AccountPlan): readonly string[] {
  return [...unreachable.map(({ authority, why }) => `cannot pass ${authority}: ${why}`), ...notes];
}

/** That there are plans to be had, where something rings that an authority would fail and nobody has asked for one. */
export function tellPlansToBeHad({ findings, plannedFor }: AuditReport): string | undefined {
  const isFailed = findings.some(
    ({ verdict, authorities }) =>
      (verdict === "rings" || verdict === "noisy") && authorities.some((one) => one.verdict === "fail"),
  );
  return isFailed && plannedFor === undefined
    ? "What would satisfy the authorities as well: tocsin audit --plan"
    : undefined;
}
