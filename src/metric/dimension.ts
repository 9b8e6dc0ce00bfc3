/** One name and value that, with the others of its set, tells a metric apart from its namesakes. */
export interface Dimension {
  readonly name: string;
  readonly value: string;
}

/** By name, then by value, in UTF-16 order; an order that needs no locale. */
export function compareDimensions(a: Dimension, b: Dimension): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  if (a.value === b.value) return 0;
  return a.value < b.value ? -1 : 1;
}
