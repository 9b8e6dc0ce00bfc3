import type { LineQuestion } from "./line-question.ts";
import type { PlaceAutomaton } from "./place-automaton.ts";
import { type LineShape, placeEntries } from "./shape.ts";

/** What a question asks of lines of one shape. */
export interface ShapePlaces {
  /** By the place of the field. */
  readonly fields: ReadonlyMap<number, PlaceAutomaton>;
  readonly rests: readonly { readonly from: number; readonly automaton: PlaceAutomaton }[];
  /** For each pattern: do such lines have enough fields for it? */
  readonly applies: readonly boolean[];
}

/** `spent` when an automaton needs more states than the budget allows; `none` when a line of the shape cannot be one. */
export function shapePlaces(question: LineQuestion, shape: LineShape): ShapePlaces | "spent" | "none" {
  const placed = question.patterns.map((pattern) => placeEntries(pattern, shape));
  if (placed.slice(0, question.mustCount).includes(undefined)) return "none";
  const fields = new Map<number, PlaceAutomaton>();
  const rests: { readonly from: number; readonly automaton: PlaceAutomaton }[] = [];
  for (let at = 0; at < shape.fields; at += 1) {
    for (const kind of ["field", "rest"] as const) {
      const asked = placed.map(
        (entries) => entries?.find(({ place }) => place.kind === kind && place.at === at)?.expression,
      );
      if (asked.every((expression) => expression === undefined)) continue;
      const automaton = question.automatonFor(kind, asked);
      if (automaton === undefined) return "spent";
      if (kind === "field") fields.set(at, automaton);
      else rests.push({ from: at, automaton });
    }
  }
  return { fields, rests, applies: placed.map((entries) => entries !== undefined) };
}
