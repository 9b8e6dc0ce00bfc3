import type { Control } from "../controls/control.ts";
import type { CorpusRecord, Judgement } from "../controls/corpus-record.ts";
import { rootCall } from "./inventory.testing.ts";

/** A control with these events and nothing else to say. */
export function controlOf(id: string, mustRing: readonly string[], mustNot: readonly string[]): Control {
  return {
    id,
    title: `the control ${id}`,
    kind: "chain",
    rationale: "",
    benchmarks: [],
    events: { mustRing, mustNot },
    recommended: [],
    published: [],
    checks: [],
    mappings: [],
    audit: [],
    prevention: [],
    notes: [],
    references: [],
  };
}

/** A record of a call, root's unless its members say otherwise, that these controls want and all others do not. */
export function recordOf(
  id: string,
  wantedBy: readonly string[],
  members: Readonly<Record<string, unknown>> = {},
): CorpusRecord {
  const wanted = wantedBy.map((control): [string, Judgement] => [control, { verdict: "must-ring", why: "" }]);
  return {
    id,
    title: `the record ${id}`,
    provenance: { kind: "synthetic", source: "" },
    record: { ...rootCall().record, ...members },
    verdicts: { ...Object.fromEntries(wanted), "*": { verdict: "must-not", why: "" } },
  };
}
