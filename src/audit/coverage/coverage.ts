import type { Control, RecommendedFilter } from "../../controls/control.ts";
import type { Budget } from "../../proof/budget.ts";
import { deliveriesOf } from "../chain/trail.ts";
import type { Coverage } from "../finding.ts";
import type { Delivered, SimulatedEvent, Simulator } from "../simulate.ts";
import { leftOutBy } from "./left-out.ts";
import { type Place, placesOf } from "./place.ts";
import { canonical, onlyMatchedBy, type Prover, proverWith } from "./proof.ts";
import { type Feeds, feedsOf } from "./reach.ts";
import { filtersMatching, type PlacedFilter, type Ringing, ringingIn } from "./ringing.ts";
import { type Decision, tellCoverage } from "./tell.ts";
import { unseenAt } from "./witness.ts";

/** What the filters of an account see of what a control's recommended filters see. */
export type CoverageOf = (control: Control, delivered: readonly Delivered[]) => readonly Coverage[];

/** Enough for every pattern of the controls many times over. */
const BUDGET: Budget = { states: 20_000, decisions: 20_000 };
/** Records that are tried for one recommended filter before it is left undecided. */
const MOST_ROUNDS = 8;

/**
 * Proves, for each recommended filter of a control, that the filters which ring see all records that it sees, or finds
 * a record that it sees and nobody is told of. Nothing is said of a control of which no event rings.
 *
 * @example
 * const coverageOf = coverageIn(simulator);
 * coverageOf(control, [{ event, fate: simulator.fateOf(event) }])[0]?.covered; // "yes", "no" or "unknown"
 */
export function coverageIn(simulator: Simulator, budget: Budget = BUDGET): CoverageOf {
  const feeds = feedsOf(simulator.account);
  const bench: Bench = { simulator, feeds, ringing: ringingIn(simulator, feeds), prover: proverWith(budget) };
  return ({ recommended }, delivered) => {
    if (!delivered.some(({ fate }) => fate.outcome === "rings")) return [];
    const places = placesOf(simulator, feeds, delivered, bench.ringing);
    return recommended.map((filter) => {
      const decisions = places.map((place) => decideAt(bench, place, filter));
      return tellCoverage(filter, worstOf(decisions));
    });
  };
}

interface Bench {
  readonly simulator: Simulator;
  readonly feeds: Feeds;
  readonly ringing: (filter: PlacedFilter) => Ringing;
  readonly prover: Prover;
}

/** Asks, lets the record that speaks against it happen, learns from it which other filters ring, and asks again. */
function decideAt(bench: Bench, place: Place, filter: RecommendedFilter): Decision {
  const { simulator, prover } = bench;
  const { account } = simulator;
  const requirement = canonical(filter.filterPattern);
  if (requirement === undefined) return undecided("its pattern is not understood");
  const isMeant = onlyMatchedBy(requirement, []);
  const seen = place.delivered.filter(({ event }) => isMeant(event.text));
  const arrives = ({ record }: SimulatedEvent): boolean => deliveriesOf(account, record).groups.has(place.group);
  const union = unionOf(bench, new Map(), place.matched);
  // Records of the corpus that nobody hears of need no search.
  const missed = (["silent", "unknown"] as const).flatMap((outcome) =>
    seen.filter(({ fate }) => fate.outcome === outcome),
  );
  const [unheard] = missed;
  if (unheard !== undefined) return unheardOf(unheard, union);
  const near = seen[0]?.event.text;
  const able = leftOutBy(place.trails, account.inventory.regions);
  let leftOut: readonly string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const patterns = [...union.keys()];
    const answer = prover({ patterns, requirement, leftOut, ...(near === undefined ? {} : { near }) });
    if (answer.answer === "yes") {
      const by = answer.needed.flatMap((pattern) => union.get(pattern) ?? []);
      const trails = leftOut.length === 0 ? [] : place.trails;
      return { covered: "yes", by, isSame: answer.needed.includes(requirement), trails };
    }
    if (answer.answer === "unknown") return undecided(answer.reason);
    const event = unseenAt(simulator, place, answer.witness, onlyMatchedBy(requirement, [...patterns, ...leftOut]));
    if (event === undefined || !arrives(event)) {
      if (leftOut === able) return undecided("the record that was found cannot happen where the trails look");
      leftOut = able;
      continue;
    }
    const fate = simulator.fateOf(event);
    if (fate.outcome !== "rings") return unheardOf({ event, fate }, union);
    const known = union.size;
    unionOf(bench, union, matchedBy(simulator, place, event));
    if (union.size === known) return undecided(doubtOf(bench, place, event));
  }
  return undecided(`after ${MOST_ROUNDS} records there are still others`);
}

function undecided(reason: string): Decision {
  return { covered: "unknown", reason };
}

function unheardOf({ event, fate }: Delivered, union: ReadonlyMap<string, PlacedFilter>): Decision {
  const reason = fate.stop?.reason ?? "nobody is told";
  return fate.outcome === "unknown" ? undecided(reason) : { covered: "no", by: [...union.values()], event, reason };
}

function matchedBy({ account }: Simulator, { members }: Place, { text }: SimulatedEvent): readonly PlacedFilter[] {
  return members.flatMap((group) => filtersMatching(account, group, text));
}

/** Adds the filters that ring for whatever they match: one of those that have the same pattern. */
function unionOf(
  { ringing }: Bench,
  union: Map<string, PlacedFilter>,
  filters: readonly PlacedFilter[],
): Map<string, PlacedFilter> {
  for (const filter of filters) {
    const pattern = canonical(filter.filterPattern);
    if (pattern === undefined || union.has(pattern) || ringing(filter) !== "always") continue;
    union.set(pattern, filter);
  }
  return union;
}

/** Why a record that rings proves nothing of other records. */
function doubtOf({ simulator, ringing }: Bench, place: Place, event: SimulatedEvent): string {
  const filters = matchedBy(simulator, place, event);
  const depending = filters.find((filter) => ringing(filter) === "depends");
  if (depending !== undefined) return `what the metric filter ${depending.filterName} publishes depends on the event`;
  const [first] = filters;
  return first === undefined
    ? "some records ring only by filters of another log group, which gets other records"
    : `the metric filter ${first.filterName} does not ring by itself`;
}

const ORDER = { no: 2, unknown: 1, yes: 0 } as const;

/** What holds of all places together: the first of the worst; of a yes, every filter. */
function worstOf(decisions: readonly Decision[]): Decision {
  let worst: Decision | undefined;
  for (const decision of decisions) {
    if (worst === undefined || ORDER[decision.covered] > ORDER[worst.covered]) worst = decision;
    else if (worst.covered === "yes" && decision.covered === "yes") {
      worst = {
        covered: "yes",
        by: [...new Set([...worst.by, ...decision.by])],
        isSame: worst.isSame && decision.isSame,
        trails: [...new Set([...worst.trails, ...decision.trails])],
      };
    }
  }
  return worst ?? undecided("no filter rings for whatever it matches");
}
