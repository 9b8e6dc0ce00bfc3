import { checkSelectors } from "../../cloudtrail/check-selectors.ts";
import { type AdvancedEventSelector, defaultEventSelector, type EventSelector } from "../../cloudtrail/selector.ts";
import type { Operation } from "../context.ts";
import type { Trail } from "../documents.ts";
import { refused } from "./errors.ts";
import { putTrail, requireOwnTrail, requireTrail } from "./trails.ts";

export interface PutEventSelectorsInput {
  readonly TrailName: string;
  readonly EventSelectors?: readonly EventSelector[];
  readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[];
}

/** The selectors in force: of one kind only. doc MODEL */
export interface EventSelectorsOutput {
  readonly TrailARN: string;
  readonly EventSelectors?: readonly EventSelector[];
  readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[];
}

/**
 * PutEventSelectors: replaces the trail's selectors, of either kind.
 *
 * @throws AwsError TrailNotFoundException, InvalidHomeRegionException, InvalidEventSelectorsException
 */
export const putEventSelectors: Operation<PutEventSelectorsInput, EventSelectorsOutput> = async (
  engine,
  call,
  input,
) => {
  const given = nonEmpty(input);
  const refusal = checkSelectors(given);
  if (refusal !== undefined) throw refused(refusal);
  const trail = await engine.store.transaction(async (tx) => {
    const {
      eventSelectors: _old,
      advancedEventSelectors: _oldAdvanced,
      ...rest
    } = await requireOwnTrail(tx, call.scope, input.TrailName);
    const next: Trail = { ...rest, ...given };
    await putTrail(tx, next);
    return next;
  });
  return shownSelectors(trail);
};

/**
 * GetEventSelectors: a trail whose selectors were never put has the default one.
 *
 * @throws AwsError TrailNotFoundException
 */
export const getEventSelectors: Operation<{ readonly TrailName: string }, EventSelectorsOutput> = async (
  engine,
  call,
  input,
) => shownSelectors(await engine.store.transaction((tx) => requireTrail(tx, call.scope, input.TrailName)));

function shownSelectors(trail: Trail): EventSelectorsOutput {
  const { TrailARN, eventSelectors, advancedEventSelectors } = trail;
  if (advancedEventSelectors !== undefined) return { TrailARN, AdvancedEventSelectors: advancedEventSelectors };
  return { TrailARN, EventSelectors: eventSelectors ?? [defaultEventSelector] };
}

/** Clients send an empty list of the kind that they do not mean. Defaults are filled in (inf), as the answers show them. */
function nonEmpty({
  EventSelectors = [],
  AdvancedEventSelectors = [],
}: PutEventSelectorsInput): Pick<Trail, "eventSelectors" | "advancedEventSelectors"> {
  return {
    ...(EventSelectors.length === 0
      ? {}
      : { eventSelectors: EventSelectors.map((selector) => ({ ...defaultEventSelector, ...selector })) }),
    ...(AdvancedEventSelectors.length === 0 ? {} : { advancedEventSelectors: AdvancedEventSelectors }),
  };
}
