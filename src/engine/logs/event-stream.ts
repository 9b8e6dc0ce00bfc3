/** What an event stream carries: a member of the union in AWS's model, or an exception of it, after which nothing comes. */
export type StreamItem =
  | { readonly kind: "event"; readonly name: string; readonly value: object }
  | { readonly kind: "exception"; readonly name: string; readonly message: string };

/**
 * An answer that goes on after its call. Whoever carries it to the client calls `tick` once a period of the client's own
 * time, takes what waits when the client can take it, and calls `close` when the client is gone.
 */
export interface EventStream {
  readonly kind: "eventStream";
  /** Milliseconds between two calls of `tick`. */
  readonly period: number;
  tick(): void;
  /** The oldest item that waits, which is thereby taken; undefined when none does. */
  next(): StreamItem | undefined;
  /** True once nothing waits and nothing more will come. */
  isOver(): boolean;
  close(): void;
}

export function isEventStream(value: unknown): value is EventStream {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "eventStream";
}
