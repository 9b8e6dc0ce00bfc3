import type { EventCondition, Formula } from "../formula.ts";

/** Knowledge about events that a question may lean on. Named in every answer that used it. */
export interface Assumption {
  readonly name: string;
  /** True of every event that is considered. */
  readonly given: Formula<EventCondition>;
  /** Kinds of records in the words of the field, the most telling first. They may overlap. */
  readonly kinds: readonly RecordKind[];
}

export interface RecordKind {
  /** A noun in the plural: `root sign-ins`. */
  readonly name: string;
  readonly is: Formula<EventCondition>;
  /** A record of this kind, as raw JSON text. */
  readonly sample: string;
}
