/** Would an event of this kind reach a person? */
export type Verdict = "rings" | "rings-for-some" | "silent" | "noisy" | "unknown";

/** The links of the chain, in the order an event passes them. */
export const LINKS = ["trail", "log-group", "metric-filter", "metric", "alarm", "topic", "subscription"] as const;
export type Link = (typeof LINKS)[number];

/** What the audit found for one control. */
export interface Finding {
  /** Id of the control: `console-signin-without-mfa`. */
  readonly control: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** One sentence for a person. */
  readonly summary: string;
  /** The first link that holds events up: of a silent control the one to mend first. Absent where everything rings. */
  readonly brokenLink?: Link;
  /** Why that link is broken: what was found, in AWS's names, and what is needed instead. */
  readonly reason?: string;
  /** Each event of the control with what became of it. */
  readonly witnesses: readonly Witness[];
  /** Who hears it, through which alarm and topic. */
  readonly hears: readonly Hearer[];
  /** Which second event within the same alarm would reach nobody; absent where every one is told. */
  readonly secondEvent?: string;
  /** How late CloudTrail may deliver an event that is still told of; absent where none rings. */
  readonly lateDelivery?: LateDelivery;
  /** What the verdict leaves out, and whoever relies on it should know. */
  readonly caveats: readonly Caveat[];
  /** For each recommended filter of the control, whether the filters that ring see all that it does; empty where none rings. */
  readonly coverage: readonly Coverage[];
  readonly authorities: readonly AuthorityVerdict[];
  /** The exception that covers the finding, if any. */
  readonly exception?: ExceptionRef;
  /** Gaps of the inventory that the verdict depends on. */
  readonly gaps: readonly string[];
  /** How exposed what it watches is, by tags: findings are ordered by it. Higher is worse. */
  readonly exposure: number;
}

/** One event and what became of it. */
export interface Witness {
  /** Id of the corpus record. */
  readonly event: string;
  readonly title: string;
  readonly expected: "must-ring" | "must-not";
  readonly outcome: "rings" | "silent" | "unknown";
  /** Where it stopped; absent when it rang. */
  readonly stoppedAt?: Link;
  readonly why: string;
  /** Milliseconds from the event in the log group to the notification; absent when it did not ring. */
  readonly delay?: number;
  /** The raw record. */
  readonly record: string;
}

/**
 * Milliseconds, in whole minutes: the longest time from an event to its arrival in the log group at which it is still told
 * of, at whatever second it happens. A day means a day or more.
 */
export interface LateDelivery {
  /** While nothing else happens. */
  readonly alone: number;
  /**
   * While other events have arrived in time, and the minutes after this one hold a default value already. Absent where no
   * filter publishes one.
   */
  readonly amongOthers?: number;
}

/** A circumstance in which an event goes unseen, or is told of late, though the verdict says that it rings. */
export interface Caveat {
  readonly kind: "standing-in-alarm" | "mute-window" | "late-delivery";
  /** One sentence. */
  readonly text: string;
}

/**
 * Whether what a recommended filter matches is matched by filters that ring: decided for every record that CloudTrail can
 * write, where the witnesses are those of the corpus.
 */
export interface Coverage {
  /** Of the control's recommended filter. */
  readonly filterPattern: string;
  readonly covered: "yes" | "no" | "unknown";
  /** `log group: filter` of those that ring. */
  readonly by: readonly string[];
  /** One sentence. */
  readonly why: string;
  /** If it is not covered: a record that the recommended filter matches and nobody hears of. */
  readonly record?: string;
}

export interface Hearer {
  readonly alarmArn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
}

/** How an authority would judge the same inventory by its own rule. */
export interface AuthorityVerdict {
  /** `cis-6.0`, `security-hub`, `prowler`, ... */
  readonly authority: string;
  readonly id: string;
  readonly verdict: "pass" | "fail" | "not-assessed" | "unknown";
  readonly why: string;
}

export interface ExceptionRef {
  readonly id: string;
  readonly status: "active" | "expiring" | "expired" | "invalid";
}
