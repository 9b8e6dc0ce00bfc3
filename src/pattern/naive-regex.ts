import type { CharacterSet, RegexItem, RegexSequence, RegexTree } from "./regex/ast.ts";

/** Does an expression match somewhere? Tries every start and follows every end an item can have from there. */
export function naiveSearch(tree: RegexTree, text: string): boolean {
  const characters = Array.from(text);
  return tree.alternatives.some((sequence) => {
    for (let start = 0; start <= characters.length; start += 1) {
      if (ends(sequence, characters, start).size > 0) return true;
    }
    return false;
  });
}

function ends(sequence: RegexSequence, characters: readonly string[], start: number): ReadonlySet<number> {
  let places: ReadonlySet<number> = new Set([start]);
  for (const item of sequence) places = union(places, (place) => endsOf(item, characters, place));
  return places;
}

function union(places: ReadonlySet<number>, follow: (place: number) => ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...places].flatMap((place) => [...follow(place)]));
}

function endsOf(item: RegexItem, characters: readonly string[], place: number): ReadonlySet<number> {
  switch (item.kind) {
    case "anchor":
      return new Set(place === (item.at === "start" ? 0 : characters.length) ? [place] : []);
    case "set": {
      const character = characters[place];
      return new Set(character !== undefined && holds(item, character) ? [place + 1] : []);
    }
    case "repeat": {
      const all = new Set<number>();
      let places: ReadonlySet<number> = new Set([place]);
      // More rounds than characters left can only repeat an anchor, which changes nothing.
      const rounds = Math.min(item.max ?? Number.POSITIVE_INFINITY, item.min + characters.length + 1);
      for (let round = 0; round <= rounds && places.size > 0; round += 1) {
        if (round >= item.min) for (const reached of places) all.add(reached);
        places = union(places, (from) => endsOf(item.operand, characters, from));
      }
      return all;
    }
  }
}

function holds(set: CharacterSet, character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  for (const { from, to } of set.ranges) if (code >= from && code <= to) return !set.negated;
  return set.negated;
}
