import type { CompiledFilter } from "../../engine/compiled-filters.ts";
import { logMessage } from "../../pattern/message.ts";
import type { Account } from "../account.ts";
import { isRinging } from "../chain/notification.ts";
import { publications } from "../chain/publish.ts";
import { arrivalsOf, type Background, runRegion } from "../chain/region.ts";
import type { LogGroupItem } from "../inventory.ts";
import type { Simulator } from "../simulate.ts";
import type { Feeds } from "./reach.ts";

/** A metric filter of a log group. */
export interface PlacedFilter {
  readonly group: LogGroupItem;
  readonly filterName: string;
  readonly filterPattern: string;
}

export function filterKey({ group: { region, logGroupName }, filterName }: PlacedFilter): string {
  return JSON.stringify([region, logGroupName, filterName]);
}

/** Whether somebody is told of every event that a filter matches; `depends` where that is the event's own affair. */
export type Ringing = "always" | "not-by-itself" | "depends";

/**
 * Tells of filters whether they ring for whatever they match. Each is tried alone, where it is the only one to match, and
 * in the company of all other filters of its region: then the same alarm has to tell.
 */
export function ringingIn(simulator: Simulator, feeds: Feeds): (filter: PlacedFilter) => Ringing {
  const known = new Map<string, Ringing>();
  const company = new Map<string, ReadonlySet<string>>();
  const inCompany = (region: string): ReadonlySet<string> => {
    const groups = new Map([...feeds].filter(([group]) => group.region === region).map(([group]) => [group, 1]));
    const alarms = company.get(region) ?? alarmsTelling(simulator, groups, () => true);
    company.set(region, alarms);
    return alarms;
  };
  const decide = ({ group, filterName }: PlacedFilter): Ringing => {
    const isOwn = (one: CompiledFilter): boolean => one.definition.filterName === filterName;
    if (simulator.account.filters.of(group).compiled.list.filter(isOwn).some(dependsOnEvent)) return "depends";
    // Where a trail does not look, the others bring the event less often.
    const times = Array.from({ length: feeds.get(group)?.length ?? 0 }, (_, index) => index + 1);
    const always = times.every((count) => {
      const alone = alarmsTelling(simulator, new Map([[group, count]]), isOwn);
      return [...alone].some((alarm) => inCompany(group.region).has(alarm));
    });
    return always && times.length > 0 ? "always" : "not-by-itself";
  };
  return (filter) => {
    const key = filterKey(filter);
    const ringing = known.get(key) ?? decide(filter);
    known.set(key, ringing);
    return ringing;
  };
}

/** The filters of a log group that match a message, each once. */
export function filtersMatching(account: Account, group: LogGroupItem, text: string): readonly PlacedFilter[] {
  const { compiled } = account.filters.of(group);
  const found = new Map<string, PlacedFilter>();
  for (const at of compiled.match(logMessage(text))) {
    const { filterName, filterPattern } = compiled.list[at]?.definition ?? {};
    if (filterName === undefined || filterPattern === undefined) continue;
    found.set(filterName, { group, filterName, filterPattern });
  }
  return [...found.values()];
}

function dependsOnEvent({
  definition: { metricTransformations, fieldSelectionCriteria = "" },
}: CompiledFilter): boolean {
  return (
    fieldSelectionCriteria !== "" ||
    metricTransformations.some(
      ({ metricValue, dimensions = {} }) => metricValue.startsWith("$") || Object.keys(dimensions).length > 0,
    )
  );
}

/** The alarms that tell of ALARM, in a quiet log group and in a busy one, when just these filters match an event. */
function alarmsTelling(
  { account, at, timelines }: Simulator,
  groups: ReadonlyMap<LogGroupItem, number>,
  isMatching: (filter: CompiledFilter) => boolean,
): ReadonlySet<string> {
  const published = publications(matchingOnly(account, isMatching), groups, { text: "{}", time: at });
  const telling = (background: Background): readonly string[] =>
    published.flatMap(({ region, deltas }) =>
      runRegion(account, region, arrivalsOf(deltas, at), background, timelines)
        .notifications.filter(isRinging)
        .map(({ alarmArn }) => alarmArn),
    );
  const busy = new Set(telling("busy"));
  return new Set(telling("quiet").filter((alarm) => busy.has(alarm)));
}

/** The account, where a filter matches when it is one of these, and not by its pattern. */
function matchingOnly(account: Account, isMatching: (filter: CompiledFilter) => boolean): Account {
  return {
    ...account,
    filters: {
      of(group) {
        const filters = account.filters.of(group);
        const { compiled } = filters;
        const places = [...compiled.list.keys()].filter((at) => {
          const filter = compiled.list[at];
          return filter !== undefined && isMatching(filter);
        });
        return { ...filters, compiled: { ...compiled, match: () => places } };
      },
    },
  };
}
