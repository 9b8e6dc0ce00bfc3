import { type AdvancedEventSelector, defaultEventSelector, type EventSelector } from "../../cloudtrail/selector.ts";
import type { TrailItem } from "../inventory.ts";

/**
 * Does a trail log all management events, read and write, as an auditor sees it? Those that know classic selectors only
 * take a trail with advanced ones for a trail that logs nothing.
 */
export function managesEverything({ selectors }: TrailItem, understands: "classic" | "both"): boolean {
  if (selectors === undefined) return false;
  const { eventSelectors, advancedEventSelectors } = selectors;
  if (advancedEventSelectors !== undefined) return understands === "both" && advancedEventSelectors.some(isUnnarrowed);
  return (eventSelectors ?? [defaultEventSelector]).some(isForEverything);
}

function isForEverything(selector: EventSelector): boolean {
  const { ReadWriteType, IncludeManagementEvents } = { ...defaultEventSelector, ...selector };
  return ReadWriteType === "All" && IncludeManagementEvents;
}

/** A selector of management events that says nothing of `readOnly`. */
function isUnnarrowed({ FieldSelectors }: AdvancedEventSelector): boolean {
  return (
    FieldSelectors.some(({ Field, Equals }) => Field === "eventCategory" && Equals?.includes("Management")) &&
    !FieldSelectors.some(({ Field }) => Field === "readOnly")
  );
}

/**
 * Event sources whose management events a trail leaves out.
 *
 * @example
 * leftOut(trail); // ["kms.amazonaws.com"]
 */
export function leftOut({ selectors }: TrailItem): readonly string[] {
  const classic = (selectors?.eventSelectors ?? []).flatMap(
    ({ ExcludeManagementEventSources }) => ExcludeManagementEventSources ?? [],
  );
  const advanced = (selectors?.advancedEventSelectors ?? []).flatMap(({ FieldSelectors }) =>
    FieldSelectors.flatMap(({ Field, NotEquals }) => (Field === "eventSource" ? (NotEquals ?? []) : [])),
  );
  return [...classic, ...advanced];
}
