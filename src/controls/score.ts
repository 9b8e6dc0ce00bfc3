import { type CorpusRecord, type Judgement, judgementOf, messageOf } from "./corpus-record.ts";

/** Whether a rule rings for an event; most rules need only its message. */
export type Matcher = (message: string, record: CorpusRecord) => boolean;

/** A record, what the control says of it, and whether the rule rang. */
export interface Scored {
  readonly record: CorpusRecord;
  readonly judgement: Judgement;
  readonly rang: boolean;
}

/** How a rule did on the corpus, for one control. */
export interface Score {
  readonly controlId: string;
  /** Rang where it must. */
  readonly truePositives: readonly Scored[];
  /** Kept silent where it must not ring. */
  readonly trueNegatives: readonly Scored[];
  /** Rang where it must not. */
  readonly falsePositives: readonly Scored[];
  /** Kept silent where it must ring. */
  readonly falseNegatives: readonly Scored[];
  /** Nobody can say from these records whether the rule was right. */
  readonly unknowable: readonly Scored[];
}

/**
 * Shows the records that a control judges to a rule, each in the order of the corpus.
 *
 * @param matcher any rule, or the union of a set of rules
 * @example
 * const match = compileMatcher(pattern);
 * scoreCorpus((message) => match(logMessage(message)), "root-account-usage", corpus).falseNegatives.length; // 0
 */
export function scoreCorpus(matcher: Matcher, controlId: string, corpus: readonly CorpusRecord[]): Score {
  const scored = corpus.flatMap((record): readonly Scored[] => {
    const judgement = judgementOf(record, controlId);
    return judgement === undefined ? [] : [{ record, judgement, rang: matcher(messageOf(record), record) }];
  });
  const pick = (verdict: Judgement["verdict"], rang: boolean): readonly Scored[] =>
    scored.filter((entry) => entry.judgement.verdict === verdict && entry.rang === rang);
  return {
    controlId,
    truePositives: pick("must-ring", true),
    trueNegatives: pick("must-not", false),
    falsePositives: pick("must-not", true),
    falseNegatives: pick("must-ring", false),
    unknowable: scored.filter(({ judgement }) => judgement.verdict === "unknowable"),
  };
}
