import type { Auditor } from "./auditor.ts";

/** The rule of auditors that compare with one spelling, to the last blank; `undefined` where they have no rule. */
export function exactText(
  textOf: (controlId: string) => string | undefined,
): Required<Pick<Auditor, "textRule" | "wants">> {
  return {
    textRule: ({ id }) => {
      const wanted = textOf(id);
      return wanted === undefined ? undefined : (filterPattern) => filterPattern === wanted;
    },
    wants: ({ id }) => textOf(id),
  };
}
