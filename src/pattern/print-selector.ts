import type { Selector } from "./ast.ts";
import { isKeyCharacter } from "./characters.ts";

/** `$.a.['b.c'][0][*]`: the canonical spelling of a selector. */
export function printSelector(selector: Selector): string {
  // Straight after the dollar sign there must be a dot, so a wildcard there is `.*`.
  return spell(selector, (first) => (first ? ".*" : "[*]"), spellKeyStep);
}

/** The shortest spelling of a selector: `$.a['b.c'][0].*`. */
export function printSelectorCompactly(selector: Selector): string {
  return spell(
    selector,
    () => ".*",
    (name, first) => (first || isPlainKey(name) ? spellKeyStep(name) : `['${name}']`),
  );
}

function spell(
  selector: Selector,
  wildcard: (first: boolean) => string,
  key: (name: string, first: boolean) => string,
): string {
  let text = "$";
  for (const [index, step] of selector.steps.entries()) {
    switch (step.kind) {
      case "key":
        text += key(step.name, index === 0);
        break;
      case "index":
        text += `[${step.index}]`;
        break;
      case "wildcard":
        text += wildcard(index === 0);
        break;
    }
  }
  return text;
}

/** One key as a step: plain where it can be, else in brackets. */
export function spellKeyStep(name: string): string {
  return isPlainKey(name) ? `.${name}` : `.['${name}']`;
}

function isPlainKey(name: string): boolean {
  return name !== "" && Array.from(name).every(isKeyCharacter);
}
