import type { Problem } from "../../controls/control.ts";
import type { ExceptionRef } from "../finding.ts";

/** A finding that somebody answers for until a day. Dates are `YYYY-MM-DD`, in UTC. */
export interface Exception {
  readonly id: string;
  /** Id of the control that it is about. */
  readonly control: string;
  /** Who answers for it. */
  readonly owner: string;
  readonly reason: string;
  readonly scope: ExceptionScope;
  readonly created: string;
  /** The last day on which it holds. */
  readonly expires: string;
  /** What compensates for the missing bell, and where that can be seen. */
  readonly evidence: readonly string[];
  /** What happened to it since it was created, oldest first. */
  readonly history: readonly ExceptionChange[];
}

/** What an exception is limited to; a member that is absent limits nothing. */
export interface ExceptionScope {
  /** Twelve digits each. */
  readonly accounts?: readonly string[];
  /** It covers a finding only if every event that the finding is about happened there. */
  readonly regions?: readonly string[];
  /** It covers what these authorities say, and not the verdict by behaviour. */
  readonly authorities?: readonly string[];
}

export interface ExceptionChange {
  readonly date: string;
  readonly by: string;
  readonly note: string;
  /** The last day from then on, where the change moved it. */
  readonly expires?: string;
}

/** One entry of a file of exceptions: what it says, or all that is wrong with it. */
export type ExceptionEntry =
  | { readonly kind: "sound"; readonly line: number; readonly exception: Exception }
  | {
      readonly kind: "unsound";
      readonly line: number;
      /** Its own, or `exceptions[3]` where it names none. */
      readonly id: string;
      /** The control that it means to cover, where it names one. */
      readonly control?: string;
      readonly problems: readonly Problem[];
    };

export type ExceptionStatus = ExceptionRef["status"];

const DAY = 86_400_000;
/** How long before its last day an exception begins to warn. */
const WARNING_DAYS = 30;

/**
 * How an entry stands at a moment (epoch milliseconds).
 *
 * @example
 * statusOf(entry, Date.parse("2026-01-31T00:00:00Z")); // "active", "expiring", "expired" or "invalid"
 */
export function statusOf(entry: ExceptionEntry, at: number): ExceptionStatus {
  if (entry.kind === "unsound") return "invalid";
  const left = daysLeft(entry.exception, at);
  if (left < 0) return "expired";
  return left < WARNING_DAYS ? "expiring" : "active";
}

/** Whole days until the last one; 0 on the last, negative when it is over. */
export function daysLeft({ expires }: Exception, at: number): number {
  return Math.floor((Date.parse(`${expires}T00:00:00Z`) + DAY - 1 - at) / DAY);
}

/** Whether a finding that is covered counts as answered for. */
export function isAnsweredFor(exception: Pick<ExceptionRef, "status"> | undefined): boolean {
  return exception?.status === "active" || exception?.status === "expiring";
}
