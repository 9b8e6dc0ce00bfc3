/** What looking for an event came to. */
export type Search =
  | {
      readonly kind: "found";
      /** A raw log message. */
      readonly message: string;
      /** Its length in characters, or the number of changes to the record that the search was to stay near to. */
      readonly size: number;
      /** No smaller one exists; `false` when the budget ended first. */
      readonly least: boolean;
    }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly reason: string };
