import type { Control } from "../../controls/control.ts";
import type { Auditor } from "../authorities/auditor.ts";
import { auditorsOf } from "../authorities/authorities.ts";
import type { Inventory } from "../inventory.ts";
import { type Addition, type FilterToAdd, type TopicToUse, withAddition } from "./addition.ts";
import { chosenVerdicts, type PlanRequest } from "./judging.ts";
import { nameChooser } from "./names.ts";
import { type LogGroupPlace, lowPriorityTopic } from "./places.ts";
import { isIn, NAMESPACE, plainMetric } from "./precise-filters.ts";
import { isShowable } from "./shell.ts";
import { smallestCover } from "./smallest-cover.ts";
import { candidateTexts, isAccepted, takes } from "./texts.ts";

/** AWS takes no longer ones. doc API_PutMetricFilter */
const LONGEST_PATTERN = 1024;

/** One thing to try: an alarm on a filter that is there, or a filter with a text. */
interface Candidate {
  /** What tells it from the others. */
  readonly key: string;
  readonly filterPattern: string;
  /** Set where the filter is there. */
  readonly existing?: Pick<FilterToAdd, "filterName" | "metricName" | "metricNamespace">;
}

/**
 * The fewest filters that make the chosen authorities pass which still fail, on a topic that wakes nobody. Alarms on
 * filters that are there cost no filter. Which authority a candidate satisfies is what its own rule says of the inventory
 * with that candidate, so that every link that it looks at counts.
 *
 * @param inventory with the precise filters
 */
export function complianceAddition(request: PlanRequest, inventory: Inventory, place: LogGroupPlace): Addition {
  const { control } = request;
  const failing = chosenVerdicts(request, inventory).filter(({ verdict }) => verdict === "fail");
  const names = failing.map(({ authority }) => authority);
  const auditors = auditorsOf(control).filter(({ authority }) => names.includes(authority));
  const topic = { ...lowPriorityTopic(inventory, place.region), subscribes: true };
  const additionOf = (candidates: readonly Candidate[], subscribes: boolean): Addition => ({
    ...place,
    filters: filtersOf(candidates, { inventory, place, control, topic }),
    topics: candidates.length === 0 ? [] : [{ ...topic, subscribes }],
  });
  const passing = (addition: Addition): ReadonlySet<string> => {
    const verdicts = chosenVerdicts(request, withAddition(inventory, addition));
    return new Set(verdicts.flatMap(({ authority, verdict }) => (verdict === "pass" ? [authority] : [])));
  };
  const free = existingCandidates(inventory, place, control, auditors);
  const texts = textCandidates(control, auditors);
  const covers = new Map(
    [...free, ...texts].map((candidate) => {
      const passed = passing(additionOf([candidate], true));
      return [candidate, names.flatMap((name, index) => (passed.has(name) ? [index] : []))];
    }),
  );
  const covered = (candidates: readonly Candidate[]): ReadonlySet<number> =>
    new Set(candidates.flatMap((candidate) => covers.get(candidate) ?? []));
  const cover = (candidates: readonly Candidate[], without: ReadonlySet<number>): readonly Candidate[] => {
    const given = candidates.map((candidate) => ({
      text: candidate.key,
      covers: (covers.get(candidate) ?? []).filter((index) => !without.has(index)),
    }));
    const { chosen } = smallestCover(names.length, given);
    return candidates.filter(({ key }) => chosen.includes(key));
  };
  // New filters only for what alarms on those that are there cannot reach; of the alarms those that are still needed.
  const chosenFrom = (some: readonly Candidate[]): readonly Candidate[] => {
    const added = cover(some, covered(free));
    return [...cover(free, covered(added)), ...added];
  };
  // Some auditors give up where two filters have one text.
  const there = new Set(inventory.metricFilters.map(({ filterPattern }) => filterPattern));
  const withoutTwins = chosenFrom(texts.filter(({ filterPattern }) => !there.has(filterPattern)));
  const withTwins = chosenFrom(texts);
  const count = (candidates: readonly Candidate[]): number => passing(additionOf(candidates, true)).size;
  const chosen = count(withTwins) > count(withoutTwins) ? withTwins : withoutTwins;
  const unheard = additionOf(chosen, false);
  return passing(unheard).size === count(chosen) ? unheard : additionOf(chosen, true);
}

function existingCandidates(
  { metricFilters }: Inventory,
  place: LogGroupPlace,
  control: Control,
  auditors: readonly Auditor[],
): readonly Candidate[] {
  return metricFilters.flatMap((filter) => {
    const { filterName, filterPattern } = filter;
    const metric = plainMetric(filter);
    if (metric === undefined || !isIn(filter, place) || !isShowable(filterName)) return [];
    if (!auditors.some((auditor) => takes(auditor, filterPattern, control))) return [];
    return [{ key: `filter ${filterName}`, filterPattern, existing: { filterName, ...metric } }];
  });
}

function textCandidates(control: Control, auditors: readonly Auditor[]): readonly Candidate[] {
  return candidateTexts(control, auditors)
    .filter(
      (text) =>
        text.length <= LONGEST_PATTERN &&
        isAccepted(text) &&
        isShowable(text) &&
        auditors.some((auditor) => takes(auditor, text, control)),
    )
    .map((text) => ({ key: `text ${text}`, filterPattern: text }));
}

function filtersOf(
  candidates: readonly Candidate[],
  scene: {
    readonly inventory: Inventory;
    readonly place: LogGroupPlace;
    readonly control: Control;
    readonly topic: TopicToUse;
  },
): readonly FilterToAdd[] {
  const { inventory, place, control, topic } = scene;
  const choose = nameChooser(inventory, place);
  return candidates.map(({ filterPattern, existing }, index): FilterToAdd => {
    const name = choose(`${control.id}-compliant-${index + 1}`);
    const base = {
      filterPattern,
      alarmName: name,
      topic: "low-priority",
      topicArn: topic.topicArn,
      satisfies: [],
    } as const;
    return existing === undefined
      ? { ...base, filterName: name, metricName: name, metricNamespace: NAMESPACE }
      : { ...base, ...existing, existing: true };
  });
}
