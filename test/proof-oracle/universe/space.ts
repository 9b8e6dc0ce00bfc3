import type { Random } from "./random.ts";

/** A finite set described by how it is made up, which may be far too large to be written out. */
export interface Space<Member> {
  readonly size: number;
  /** From 0; exact as long as `size` is a safe integer. */
  readonly at: (index: number) => Member;
  /** Simple members come as often as involved ones, of which there are many more. */
  readonly pick: (random: Random) => Member;
}

export function anyOf<Member>(members: readonly Member[]): Space<Member> {
  const at = (index: number): Member => {
    const member = members[index];
    if (member === undefined) throw new RangeError(`no member ${index} of ${members.length}`);
    return member;
  };
  return { size: members.length, at, pick: (random) => at(Math.floor(random() * members.length)) };
}

/** @param weights how often each is picked from, beside `spaces`; all alike if not given */
export function union<Member>(spaces: readonly Space<Member>[], weights?: readonly number[]): Space<Member> {
  const filled = spaces.filter(({ size }) => size > 0);
  const tickets = anyOf(
    spaces.flatMap((space, index) =>
      space.size > 0 ? Array.from({ length: weights?.[index] ?? 1 }, () => space) : [],
    ),
  );
  const at = (index: number): Member => {
    let left = index;
    for (const space of filled) {
      if (left < space.size) return space.at(left);
      left -= space.size;
    }
    throw new RangeError(`no member ${index}`);
  };
  const size = filled.reduce((sum, space) => sum + space.size, 0);
  return { size, at, pick: (random) => tickets.pick(random).pick(random) };
}

/** One member of each, in every combination. */
export function tuples<Member>(spaces: readonly Space<Member>[]): Space<readonly Member[]> {
  const at = (index: number): readonly Member[] => {
    let left = index;
    return spaces.map((space) => {
      const member = space.at(left % space.size);
      left = Math.floor(left / space.size);
      return member;
    });
  };
  const size = spaces.reduce((product, space) => product * space.size, 1);
  return { size, at, pick: (random) => spaces.map((space) => space.pick(random)) };
}

export function mapped<From, To>(space: Space<From>, change: (member: From) => To): Space<To> {
  return {
    size: space.size,
    at: (index) => change(space.at(index)),
    pick: (random) => change(space.pick(random)),
  };
}

/** All members if they are no more than `limit`, else that many picked at random. */
export function membersOf<Member>(space: Space<Member>, limit: number, random: Random): readonly Member[] {
  if (space.size <= limit) return Array.from({ length: space.size }, (_, index) => space.at(index));
  return Array.from({ length: limit }, () => space.pick(random));
}
