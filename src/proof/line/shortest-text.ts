import type { Budget } from "../budget.ts";
import { tupleTable } from "../text/tuple-table.ts";

/** Reads a state: its member at a place. */
export type StateView = (index: number) => number;

/** Whether a text ends well: for sure, perhaps, or not. */
export type Ending = "accepted" | "unsettled" | "refused";

/** Reads texts code point by code point; its states are tuples of small whole numbers. */
export interface TextMachine {
  /** One code point for each group that it does not tell apart. */
  readonly members: readonly number[];
  readonly start: readonly number[];
  /** Gives every state that one more code point, by its place in `members`, can lead to. */
  readonly step: (state: StateView, member: number, next: (state: Int32Array) => void) => void;
  readonly ending: (state: StateView) => Ending;
  /** What its parts have cost so far, in states. */
  readonly cost: () => number;
}

export type Shortest =
  /** Accepted for sure; `least` when no shorter text is accepted, not even perhaps. */
  | { readonly kind: "found"; readonly text: string; readonly least: boolean }
  /** No text is accepted for sure. The shortest that is accepted perhaps. */
  | { readonly kind: "perhaps"; readonly text: string }
  | { readonly kind: "none" }
  | { readonly kind: "spent" };

/**
 * The shortest text in code points that a machine accepts: breadth first, so the first found.
 *
 * @param limit only texts shorter than this are looked for
 */
export function shortestText(machine: TextMachine, limit: number, budget: Budget): Shortest {
  const { members, start } = machine;
  const states = tupleTable(start.length);
  states.add(Int32Array.from(start));
  const cameFrom = [0];
  const depths = [0];
  let perhaps: number | undefined;
  let at = 0;
  const view: StateView = (index) => states.at(at, index);
  const textOf = (last: number): string => {
    const points: number[] = [];
    for (let state = last; state !== 0; ) {
      const edge = cameFrom[state] ?? 0;
      points.push(members[edge % members.length] ?? 0);
      state = Math.floor(edge / members.length);
    }
    return String.fromCodePoint(...points.reverse());
  };
  for (; at < states.size(); at += 1) {
    const depth = depths[at] ?? 0;
    if (depth >= limit) break;
    if (states.size() + machine.cost() > budget.states) return { kind: "spent" };
    const ending = machine.ending(view);
    if (ending === "accepted") {
      return { kind: "found", text: textOf(at), least: perhaps === undefined || depths[perhaps] === depth };
    }
    if (ending === "unsettled") perhaps ??= at;
    for (let member = 0; member < members.length; member += 1) {
      machine.step(view, member, (next) => {
        if (states.add(next) < cameFrom.length) return;
        cameFrom.push(at * members.length + member);
        depths.push(depth + 1);
      });
    }
  }
  return perhaps === undefined ? { kind: "none" } : { kind: "perhaps", text: textOf(perhaps) };
}
