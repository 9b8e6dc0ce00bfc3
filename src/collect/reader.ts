import type { Gap } from "../audit/inventory.ts";
import { gap, gapOf, hasNoMuteRules, isMissing } from "./gap.ts";
import { limitOf } from "./limit.ts";
import type { ReadCall } from "./read-call.ts";

/** What came of one call. */
export type Answer<Value> =
  | { readonly kind: "given"; readonly value: Value }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly gap: Gap };

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; absent on the last. */
  readonly next?: string | undefined;
}

/** Makes calls, so many at a time, and keeps what could not be read. */
export interface Reader {
  /** One call. What fails is not kept: the caller knows what it means. */
  attempt<Value>(call: ReadCall, send: () => Promise<Value>): Promise<Answer<Value>>;
  /** One call. What fails is kept as a gap; what was asked for may also just not be there. */
  read<Value>(call: ReadCall, send: () => Promise<Value>): Promise<Answer<Value>>;
  /** All pages of a list. Of one that breaks off, what came before, and a gap. */
  list<Item>(call: ReadCall, page: (token: string | undefined) => Promise<Page<Item>>): Promise<readonly Item[]>;
  note(gap: Gap): void;
  /** In an order that does not depend on which answer came first. */
  gaps(): readonly Gap[];
}

/** More at a time and the services' own limits on requests only make it slower. */
const CALLS_AT_A_TIME = 24;

/** A thousand pages are 50,000 items: more than a service keeps. */
const MOST_PAGES = 1000;

/**
 * @param onCall is told the number of calls that are done, after each
 * @param signal ends everything; it is thrown then
 */
export function createReader(onCall: (done: number) => void, signal: AbortSignal): Reader {
  const limit = limitOf(CALLS_AT_A_TIME);
  const gaps: Gap[] = [];
  let done = 0;

  const attempt: Reader["attempt"] = (call, send) =>
    limit(async () => {
      signal.throwIfAborted();
      try {
        return { kind: "given", value: await send() };
      } catch (error) {
        signal.throwIfAborted();
        const found = gapOf(call, error);
        return isMissing(found) || hasNoMuteRules(found) ? { kind: "missing" } : { kind: "failed", gap: found };
      } finally {
        done += 1;
        onCall(done);
      }
    });

  const read: Reader["read"] = async (call, send) => {
    const answer = await attempt(call, send);
    if (answer.kind === "failed") gaps.push(answer.gap);
    return answer;
  };

  const list: Reader["list"] = async <Item>(
    call: ReadCall,
    page: (token: string | undefined) => Promise<Page<Item>>,
  ): Promise<readonly Item[]> => {
    const items: Item[] = [];
    let token: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const from = token;
      const answer = await read(call, () => page(from));
      if (answer.kind !== "given") return items;
      for (const item of answer.value.items) items.push(item);
      token = answer.value.next;
      if (token === undefined || token === "") return items;
      if (token === from) break;
    }
    gaps.push(gap(call, "UnexpectedAnswer", "its pages never end"));
    return items;
  };

  return {
    attempt,
    read,
    list,
    note: (found) => {
      gaps.push(found);
    },
    gaps: () => gaps.toSorted((a, b) => compare(keyOf(a), keyOf(b))),
  };
}

function keyOf({ region, service, operation, resource = "", message }: Gap): string {
  return JSON.stringify([region, service, operation, resource, message]);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
