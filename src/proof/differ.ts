import type { FilterPattern } from "../pattern/ast.ts";
import { compileMatcher } from "../pattern/match.ts";
import { logMessage } from "../pattern/message.ts";
import type { Assumption } from "./assume/assumption.ts";
import { searchAssuming } from "./assume/nearest-record.ts";
import type { Budget } from "./budget.ts";
import { changesBetween } from "./differ-changes.ts";
import { kindSearch } from "./differ-kinds.ts";
import { type EventCondition, type Formula, formulaOf } from "./formula.ts";
import { searchJson } from "./json/search.ts";

/** Records that one of two patterns sees and the other does not. */
export interface Seen {
  /** The name of their kind. */
  readonly kind: string;
  /** One of them, as raw JSON text; the matcher has confirmed that only one pattern matches it. */
  readonly record: string;
  /** In what it is unlike the kind's sample: `eventName "DeleteTrail"`. Empty where the sample itself is seen. */
  readonly changes: readonly string[];
  /** `none` of the kind's records that the one sees does the other see, or `some` of them, or perhaps some. */
  readonly otherSees: "none" | "some";
}

export interface Undecided {
  /** Of which kind of records it is not known. */
  readonly name: string;
  readonly reason: string;
}

/** Two patterns held against each kind of records. */
export interface Comparison {
  readonly onlyFirst: readonly Seen[];
  readonly onlySecond: readonly Seen[];
  readonly undecided: readonly Undecided[];
  /** Events that are not as assumed, where the patterns differ in no event that is. */
  readonly outside: { readonly onlyFirst?: string; readonly onlySecond?: string };
}

/** What one pattern matches and another does not. */
interface OneWay {
  readonly seen: readonly Seen[];
  readonly undecided: readonly Undecided[];
  readonly outside?: string;
}

/**
 * In which kinds of records do two patterns differ? Of JSON patterns each kind is decided for all its records, not by
 * its sample. A record counts for the first kind that it fits, and for no other.
 *
 * @example
 * const a = parsePattern('{ $.eventName = "ConsoleLogin" }');
 * const b = parsePattern('{ $.eventName = "ConsoleLogin" && $.userIdentity.type = "IAMUser" }');
 * if (a.ok && b.ok) differ(a.pattern, b.pattern, cloudtrail, DEFAULT_BUDGET).onlyFirst[0]?.kind; // "root sign-ins without MFA"
 */
export function differ(
  first: FilterPattern,
  second: FilterPattern,
  assumption: Assumption,
  budget: Budget,
): Comparison {
  const forward = seenByOne(first, second, assumption, budget);
  const backward = seenByOne(second, first, assumption, budget);
  const undecided = new Map([...forward.undecided, ...backward.undecided].map((entry) => [entry.name, entry]));
  return {
    onlyFirst: forward.seen,
    onlySecond: backward.seen,
    undecided: [...undecided.values()],
    outside: {
      ...(forward.outside === undefined ? {} : { onlyFirst: forward.outside }),
      ...(backward.outside === undefined ? {} : { onlySecond: backward.outside }),
    },
  };
}

function seenByOne(one: FilterPattern, other: FilterPattern, assumption: Assumption, budget: Budget): OneWay {
  const isSeen = onlyMatchedBy(one, other);
  if (one.kind !== "json" || other.kind !== "json") return seenAmongSamples(isSeen, assumption);
  const seesOne = formulaOf<EventCondition>(one.expression, true);
  const difference = all([seesOne, formulaOf<EventCondition>(other.expression, false)]);
  if (searchAssuming(difference, assumption, { budget }).kind === "none") {
    const search = searchJson(difference, { budget });
    return { seen: [], undecided: [], ...(search.kind === "found" ? { outside: confirmed(search.message) } : {}) };
  }
  const searchDifference = kindSearch(difference, assumption, budget);
  const searchBoth = kindSearch(all([seesOne, formulaOf(other.expression, true)]), assumption, budget);
  const seen: Seen[] = [];
  const undecided: Undecided[] = [];
  for (const kind of assumption.kinds) {
    const found = isSeen(kind.sample) ? { kind: "found" as const, message: kind.sample } : searchDifference(kind);
    if (found.kind === "unknown") undecided.push({ name: kind.name, reason: found.reason });
    if (found.kind !== "found") continue;
    const record = confirmed(found.message);
    const otherSees = searchBoth(kind).kind === "none" ? "none" : "some";
    seen.push({ kind: kind.name, record, changes: changesBetween(kind.sample, record), otherSees });
  }
  return { seen, undecided };

  function confirmed(message: string): string {
    if (!isSeen(message)) throw new Error(`the matcher denies a difference: ${message}`);
    return message;
  }
}

/** The samples can be held against patterns of any family; more than that is known of JSON patterns only. */
function seenAmongSamples(isSeen: (message: string) => boolean, { kinds }: Assumption): OneWay {
  const seen = kinds.filter(({ sample }) => isSeen(sample));
  const reason = "kinds of records are decided for two JSON patterns; here one sample of each was tried";
  return {
    seen: seen.map(({ name, sample }) => ({ kind: name, record: sample, changes: [], otherSees: "some" })),
    undecided: kinds.filter((kind) => !seen.includes(kind)).map(({ name }) => ({ name, reason })),
  };
}

function onlyMatchedBy(one: FilterPattern, other: FilterPattern): (message: string) => boolean {
  const wanted = compileMatcher(one);
  const unwanted = compileMatcher(other);
  return (text) => {
    const message = logMessage(text);
    return wanted(message) && !unwanted(message);
  };
}

function all(parts: readonly Formula<EventCondition>[]): Formula<EventCondition> {
  return { kind: "all", parts };
}
