import type { EvidenceLine } from "../alarm/email-text.ts";
import { type DescribedEvent, describeMessage } from "../cloudtrail/story.ts";
import { type EvidenceRef, mergeEvidence } from "../metric/evidence.ts";
import type { MetricBucket } from "../metric/period.ts";
import type { MessageAttributeValue } from "../topic/message-attributes.ts";
import type { LogEvent, Transaction } from "./ports.ts";

/** The events behind a transition: as lines for the e-mail text, and as a message attribute for programs. */
export interface Evidence {
  readonly lines: readonly EvidenceLine[];
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
}

/** The attribute that carries the matched events: a JSON array of who, from where, what and with what result. */
export const EVIDENCE_ATTRIBUTE = "Tocsin.MatchedEvents";

/** Reads the matched events of these buckets, earliest first, as many as the buckets keep references to. */
export async function gatherEvidence(tx: Transaction, buckets: readonly MetricBucket[]): Promise<Evidence> {
  let refs: readonly EvidenceRef[] = [];
  for (const bucket of buckets) refs = mergeEvidence(refs, bucket.evidence);
  const chunks = new Map<string, readonly LogEvent[]>();
  const lines: DescribedEvent[] = [];
  for (const ref of refs) {
    const chunk = chunks.get(ref.chunk) ?? (await tx.readChunk(Number(ref.chunk)));
    // The events may have gone with their log group; what remains is still worth telling.
    if (chunk === undefined) continue;
    chunks.set(ref.chunk, chunk);
    const event = chunk[ref.index];
    if (event !== undefined) lines.push(describeMessage(event.message, event.timestamp));
  }
  if (lines.length === 0) return { lines, attributes: {} };
  // The events themselves stay out of the attribute: with them, a message could outgrow what SNS takes.
  const stories = lines.map(({ when, summary, story }) => story ?? { when, summary });
  const value: MessageAttributeValue = { DataType: "String", StringValue: JSON.stringify(stories) };
  return { lines, attributes: { [EVIDENCE_ATTRIBUTE]: value } };
}
