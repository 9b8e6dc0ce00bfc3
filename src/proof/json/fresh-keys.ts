const FIRST_KEYS = "xyzwvutsrqponmlkjihgfedcba";

/** Keys that are not taken, as short and plain as can be; never the empty key, which nobody would take for one. */
export function freshKeys(count: number, taken: { readonly has: (key: string) => boolean }): readonly string[] {
  const keys: string[] = [];
  for (let number = 0; keys.length < count; number += 1) {
    const round = Math.floor(number / FIRST_KEYS.length);
    const key = FIRST_KEYS.charAt(number % FIRST_KEYS.length) + (round === 0 ? "" : String(round));
    if (!taken.has(key)) keys.push(key);
  }
  return keys;
}
