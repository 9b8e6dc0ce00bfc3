import type { Finding } from "./finding.ts";

/** A finding of a control that is silent and of nothing else, with what a test needs of it. */
export function findingOf(changed: Partial<Finding> = {}): Finding {
  return {
    control: "root",
    title: "root acts",
    verdict: "silent",
    summary: "",
    witnesses: [],
    hears: [],
    caveats: [],
    coverage: [],
    authorities: [],
    gaps: [],
    exposure: 0,
    ...changed,
  };
}
