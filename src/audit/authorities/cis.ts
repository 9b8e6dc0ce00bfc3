import type { BenchmarkItem, Control } from "../../controls/control.ts";
import type { Auditor } from "./auditor.ts";
import { squeeze } from "./benchmark-text.ts";

/**
 * One version of the CIS AWS Foundations Benchmark as its audit text reads: one of the texts that are published for the
 * version, whatever the white space, and each link after it. Versions from 2.0 on ask a person for a judgement instead,
 * see {@link isJudgedByHand}.
 */
export function cisVersion(item: BenchmarkItem): Auditor {
  return {
    authority: item.benchmark,
    source: "the audit texts of the version as its published copies print them",
    idOf: () => item.number,
    textRule: (control) => {
      const squeezed = new Set(textsOf(control, item.benchmark).map(squeeze));
      return squeezed.size === 0 ? undefined : (filterPattern) => squeezed.has(squeeze(filterPattern));
    },
    wants: (control) => textsOf(control, item.benchmark)[0],
    demands: {
      trail: { multiRegion: true, logging: true, managementEvents: "both", otherwise: "fail" },
      filterIn: "log-group-of-the-trail",
      alarm: "same-metric",
      alarmActions: true,
      subscription: "confirmed",
    },
  };
}

/** Texts that AWS would refuse are misprints of a copy, and nobody's demand. */
function textsOf({ published }: Control, benchmark: string): readonly string[] {
  return published
    .filter(
      ({ flaw, statedBy }) =>
        flaw?.kind !== "refused" && statedBy.some(({ versions }) => versions?.includes(benchmark)),
    )
    .map(({ filterPattern }) => filterPattern);
}

/** From 2.0 on the items say that something is monitored, by whatever means, and a person assesses them. doc CIS */
export function isJudgedByHand({ demands, assessment }: BenchmarkItem): boolean {
  return demands === "monitoring" && assessment !== "Automated";
}
