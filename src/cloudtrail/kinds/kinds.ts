import { CALLS } from "./calls.ts";
import type { KnownKind } from "./known-kind.ts";
import { SIGN_IN_STEPS } from "./sign-in-steps.ts";
import { SIGN_INS } from "./sign-ins.ts";

/**
 * The kinds of records, the most telling first. They overlap, and a record is of the first kind that it fits: every
 * record fits the last.
 */
export const KNOWN_KINDS: readonly KnownKind[] = [...SIGN_INS, ...SIGN_IN_STEPS, ...CALLS];
