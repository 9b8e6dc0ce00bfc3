import { textAt } from "../../cloudtrail/json-value.ts";
import type { RecommendedFilter } from "../../controls/control.ts";
import type { Coverage } from "../finding.ts";
import type { TrailItem } from "../inventory.ts";
import type { SimulatedEvent } from "../simulate.ts";
import type { PlacedFilter } from "./ringing.ts";

/** Whether the filters that ring see all that a recommended filter sees. */
export type Decision =
  | {
      readonly covered: "yes";
      readonly by: readonly PlacedFilter[];
      /** One of them has the very pattern. */
      readonly isSame: boolean;
      /** Where the proof leans on what these trails leave out. */
      readonly trails: readonly TrailItem[];
    }
  | {
      readonly covered: "no";
      readonly by: readonly PlacedFilter[];
      readonly event: SimulatedEvent;
      readonly reason: string;
    }
  | { readonly covered: "unknown"; readonly reason: string };

const MOST_NAMED = 4;

export function tellCoverage({ filterName, filterPattern }: RecommendedFilter, decision: Decision): Coverage {
  const { covered } = decision;
  switch (decision.covered) {
    case "yes":
      return { filterPattern, covered, by: decision.by.map(tellFilter), why: tellYes(filterName, decision) };
    case "no": {
      const { record, text } = decision.event;
      const call = `${textAt(record, "eventName") ?? "an event"} of ${textAt(record, "eventSource") ?? "a service"}`;
      const why = `A record that the recommended filter ${filterName} matches (${call}) would reach nobody: ${decision.reason}.`;
      return { filterPattern, covered, by: decision.by.map(tellFilter), why, record: text };
    }
    case "unknown": {
      const why = `Whether the filters that ring see all that the recommended filter ${filterName} sees is not decided: ${decision.reason}.`;
      return { filterPattern, covered, by: [], why };
    }
  }
}

function tellYes(recommended: string, { by, isSame, trails }: Extract<Decision, { covered: "yes" }>): string {
  const logged = trails.length === 0 ? "CloudTrail can write" : `${listed(trails.map(({ Name }) => Name))} can log`;
  if (by.length === 0) return `The recommended filter ${recommended} matches no record that ${logged}.`;
  const names = [...new Set(by.map(({ filterName }) => filterName))];
  const filters = `the filter${names.length === 1 ? "" : "s"} ${listed(names)}`;
  const whatever = `Whatever the recommended filter ${recommended} matches`;
  if (isSame)
    return `${whatever}, ${filters} ${names.length === 1 ? "matches" : "match"} as well: the pattern is the same.`;
  return `${whatever}, ${filters} ${names.length === 1 ? "matches" : "match"} as well: proven for every record that ${logged}.`;
}

function tellFilter({ group, filterName }: PlacedFilter): string {
  return `${group.logGroupName}: ${filterName}`;
}

/** `a`, `a and b`, `a, b, c, d and 3 more` */
function listed(names: readonly string[]): string {
  const shown =
    names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
