/**
 * The text that leads to a state.
 *
 * @param cameFrom by state: the state before times the number of groups, plus the group that was read
 */
export function textOf(ending: number, cameFrom: readonly number[], members: readonly number[]): string {
  let text = "";
  for (let state = ending; state !== 0; ) {
    const edge = cameFrom[state] ?? 0;
    text = String.fromCodePoint(members[edge % members.length] ?? 0) + text;
    state = Math.floor(edge / members.length);
  }
  return text;
}
