/** Numbers from 0 up to, not including, 1. */
export type Random = () => number;

/** Always the same numbers for the same text, so that a pair that failed once fails again (mulberry32). */
export function randomFrom(text: string): Random {
  let state = 0x9e3779b9;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const once = Math.imul(state ^ (state >>> 15), 1 | state);
    const twice = once ^ (once + Math.imul(once ^ (once >>> 7), 61 | once));
    return ((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32;
  };
}
