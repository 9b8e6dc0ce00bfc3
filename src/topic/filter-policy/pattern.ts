/** A value as a message holds it: of a JSON body, or of a message attribute. */
export type Scalar = string | number | boolean | null;

/** What one element of a filter policy's list asks of a value. */
export type Pattern =
  | { readonly kind: "equals"; readonly value: Scalar }
  | { readonly kind: "prefix" | "suffix"; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: "equals-ignore-case"; readonly text: string }
  | { readonly kind: "wildcard"; readonly steps: WildcardSteps }
  | { readonly kind: "numeric"; readonly low: Bound | undefined; readonly high: Bound | undefined }
  | { readonly kind: "cidr"; readonly block: CidrBlock }
  | { readonly kind: "anything-but"; readonly patterns: readonly Pattern[] }
  | { readonly kind: "exists"; readonly expected: boolean };

export interface Bound {
  readonly value: number;
  readonly inclusive: boolean;
}

/** The literal texts between the stars of a wildcard pattern: `a*b` is ["a", "b"]. */
export type WildcardSteps = readonly string[];

/** An address block; IPv4 lies in its own 32 bits, never inside IPv6. */
export interface CidrBlock {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}
