import type { StateValue } from "../alarm.ts";
import { isoTimestamp, jsonArray, jsonObject } from "../wire-text.ts";

/** An alarm that a rule mentions, and what it says. Times are epoch milliseconds. */
export interface ChildState {
  readonly arn: string;
  readonly state: StateValue;
  readonly updated: number;
  readonly transitioned: number;
}

/** The children as the history of a composite alarm writes them (obs STACKD alarm_composites, cycles). */
export function childStatesJson(children: readonly ChildState[]): string {
  return jsonArray(
    children.map(({ arn, state, updated, transitioned }) =>
      jsonObject([
        ["arn", JSON.stringify(arn)],
        [
          "state",
          jsonObject([
            ["value", JSON.stringify(state)],
            ["transitionTimestamp", JSON.stringify(isoTimestamp(transitioned))],
            ["timestamp", JSON.stringify(isoTimestamp(updated))],
          ]),
        ],
      ]),
    ),
  );
}
