import type { JsonObject } from "../json-value.ts";

/** A kind of records that the field has a word for. */
export interface KnownKind {
  /** A noun in the plural. */
  readonly name: string;
  /** The filter pattern that says which records are of this kind, as far as no earlier kind takes them. */
  readonly pattern: string;
  /**
   * Where the shape of the sample is from: records seen (`observed`), AWS's documentation (`documented`), or neither, put
   * together from what both say (`synthetic`). The samples themselves are all our own.
   */
  readonly provenance: "observed" | "documented" | "synthetic";
  readonly sample: JsonObject;
}
