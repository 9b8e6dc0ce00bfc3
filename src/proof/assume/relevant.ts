import type { Selector, SelectorStep } from "../../pattern/ast.ts";
import type { EventCondition, Formula } from "../formula.ts";

/**
 * The facts of `given` that can bear on a question: those about a place that the question names or passes, and those
 * that tie such places to others. Leaving facts out only admits more events, so a `none` stays true.
 *
 * @param given what is assumed, its facts as parts of an `all`
 */
export function relevantFacts(
  given: Formula<EventCondition>,
  question: Formula<EventCondition>,
): Formula<EventCondition> {
  if (given.kind !== "all") return given;
  let waiting = given.parts.map((fact) => ({ fact, selectors: selectorsOf(fact) }));
  const kept: Formula<EventCondition>[] = [];
  let news = selectorsOf(question);
  while (news.length > 0) {
    const reach = news;
    const touched = waiting.filter(({ selectors }) => selectors.some((place) => reach.some(leadsThrough(place))));
    waiting = waiting.filter((entry) => !touched.includes(entry));
    kept.push(...touched.map(({ fact }) => fact));
    news = touched.flatMap(({ selectors }) => selectors);
  }
  return { kind: "all", parts: kept };
}

/** Does a selector select this place, or something in it? */
function leadsThrough(place: Selector): (selector: Selector) => boolean {
  return ({ steps }) => place.steps.every((step, index) => canBe(steps[index], step));
}

function canBe(step: SelectorStep | undefined, named: SelectorStep): boolean {
  if (step === undefined || named.kind === "wildcard") return false;
  if (step.kind === "wildcard") return true;
  return step.kind === "key"
    ? named.kind === "key" && step.name === named.name
    : named.kind === "index" && step.index === named.index;
}

/** Of every condition of a formula. */
export function selectorsOf(formula: Formula<EventCondition>): readonly Selector[] {
  return formula.kind === "literal" ? [formula.condition.selector] : formula.parts.flatMap(selectorsOf);
}
