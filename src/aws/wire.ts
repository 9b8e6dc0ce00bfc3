/** How a request is encoded, and therefore how its answer, good or bad, is. */
export type Wire =
  | { readonly kind: "json"; readonly version: "1.0" | "1.1"; readonly queryMode: boolean }
  | { readonly kind: "cbor"; readonly queryMode: boolean }
  | { readonly kind: "query" };

/** A response before its request id is added. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** The response of an operation whose answer goes on, before its request id is added. */
export interface StreamResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}
