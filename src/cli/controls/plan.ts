import { auditorsOf } from "../../audit/authorities/authorities.ts";
import { type ConflictPlan, conflictPlan, type PlannedFilter } from "../../audit/plan/conflict-plan.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { printAnswer } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { visibleLine } from "../visible.ts";
import { findControl } from "./find-control.ts";
import type { ControlsPlanOptions } from "./options.ts";

/** `tocsin controls plan`: the fewest filters that satisfy authorities who contradict each other, and page for the right events. */
export async function runControlsPlan(options: ControlsPlanOptions, io: Io): Promise<number> {
  const control = findControl(options.id);
  const known = auditorsOf(control).map(({ authority }) => authority);
  const strangers = (options.authority ?? []).filter((name) => !known.includes(name));
  if (strangers.length > 0) {
    const names = known.length === 0 ? "none" : known.join(", ");
    throw new UsageError(
      visibleLine(`no authority has a rule for ${control.id} under the name ${strangers.join(", ")}`),
      `Those that have: ${names}.`,
    );
  }
  const plan = conflictPlan(control, {
    authorities: options.authority ?? known,
    allowRefused: options.allowRefused,
  });
  await printAnswer({ json: plan, text: () => renderPlan(plan) }, options, io);
  return plan.unreachable.length > 0 ? EXIT.findings : EXIT.clean;
}

function renderPlan({ filters, verdicts, unreachable }: ConflictPlan): string {
  const lines = [
    ...filters.flatMap(filterLines),
    `passes: ${verdicts.flatMap(({ authority, verdict }) => (verdict === "pass" ? [authority] : [])).join(", ") || "none"}`,
    ...unreachable.map(({ authority, why }) => `cannot pass ${authority}: ${why}`),
  ];
  return `${lines.map(visibleLine).join("\n")}\n`;
}

function filterLines({ filterName, filterPattern, topic, satisfies, refused }: PlannedFilter): readonly string[] {
  const wanted = satisfies.length === 0 ? "" : `, for ${satisfies.join(", ")}`;
  return [
    `${filterName} (topic: ${topic}${wanted})`,
    `  ${filterPattern}`,
    ...(refused === true ? ["  AWS may refuse this text"] : []),
  ];
}
