import type { Reader } from "../text/automaton.ts";

/** The steps of a reader by place of the code point in `members`; each is asked for once. */
export function rememberSteps(
  { step }: Reader<unknown>,
  members: readonly number[],
): (state: number, member: number) => number {
  const rows: (Int32Array | undefined)[] = [];
  return (state, member) => {
    const row = (rows[state] ??= new Int32Array(members.length).fill(-1));
    const known = row[member] ?? -1;
    if (known >= 0) return known;
    const next = step(state, members[member] ?? 0);
    row[member] = next;
    return next;
  };
}
