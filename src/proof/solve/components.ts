import { type Clause, forEachLiteral } from "./clause.ts";

/** Clauses that share variables with each other and with no other clause. */
export interface Component {
  readonly clauses: readonly Clause[];
  readonly variables: readonly number[];
}

/** Splits clauses into parts that can be solved one by one, in the order of their first clause. */
export function componentsOf(clauses: readonly Clause[]): readonly Component[] {
  const leaders = new Map<number, number>();
  const leaderOf = (variable: number): number => {
    let leader = variable;
    for (let next = leaders.get(leader); next !== undefined && next !== leader; next = leaders.get(leader)) {
      leader = next;
    }
    leaders.set(variable, leader);
    return leader;
  };
  const firsts = clauses.map((clause) => {
    let first: number | undefined;
    forEachLiteral(clause, ({ variable }) => {
      const leader = leaderOf(variable);
      if (first === undefined) first = leader;
      else leaders.set(leader, leaderOf(first));
    });
    return first ?? -1;
  });
  const components = new Map<number, { clauses: Clause[]; variables: number[] }>();
  for (const [index, clause] of clauses.entries()) {
    const leader = leaderOf(firsts[index] ?? -1);
    const component = components.get(leader);
    if (component === undefined) components.set(leader, { clauses: [clause], variables: [] });
    else component.clauses.push(clause);
  }
  for (const variable of leaders.keys()) components.get(leaderOf(variable))?.variables.push(variable);
  return [...components.values()];
}
